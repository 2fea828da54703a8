#!/usr/bin/env python3
"""Posts a request to Trikk over STOMP and prints the answer. Needs stomp.py (Debian: python3-stomp).

    post-stomp.py REQUEST.json

BROKER                where the broker takes STOMP; default 127.0.0.1:61613
BROKER_PASSWORD_FILE  file with the password of the user ci; default data/ci-password
WAIT                  seconds to wait for the answer; default 60

Exit code 0: accepted; 2: rejected; 1: no answer (not sent, not taken by the broker, or nobody answered).
"""
import json
import os
import queue
import sys
import time

import stomp

ANSWERS = "/temp-queue/answers"


class Frames(stomp.ConnectionListener):
    """Hands what the broker sends from stomp.py's thread to ours."""

    def __init__(self):
        self.received = queue.Queue()

    def on_receipt(self, frame):
        self.received.put(("receipt", frame))

    def on_message(self, frame):
        self.received.put(("answer", frame))

    def on_error(self, frame):
        self.received.put(("error", frame))

    def on_disconnected(self):
        self.received.put(("end", None))


def post(request):
    host, port = os.environ.get("BROKER", "127.0.0.1:61613").rsplit(":", 1)
    with open(os.environ.get("BROKER_PASSWORD_FILE", "data/ci-password"), encoding="utf-8") as file:
        password = file.readline().rstrip("\n")
    deadline = time.monotonic() + float(os.environ.get("WAIT", "60"))

    frames = Frames()
    # without a content-length the broker makes a text message of it
    connection = stomp.Connection12([(host, int(port))], auto_content_length=False, reconnect_attempts_max=1)
    connection.set_listener("frames", frames)
    connection.connect("ci", password, wait=True)
    connection.subscribe(ANSWERS, id="answers")
    # without persistent it would not outlive the broker, without the receipt nobody would know whether the broker has it
    connection.send(
        "/queue/trikk.requests", request, headers={"persistent": "true", "receipt": "sent", "reply-to": ANSWERS}
    )
    got = {}
    while not {"receipt", "answer"} <= got.keys():  # the answer may be faster than the receipt
        kind, frame = frames.received.get(timeout=max(0.01, deadline - time.monotonic()))
        if kind in ("error", "end"):
            raise ConnectionError(frame.body if frame else "the connection has ended")
        got[kind] = frame
    connection.disconnect()
    return got["answer"].body


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: post-stomp.py REQUEST.json")
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            answer = post(file.read())
    except (OSError, queue.Empty, stomp.exception.StompException) as failure:
        print(f"post-stomp.py: no answer: {type(failure).__name__} {failure}", file=sys.stderr)
        return 1
    print(answer)
    return 0 if json.loads(answer)["accepted"] else 2


if __name__ == "__main__":
    sys.exit(main())
