"""Reads: a document by its token or by what it stands for, its versions, its files."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from webapp.core import db, files
from webapp.core.files_tables import StoredFile
from webapp.documents.errors import NoSuchDocument
from webapp.documents.models import Document, DocumentVersion


@dataclass(frozen=True, slots=True)
class Registered:
    """A document as its issuer and its checkers know it."""

    token: str
    type_code: str
    ref: str
    number: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One file of a document; `label` is Azerbaijani, to be translated when shown."""

    n: int
    label: str
    created_at: datetime
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Known:
    """A file that is ours: which document it belongs to, and which version of how many it is."""

    token: str
    version: Version
    last: int


def registered(type_code: str, ref: str) -> Registered | None:
    """Return the document of this kind and reference, None when there is none yet."""
    row = db.session().scalar(select(Document).where(Document.type_code == type_code, Document.ref == ref))
    return None if row is None else _registered(row)


def by_token(token: str) -> Registered:
    """Return the document at this token. Raises NoSuchDocument."""
    return _registered(_row(token))


def versions(token: str) -> list[Version]:
    """Return the versions of a document, oldest first. Raises NoSuchDocument."""
    found = (
        select(DocumentVersion, StoredFile.size)
        .join(StoredFile, StoredFile.id == DocumentVersion.file_id)
        .where(DocumentVersion.document_id == _row(token).id)
        .order_by(DocumentVersion.n)
    )
    return [_version(row, size) for row, size in db.session().execute(found)]


def pdf(token: str, n: int) -> bytes:
    """Return the file of version `n`. Raises NoSuchDocument."""
    where = (DocumentVersion.document_id == _row(token).id, DocumentVersion.n == n)
    file_id = db.session().scalar(select(DocumentVersion.file_id).where(*where))
    if file_id is None:
        raise NoSuchDocument
    return files.read(file_id)


def file_keys(token: str) -> list[str]:
    """Return under which keys the files of a document are kept: for who destroys them when their time is over.

    The versions stay with their digests. Raises NoSuchDocument.
    """
    query = select(StoredFile.key).join(DocumentVersion, DocumentVersion.file_id == StoredFile.id)
    return list(db.session().scalars(query.where(DocumentVersion.document_id == _row(token).id)))


def known_file(sha256: bytes) -> Known | None:
    """Return which of our documents a file with this hash is, the newest when several; None when it is not ours."""
    found = (
        select(Document.token, DocumentVersion.n)
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(DocumentVersion.sha256 == sha256)
        .order_by(DocumentVersion.id.desc())
        .limit(1)
    )
    row = db.session().execute(found).one_or_none()
    if row is None:
        return None
    every = versions(row.token)
    return Known(row.token, next(version for version in every if version.n == row.n), every[-1].n)


def _row(token: str) -> Document:
    row = db.session().scalar(select(Document).where(Document.token == token))
    if row is None:
        raise NoSuchDocument
    return row


def _registered(row: Document) -> Registered:
    return Registered(row.token, row.type_code, row.ref, row.number, row.created_at)


def _version(row: DocumentVersion, size: int) -> Version:
    return Version(row.n, row.label, row.created_at, row.sha256.hex(), size)
