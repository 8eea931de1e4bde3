"""Reads of issued documents: one, those of a holder, those on a plate, their history, the chain of replacements."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.azerbaijani import LOOK_ALIKES, upper
from webapp.core.clock import today
from webapp.core.text import current_language
from webapp.documents.errors import NoSuchDocument
from webapp.documents.kinds import DocumentType, type_of
from webapp.documents.life import GOOD, Status, status_on
from webapp.documents.models import Document, DocumentChange, IssuedDocument

NOT_IN_A_KEY: Final = re.compile(r"[\W_]+")
ISSUED: Final[Any] = select(Document.token, Document.ref, IssuedDocument).join(
    IssuedDocument, IssuedDocument.document_id == Document.id
)


@dataclass(frozen=True, slots=True)
class Issued:
    """An issued document as it stands today. Texts are Azerbaijani, to be translated when shown.

    `open_rows` are what strangers read besides, in the language of the moment, as it was when the document was issued.
    """

    id: int
    token: str
    type_code: str
    ref: str
    number: str
    title: str
    holder_party_id: int | None
    holder: str
    holder_kind: str
    subject: str
    label: str
    extra: tuple[tuple[str, str], ...]
    open_rows: tuple[tuple[str, str], ...]
    status: Status
    valid_from: date
    valid_to: date | None
    suspended_until: date | None
    copy: int
    revision: int
    printed: int
    issued_at: datetime
    changed_at: datetime

    @property
    def kind(self) -> DocumentType:
        """What kind of document it is."""
        return type_of(self.type_code)

    @property
    def can_be_shown(self) -> bool:
        """Whether it is valid or will be: only then does it get a code that says so without a network."""
        return self.status in GOOD

    @property
    def is_printed(self) -> bool:
        """Whether its newest file says how it stands."""
        return self.printed == self.revision


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One step of a document's life; `action` is "issue" or one of `Action`, `status` how it stood after it."""

    action: str
    status: Status
    copy: int
    reason: str
    basis: str
    until: date | None
    actor_name: str
    at: datetime


def card_facts(token: str) -> Issued:
    """Return the issued document at this token. Raises NoSuchDocument."""
    found = issued(token)
    if found is None:
        raise NoSuchDocument
    return found


def issued(token: str) -> Issued | None:
    """Return the issued document at this token; None for one that is only registered, or for none."""
    row = db.session().execute(ISSUED.where(Document.token == token)).one_or_none()
    return None if row is None else as_issued(*row)


def documents_of(party_id: int, *, type_codes: Collection[str] | None = None) -> list[Issued]:
    """Return what was issued to this holder, newest first, of these kinds or of all."""
    query = ISSUED.where(IssuedDocument.holder_party_id == party_id)
    if type_codes is not None:
        query = query.where(IssuedDocument.type_code.in_(type_codes))
    query = query.order_by(IssuedDocument.issued_at.desc(), IssuedDocument.document_id.desc())
    return [as_issued(*row) for row in db.session().execute(query)]


def by_subject(subject: str, *, limit: int = 50) -> list[Issued]:
    """Return every document that was issued on this subject (a plate), as typed by people; newest first."""
    return _by_key(IssuedDocument.subject_key == key_of(subject), key_of(subject), limit)


def by_number(number: str, *, limit: int = 20) -> list[Issued]:
    """Return the issued documents with this number, as typed by people: kinds have numbers of their own."""
    return _by_key(IssuedDocument.number_key == key_of(number), key_of(number), limit)


def status_history(token: str) -> list[StatusChange]:
    """Return the steps of a document's life, oldest first. Raises NoSuchDocument."""
    query = select(DocumentChange).where(DocumentChange.document_id == card_facts(token).id).order_by(DocumentChange.id)
    return [
        StatusChange(row.action, Status(row.status), row.copy, row.reason, row.basis, row.until, row.actor_name, row.at)
        for row in db.session().scalars(query)
    ]


def former_of(token: str) -> Issued | None:
    """Return the document that this one replaced, None when it replaced none. Raises NoSuchDocument."""
    mine = select(IssuedDocument.replaces_id).where(IssuedDocument.document_id == card_facts(token).id)
    row = db.session().execute(ISSUED.where(Document.id == mine.scalar_subquery())).one_or_none()
    return None if row is None else as_issued(*row)


def replaced_by(token: str) -> Issued | None:
    """Return the document that replaced this one, None when none did. Raises NoSuchDocument."""
    row = db.session().execute(ISSUED.where(IssuedDocument.replaces_id == card_facts(token).id)).one_or_none()
    return None if row is None else as_issued(*row)


def key_of(typed: str) -> str:
    """Return a number or plate as it is looked up: letters and digits alone, capitals, Cyrillic look-alikes as Latin."""
    plain = upper(unicodedata.normalize("NFKC", typed)).replace("İ", "I").translate(LOOK_ALIKES)
    return NOT_IN_A_KEY.sub("", plain)


def as_issued(token: str, ref: str, row: IssuedDocument) -> Issued:
    """Return the row as others see it, its status worked out for today."""
    return Issued(
        id=row.document_id,
        token=token,
        type_code=row.type_code,
        ref=ref,
        number=row.number,
        title=row.title,
        holder_party_id=row.holder_party_id,
        holder=row.holder,
        holder_kind=row.holder_kind,
        subject=row.subject,
        label=row.label,
        extra=tuple((name, value) for name, value in row.extra),
        open_rows=tuple((name, value) for name, value in row.open_rows.get(current_language(), ())),
        status=status_on(today(), Status(row.status), row.valid_from, row.valid_to),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        suspended_until=row.suspended_until if row.status == Status.SUSPENDED else None,
        copy=row.copy,
        revision=row.revision,
        printed=row.printed,
        issued_at=row.issued_at,
        changed_at=row.changed_at,
    )


def _by_key(condition: Any, key: str, limit: int) -> list[Issued]:
    if not key or "\x00" in key:
        return []
    query = ISSUED.where(condition).order_by(IssuedDocument.issued_at.desc(), IssuedDocument.document_id.desc())
    return [as_issued(*row) for row in db.session().execute(query.limit(limit))]
