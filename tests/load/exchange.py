"""HTTP/1.1 by hand over one kept-alive socket, so that the measuring side costs next to nothing."""

import re
import socket

HEAD_END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNK = 262_144
VALUE = "@@value@@"


class Script:
    """The requests that one connection sends again and again.

    Each is (head, body). A body may hold `@@value@@`, for which stands what `capture` found in the latest answer of
    this connection (the version of a draft, say); it begins with `value`.
    """

    def __init__(self, requests, *, capture=None, value=""):
        self.capture = re.compile(capture.encode()) if capture else None
        self.value = value
        self._requests = requests
        self._ready = [request_bytes(head, body) for head, body in requests]
        self._next = 0

    def request(self):
        turn = self._next % len(self._requests)
        self._next += 1
        if self.capture is None:
            return self._ready[turn]
        head, body = self._requests[turn]
        return request_bytes(head, body.replace(VALUE, self.value) if body is not None else None)

    def learn(self, answer):
        found = self.capture.search(answer) if self.capture else None
        if found:
            self.value = found[1].decode()


def request_bytes(head, body):
    if body is None:
        return f"{head}\r\n\r\n".encode()
    content = body.encode()
    return f"{head}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content


class Connection:
    """A socket that sends one request at a time and finds the end of its answer."""

    def __init__(self, address, script):
        self.script = script
        self.busy = False
        self.due = 0.0
        self._address = address
        self._received = bytearray()
        self._whole = 0
        self.socket = socket.create_connection(address, timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, due):
        """Send the next request; `due` is the instant from which its time is counted."""
        self.busy, self.due = True, due
        self.socket.sendall(self.script.request())

    def read(self):
        """Take what has come; return the status of the answer when it is whole, 0 when cut off, None otherwise."""
        part = self.socket.recv(CHUNK)
        if not part:
            return 0
        self._received += part
        if not self._whole and not self._find_length():
            return None
        if len(self._received) < self._whole:
            return None
        status = int(self._received[9:12])
        self.script.learn(self._received)
        self._received.clear()
        self._whole = 0
        self.busy = False
        return status

    def _find_length(self):
        end = self._received.find(HEAD_END)
        if end < 0:
            return False
        length = LENGTH.search(self._received, 0, end)
        self._whole = end + len(HEAD_END) + (int(length[1]) if length else 0)
        return True

    def close(self):
        self.socket.close()
