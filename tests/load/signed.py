"""The process that sends signed messages: a plan by standard input, what happened by standard output, both JSON.

The messages, each with an identifier of its own, are written and signed beforehand. Connections are mutual TLS and kept
open. Closed loop: each asks again when it is answered. Open loop: requests fall due at a fixed rate, and each one's time
counts from the instant at which it was due. An answer counts as good when it is a signed message with status 200.
"""

import json
import socket
import ssl
import sys
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Thread
from uuid import uuid4

from lxml import etree

from tests.load.generator import percentile
from webapp.ehis.envelope import Header, build_message
from webapp.ehis.ids import Client, Member, Service
from webapp.ehis.multipart import SignedMessage, pack
from webapp.ehis.sign import SigningKey, sign

AGENCY = Client(Member("AZ", "GOV", "POLICE"), "checks")
STATUS = Service(Member("AZ", "GOV", "AYNA"), "carrierStatus", "v1", "kabinet")
NAMESPACE = "urn:ehis:az:gov:ayna"
VOEN = "9900010101"
ATTEMPTS = 50
HEAD_END = b"\r\n\r\n"


def prepared(pki, number):
    """Return that many whole HTTP requests."""
    key = SigningKey.from_files(pki / "agency.key", pki / "agency.pem")
    return [_request(key) for _ in range(number)]


def _request(key):
    body = etree.Element(f"{{{NAMESPACE}}}carrierStatus")
    etree.SubElement(body, f"{{{NAMESPACE}}}voen").text = VOEN
    raw = build_message(Header(AGENCY, STATUS, str(uuid4()), "AZ2ZAR9W1"), body)
    content_type, packed = pack(SignedMessage(raw, sign(raw, key, at=datetime.now(UTC))))
    head = (
        f"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {content_type}\r\nContent-Length: {len(packed)}\r\n\r\n"
    )
    return head.encode() + packed


class Sender(Thread):
    """One connection: takes the next message that is due, sends it, waits for the answer."""

    def __init__(self, address, context, due):
        super().__init__(daemon=True)
        self.times, self.bad = [], Counter()
        self._address, self._context, self._due = address, context, due
        self._connect()

    def _connect(self):
        plain = socket.create_connection(self._address, timeout=20)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = self._context.wrap_socket(plain, server_hostname="127.0.0.1")

    def run(self):
        for due, message in self._due:
            try:
                self._socket.sendall(message)
                outcome = self._answer()
            except OSError as error:
                outcome = type(error).__name__
                self._reconnect()
            if outcome != "good":
                self.bad[outcome] += 1
            self.times.append(time.perf_counter() - due)
        self._socket.close()

    def _reconnect(self):
        self._socket.close()
        for _ in range(ATTEMPTS):
            with suppress(OSError):
                return self._connect()
            time.sleep(0.1)
        raise ConnectionError("the server takes no connections")

    def _answer(self):
        received = b""
        while HEAD_END not in received:
            received += self._some()
        head, _, body = received.partition(HEAD_END)
        lines = head.lower().split(b"\r\n")
        length = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:"))
        missing = length - len(body)
        while missing > 0:
            missing -= len(self._some())
        signed = any(line.startswith(b"content-type: multipart/mixed") for line in lines)
        return "good" if signed and b" 200 " in lines[0] else f"{lines[0].decode()}: {body[-260:].decode()}"

    def _some(self):
        part = self._socket.recv(65_536)
        if not part:
            raise ConnectionResetError
        return part


class Due:
    """What is to be sent when: all senders take from here. Without a rate everything is due at once, for `seconds`."""

    def __init__(self, messages, *, seconds, rate):
        self._messages = iter(messages)
        self._rate, self._seconds = rate, seconds
        self._lock = Lock()
        self._sent = 0
        self.started = time.perf_counter()

    def __iter__(self):
        return self

    def __next__(self):
        with self._lock:
            message = next(self._messages)
            number, self._sent = self._sent, self._sent + 1
        if self._rate is None:
            moment = time.perf_counter()
            if moment > self.started + self._seconds:
                raise StopIteration
            return moment, message
        due = self.started + number / self._rate
        if number >= self._rate * self._seconds:
            raise StopIteration
        time.sleep(max(0.0, due - time.perf_counter()))
        return due, message


def main():
    plan = json.load(sys.stdin)
    pki = Path(plan["pki"])
    context = ssl.create_default_context(cafile=pki / "ca.pem")
    context.load_cert_chain(pki / "agency.pem", pki / "agency.key")
    messages = prepared(pki, plan["messages"])
    due = Due(messages, seconds=plan["seconds"], rate=plan["rate"])
    senders = [Sender(("127.0.0.1", plan["port"]), context, due) for _ in range(plan["connections"])]
    cpu, due.started = time.process_time(), time.perf_counter()
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    took = time.perf_counter() - due.started
    times = sorted(moment for sender in senders for moment in sender.times)
    bad = sum((sender.bad for sender in senders), Counter())
    json.dump(
        {
            "answers": len(times),
            "per_second": len(times) / took,
            "p50_ms": percentile(times, 0.5) * 1000,
            "p99_ms": percentile(times, 0.99) * 1000,
            "worst_ms": percentile(times, 1.0) * 1000,
            "bad": bad,
            "own_cpu": (time.process_time() - cpu) / took,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
