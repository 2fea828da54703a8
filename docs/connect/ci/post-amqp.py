#!/usr/bin/env python3
"""Posts a request to Trikk over AMQP 1.0 and prints the answer. Needs Qpid Proton (Debian: python3-qpid-proton).

    post-amqp.py REQUEST.json

BROKER                where the broker takes AMQP; default 127.0.0.1:5672
BROKER_PASSWORD_FILE  file with the password of the user ci; default data/ci-password
WAIT                  seconds to wait for the answer; default 60

Exit code 0: accepted; 2: rejected; 1: no answer (not sent, not taken by the broker, or nobody answered).
"""
import json
import os
import sys

from proton import Message, ProtonException
from proton.utils import BlockingConnection


def text(answer):
    return answer.body if isinstance(answer.body, str) else bytes(answer.body).decode("utf-8")


def post(request):
    with open(os.environ.get("BROKER_PASSWORD_FILE", "data/ci-password"), encoding="utf-8") as file:
        password = file.readline().rstrip("\n")
    wait = float(os.environ.get("WAIT", "60"))
    connection = BlockingConnection(
        "amqp://" + os.environ.get("BROKER", "127.0.0.1:5672"),
        timeout=wait, user="ci", password=password, allowed_mechs="PLAIN", reconnect=False)
    try:
        answers = connection.create_receiver(None, dynamic=True, credit=1)
        # durable, or the broker keeps it in memory only; send returns when the broker has it on its disk
        connection.create_sender("queue://trikk.requests").send(
            Message(request, durable=True, reply_to=answers.link.remote_source.address))
        return text(answers.receive(timeout=wait))
    finally:
        connection.close()


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        request = file.read()
    try:
        answer = post(request)
    except (OSError, ProtonException) as failure:
        print("post-amqp.py:", failure, file=sys.stderr)
        return 1
    print(answer)
    return 0 if json.loads(answer)["accepted"] else 2


if __name__ == "__main__":
    sys.exit(main())
