"""The virus scanner, where the installation has one: clamd's INSTREAM over TCP (CLAMAV_ADDRESS, `host:port`)."""

import socket
import struct
from typing import Final

import structlog

from webapp.attachments.errors import CheckUnavailable

log = structlog.get_logger()

PATIENCE: Final = 10.0
PIECE: Final = 64 * 1024
CLEAN: Final = b"stream: OK"
LONGEST_ANSWER: Final = 4096


def found_by_clamav(content: bytes, address: str) -> bool:
    """Whether the scanner at `address` knows `content` as malicious. Raises CheckUnavailable when it gives no verdict."""
    host, _, port = address.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))
            answer = _answer(line)
    except OSError as error:
        log.error("scanner-away", error=type(error).__name__)  # noqa: TRY400 - the reason is enough
        raise CheckUnavailable from error
    if answer.endswith(b"FOUND"):
        return True
    if answer != CLEAN:
        log.error("scanner-without-verdict")
        raise CheckUnavailable
    return False


def _answer(line: socket.socket) -> bytes:
    answer = b""
    while len(answer) < LONGEST_ANSWER and (piece := line.recv(LONGEST_ANSWER)):
        answer += piece
        if answer.endswith(b"\0"):
            break
    return answer.strip(b"\0\n")
