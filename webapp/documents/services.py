"""Registering a document and adding its files. The caller owns the transaction."""

from typing import Final, cast

from sqlalchemy import Table, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db, files
from webapp.core.clock import now
from webapp.core.files_tables import StoredFile
from webapp.core.ids import new_public_id
from webapp.core.statements import Statement
from webapp.core.text import Text, in_language
from webapp.documents.errors import ONE_PER_REF, NoSuchDocument
from webapp.documents.keys import KEY_IN_USE, ensure_key
from webapp.documents.kinds import type_of
from webapp.documents.models import Document, DocumentVersion
from webapp.documents.queries import Registered

PDF_ONLY: Final = frozenset({files.PDF})
_documents = cast("Table", Document.__table__)
_given = {one.name: bindparam(one.name, type_=one.type) for one in _documents.c if one.name != "id"}
_made = (
    insert(_documents).values(_given).on_conflict_do_nothing(constraint=ONE_PER_REF).returning(_documents).cte("made")
)
ENROL: Final = Statement(select(*_made.c, KEY_IN_USE.label("has_key")))


def register(type_code: str, ref: str, number: str | None = None) -> Registered:
    """Return the document of this kind and reference, made now if there was none; it keeps its token for good."""
    row = enrolled(type_code, ref, number) or known_document(type_code, ref, number)
    return Registered(row.token, row.type_code, row.ref, row.number, row.created_at)


def enrolled(type_code: str, ref: str, number: str | None) -> Document | None:
    """Return the row of a document made now, for reading alone; None when there was one."""
    type_of(type_code)
    made = ENROL.all(token=new_public_id(), type_code=type_code, ref=ref, number=number, created_at=now())
    if not (made and made[0].has_key):
        ensure_key()
    return cast("Document", made[0]) if made else None


def known_document(type_code: str, ref: str, number: str | None) -> Document:
    """Return the row of a document that there was already, with its number when that is known."""
    known = db.session().scalars(select(Document).where(Document.type_code == type_code, Document.ref == ref)).one()
    known.number = number or known.number
    return known


def set_number(token: str, number: str) -> None:
    """Give a document the number that its kind received. Raises NoSuchDocument."""
    _locked(token).number = number


def add_version(token: str, content: int | bytes, *, label: Text) -> int:
    """Add a file, by its id in `core.files` or as PDF bytes, as the next version; return its number, from 1.

    `label` says why this version came to be ("Göndərən imzaladı"); it is kept in Azerbaijani and shown in the reader's
    language. Raises NoSuchDocument.
    """
    document = _locked(token)
    stored = (
        files.store(content, name="document.pdf", allowed=PDF_ONLY) if isinstance(content, bytes) else _file(content)
    )
    last = db.session().scalar(select(func.max(DocumentVersion.n)).where(DocumentVersion.document_id == document.id))
    with in_language("az"):
        kept = str(label)
    version = DocumentVersion(
        document_id=document.id,
        n=(last or 0) + 1,
        label=kept,
        file_id=stored.id,
        sha256=stored.sha256,
        created_at=now(),
    )
    db.session().add(version)
    db.session().flush()
    return version.n


def _locked(token: str) -> Document:
    row = db.session().scalar(select(Document).where(Document.token == token).with_for_update())
    if row is None:
        raise NoSuchDocument
    return row


def _file(file_id: int) -> StoredFile:
    row = db.session().get(StoredFile, file_id)
    if row is None:
        raise NoSuchDocument
    return row
