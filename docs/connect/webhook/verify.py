#!/usr/bin/env python3
"""verify.py SECRET_FILE TIMESTAMP SIGNATURE < BODY

Ends with 0 if the body comes from who knows the secret and was sent within the last five minutes, else with 1. Timestamp and
signature are the headers X-Trikk-Timestamp and X-Trikk-Signature-256.
"""
import hashlib
import hmac
import sys
import time

secret_file, timestamp, signature = sys.argv[1:4]
with open(secret_file, "rb") as file:
    secret = file.readline().rstrip(b"\r\n")
body = sys.stdin.buffer.read()
signed = timestamp.encode() + b"." + body
expected = "sha256=" + hmac.new(secret, signed, hashlib.sha256).hexdigest()
fresh = timestamp.isascii() and timestamp.isdigit() and abs(time.time() - int(timestamp)) <= 300
genuine = hmac.compare_digest(expected.encode(), signature.encode())
sys.exit(0 if fresh and genuine else 1)
