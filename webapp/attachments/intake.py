"""What is known of a file before it is kept: its kind, its pages, that nothing in it acts or harms."""

import json
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import structlog
from flask import current_app

from webapp.attachments import errors
from webapp.attachments.gateways import found_by_clamav
from webapp.attachments.rules import MOST_BYTES, media_type
from webapp.config import ROOT

log = structlog.get_logger()

PATIENCE: Final = 15
SEEN_BY_SCANNERS: Final = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"  # the test content that every scanner must find
ZIP_END, ZIP_TAIL, ZIP_FIXED = b"PK\x05\x06", 66_000, 22
REASONS: Final[dict[str, type[errors.RefusedFile]]] = {
    "type": errors.WrongType,
    "damaged": errors.DamagedFile,
    "encrypted": errors.EncryptedFile,
    "active": errors.ActiveContent,
    "pages": errors.TooManyPages,
    "pixels": errors.PictureTooLarge,
}
ENVIRONMENT: Final = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept."""

    content: bytes
    media_type: str
    pages: int
    sha256: str


def inspect(content: bytes) -> Inspected:
    """Return what `content` is. Raises a RefusedFile that says what is wrong, CheckUnavailable when that cannot be found."""
    if not content:
        raise errors.EmptyFile
    if len(content) > MOST_BYTES:
        raise errors.FileTooLarge
    if SEEN_BY_SCANNERS in content:
        raise errors.Infected
    media = media_type(content)
    if media is None or _is_archive_too(content):
        raise errors.WrongType
    pages = _pages(content)
    scanner: str = current_app.settings.clamav_address  # type: ignore[attr-defined] # the portal's own application
    if scanner and found_by_clamav(content, scanner):
        raise errors.Infected
    return Inspected(content, media, pages, sha256(content).hexdigest())


def _is_archive_too(content: bytes) -> bool:
    """Whether the file is also a ZIP or JAR (these are read from their end): one file, two meanings."""
    tail = content[-ZIP_TAIL:]
    at = tail.rfind(ZIP_END)
    if at < 0 or len(tail) - at < ZIP_FIXED:
        return False
    comment = int.from_bytes(tail[at + 20 : at + 22], "little")
    return at + ZIP_FIXED + comment == len(tail)


def _pages(content: bytes) -> int:
    """Have the file looked through by a process of its own; one that dies or is too slow met a file made for that."""
    command = [sys.executable, "-m", "webapp.attachments.sandbox.inspect"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, the file comes by standard input
            command, input=content, capture_output=True, timeout=PATIENCE, cwd=ROOT, env=ENVIRONMENT, check=False
        )
        told = json.loads(done.stdout) if done.returncode == 0 else {"refused": "damaged"}
    except subprocess.TimeoutExpired:
        told = {"refused": "damaged"}
    except (OSError, ValueError) as error:
        raise errors.CheckUnavailable from error
    if "pages" in told:
        return int(told["pages"])
    log.warning("file-refused", reason=told["refused"])
    raise REASONS[told["refused"]]
