"""Stored files: bytes in a folder or an S3-compatible store, a row that says what they are and proves them unchanged.

The content type is sniffed, the size capped, the owner's name for it never used as a path.
"""

import hashlib
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import parse_qs, urlsplit

import filetype
import structlog
from sqlalchemy import delete

from webapp.core import db
from webapp.core.clock import now
from webapp.core.errors import NotFound, TooLarge, Unavailable, UnsupportedMedia
from webapp.core.files_tables import StoredFile
from webapp.core.ids import new_public_id

log = structlog.get_logger()

PDF: Final = "application/pdf"
MEBIBYTE: Final = 1024 * 1024
NAME_LENGTH: Final = 120


class Storage(Protocol):
    """Where bytes are kept under a key. A key is written once."""

    def put(self, key: str, content: bytes) -> None:
        """Keep `content` under `key`. Raises Unavailable when the store takes nothing."""

    def get(self, key: str) -> bytes:
        """Return what stands under `key`. Raises KeyError when nothing does."""

    def delete(self, key: str) -> None:
        """Take out what stands under `key`, if anything does. Raises Unavailable when the store does not obey."""


class Folder:
    """A local folder, two levels deep so that no directory grows without end."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, content: bytes) -> None:
        """Write whole or not at all."""
        place = self._place(key)
        partial = place.with_suffix(".partial")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(content)
            partial.replace(place)
        except OSError as error:  # the disk is full, read-only or gone
            log.error("files-not-written", error=type(error).__name__, number=error.errno)  # noqa: TRY400 - the reason is enough
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            raise Unavailable from error

    def get(self, key: str) -> bytes:
        """Read it."""
        try:
            return self._place(key).read_bytes()
        except FileNotFoundError:
            raise KeyError(key) from None
        except OSError as error:
            log.error("files-not-read", error=type(error).__name__, number=error.errno)  # noqa: TRY400 - the reason is enough
            raise Unavailable from error

    def delete(self, key: str) -> None:
        """Unlink it."""
        try:
            self._place(key).unlink(missing_ok=True)
        except OSError as error:
            log.error("files-not-deleted", error=type(error).__name__, number=error.errno)  # noqa: TRY400 - the reason is enough
            raise Unavailable from error

    def _place(self, key: str) -> Path:
        return self.root / key[:2] / key


class Bucket:
    """A bucket of an S3-compatible store (the `s3` extra): `s3://bucket?endpoint=https://…&region=…`."""

    def __init__(self, name: str, *, endpoint: str | None, region: str) -> None:
        import boto3

        self.name = name
        self.client: Any = boto3.client("s3", endpoint_url=endpoint, region_name=region)

    def put(self, key: str, content: bytes) -> None:
        """Upload it."""
        self.client.put_object(Bucket=self.name, Key=key, Body=content)

    def get(self, key: str) -> bytes:
        """Download it."""
        try:
            found: bytes = self.client.get_object(Bucket=self.name, Key=key)["Body"].read()
        except self.client.exceptions.NoSuchKey:
            raise KeyError(key) from None
        return found

    def delete(self, key: str) -> None:
        """Delete it."""
        self.client.delete_object(Bucket=self.name, Key=key)


_storage: list[Storage] = []


def open_storage(url: str) -> Storage:
    """Return the storage that `url` (FILES_URL: file:///folder or s3://bucket?…) names. Raises ValueError otherwise."""
    parts = urlsplit(url)
    openers: dict[str, Callable[[], Storage]] = {
        "file": lambda: Folder(Path(parts.path)),
        "s3": lambda: _bucket(parts.netloc, parse_qs(parts.query)),
    }
    if parts.scheme not in openers:
        raise ValueError(f"no storage of the kind {parts.scheme!r}")
    return openers[parts.scheme]()


def install_storage(storage: Storage) -> None:
    """Make `storage` the one of this process."""
    _storage[:] = [storage]


def store(content: bytes, *, name: str, allowed: frozenset[str], limit: int = 10 * MEBIBYTE) -> StoredFile:
    """Keep `content` and return its row, written in the open transaction.

    `allowed` are content types, compared with what the bytes say. Raises TooLarge, UnsupportedMedia. The bytes are
    kept before the row commits: a rollback may leave bytes that no row names, never a row without bytes.
    """
    if len(content) > limit:
        raise TooLarge
    content_type = sniff(content)
    if content_type not in allowed:
        raise UnsupportedMedia
    key = new_public_id()
    _storage[0].put(key, content)
    row = StoredFile(
        key=key,
        name=name.replace("/", "_").replace("\\", "_")[-NAME_LENGTH:],
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).digest(),
        created_at=now(),
    )
    db.session().add(row)
    db.session().flush()
    return row


def read(file_id: int) -> bytes:
    """Return the bytes of a stored file. Raises NotFound, or Unavailable when they are not what was stored."""
    row = db.session().get(StoredFile, file_id)
    if row is None:
        raise NotFound
    try:
        content = _storage[0].get(row.key)
    except KeyError:
        raise Unavailable from None
    if hashlib.sha256(content).digest() != row.sha256:
        raise Unavailable
    return content


def forget(file_ids: Collection[int]) -> list[str]:
    """Take out the rows of files that nothing names any more; returns their keys, for `destroy` once this is committed."""
    gone = delete(StoredFile).where(StoredFile.id.in_(file_ids)).returning(StoredFile.key)
    return list(db.session().scalars(gone))


def destroy(key: str) -> None:
    """Delete the bytes of a forgotten file, in a job: a rollback must not find them gone. Raises Unavailable."""
    _storage[0].delete(key)


def sniff(content: bytes) -> str:
    """Return the content type that the bytes themselves show; `application/octet-stream` when they show none."""
    guess: str | None = filetype.guess_mime(content)
    if guess is not None:
        return guess
    return "application/json" if content[:1] in {b"{", b"["} else "application/octet-stream"


def _bucket(name: str, query: dict[str, list[str]]) -> Bucket:
    endpoint = query.get("endpoint", [None])[0]
    return Bucket(name, endpoint=endpoint, region=query.get("region", ["us-east-1"])[0] or "us-east-1")
