"""Does what standard input says, one JSON object a line, with Debian's Qpid Proton, and writes one JSON object a line.

    amqp.py HOST:PORT USER PASSWORD

{"do": "send", "to": ADDRESS, "body": TEXT, "section": "value" | "binary" | "data" | "map" | "list", "type": CONTENT-TYPE, "as": USER}
{"do": "ask", ...}   the same, and waits for the answer on a temporary queue
{"do": "take", "from": ADDRESS}
"""
import json
import sys

from proton import Message, ProtonException
from proton.utils import BlockingConnection

WAIT = 40


def message(order):
    text = order["body"]
    section = order.get("section", "value")
    bodies = {"value": text, "binary": text.encode(), "data": text.encode(), "map": {"text": text}, "list": [text]}
    # an inferred body is a data section when it is binary, else it is a value section
    made = Message(bodies[section], durable=True, inferred=section == "data")
    if "as" in order:
        made.user_id = order["as"].encode()
        made.properties = {"JMSXUserID": order["as"], "TrikkCaller": "anna"}
    if "type" in order:
        made.content_type = order["type"]
    return made


def do(connection, order):
    if order["do"] == "take":
        return read(connection.create_receiver(order["from"], credit=1))
    sent = message(order)
    answers = connection.create_receiver(None, dynamic=True, credit=1) if order["do"] == "ask" else None
    if answers:
        sent.reply_to = answers.link.remote_source.address
    sender = connection.create_sender(order["to"])
    try:
        sender.send(sent, timeout=WAIT)
    finally:
        sender.close()
    return read(answers) if answers else "sent"


def read(receiver):
    try:
        body = receiver.receive(timeout=WAIT).body
        receiver.accept()
        return body if isinstance(body, str) else bytes(body).decode()
    finally:
        receiver.close()


def main():
    address, user, password = sys.argv[1:]
    for line in sys.stdin:
        try:
            # a broker that refuses may hang up, so each has its own
            connection = BlockingConnection(
                "amqp://" + address, timeout=WAIT, user=user, password=password, allowed_mechs="PLAIN", reconnect=False)
            try:
                result = {"ok": do(connection, json.loads(line))}
            finally:
                connection.close()
        except (OSError, ProtonException) as refused:
            result = {"error": str(refused)}
        print(json.dumps(result), flush=True)


main()
