"""Giving documents and changing how they stand. The caller owns the transaction; files are printed by a job after it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select, update

from webapp.audit import api as audit
from webapp.cabinets.api import Kind, party
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.text import LANGUAGES, Text, in_language
from webapp.documents import life
from webapp.documents.errors import AlreadyIssued, NoSuchDocument, ReasonMissing, WrongDays
from webapp.documents.events import (
    DocumentIssued,
    DocumentReplaced,
    DocumentRestored,
    DocumentRevoked,
    DocumentSuspended,
)
from webapp.documents.issued import key_of
from webapp.documents.jobs import print_document
from webapp.documents.life import ISSUE, Action, Status
from webapp.documents.models import Document, DocumentChange, IssuedDocument
from webapp.documents.services import enrolled, known_document
from webapp.documents.writing import write_issued


def issue(  # noqa: PLR0913 - what a document says, each by its name
    type_code: str,
    ref: str,
    *,
    number: str,
    holder_party_id: int | None,
    holder: str,
    subject: str,
    title: Text,
    valid_from: date,
    valid_to: date | None,
    actor: Actor,
    replaces: str | None = None,
    label: Text = "",
    extra: Sequence[tuple[Text, str]] = (),
    open_rows: Callable[[], Sequence[tuple[Text, str]]] = tuple,
) -> str:
    """Give a document and return its token; its file follows, printed and sealed by a job.

    `subject` is what it is about and what strangers may see (a plate); `valid_to` is the last valid day. `title`,
    `label` and the names in `extra` are kept in Azerbaijani and shown in the reader's language; `extra` is for the
    holder and the printed form, strangers do not see it; what `open_rows` gives they do: it is asked once in each language and kept, so that
    the check of a document asks nobody else. `replaces` is the token of the document in whose place this
    one comes; that one is replaced now. Without `holder_party_id` the holder has no cabinet here (`adopt` gives it one
    later). Raises AlreadyIssued, NumberTaken, WrongDays, and the refusals of `life`.
    """
    if valid_to is not None and valid_to < valid_from:
        raise WrongDays
    document = _unissued(type_code, ref, number)
    token = document.token
    former = _replace(replaces, token, actor) if replaces else None
    known = _newborn() | _searched(number, subject) | _kept_texts(title, label, extra)
    known |= {"holder": holder, "holder_party_id": holder_party_id, "holder_kind": _kind(holder_party_id)}
    known |= {"valid_from": valid_from, "valid_to": valid_to, "open_rows": _in_each_language(open_rows)}
    known |= {"document_id": document.id, "type_code": type_code, "replaces_id": former}
    write_issued(known, actor)
    _follow(token, ISSUE, actor)
    publish(DocumentIssued(token=token, type_code=type_code, ref=ref))
    return token


def suspend(token: str, *, reason: str, basis: str, until: date | None, actor: Actor) -> None:
    """Take the document's force away until it is restored; `until` is when that is expected. Raises by `life`, ReasonMissing."""
    if until is not None and until < today():
        raise WrongDays
    row, document = _changed(token, Action.SUSPEND, reason, basis, actor, until=until)
    publish(DocumentSuspended(token=token, type_code=row.type_code, ref=document.ref))


def restore(token: str, *, reason: str, basis: str, actor: Actor) -> None:
    """Give a suspended document its force back. Raises by `life`, ReasonMissing."""
    row, document = _changed(token, Action.RESTORE, reason, basis, actor)
    publish(DocumentRestored(token=token, type_code=row.type_code, ref=document.ref))


def revoke(token: str, *, reason: str, basis: str, actor: Actor) -> None:
    """End a document for good. Raises by `life`, ReasonMissing."""
    row, document = _changed(token, Action.REVOKE, reason, basis, actor)
    publish(DocumentRevoked(token=token, type_code=row.type_code, ref=document.ref))


def adopt(token: str, party_id: int) -> None:
    """Put a document whose holder had no cabinet into this one. Raises NoSuchDocument for any other document."""
    mine = IssuedDocument.document_id == select(Document.id).where(Document.token == token).scalar_subquery()
    change = update(IssuedDocument).where(mine, IssuedDocument.holder_party_id.is_(None))
    if (
        db.session().execute(change.values(holder_party_id=party_id).returning(IssuedDocument.document_id)).first()
        is None
    ):
        raise NoSuchDocument


def mark_duplicate(token: str, reason: str, actor: Actor, *, basis: str = "") -> int:
    """Give the document anew under its number: former copies are not valid any more. Return the number of the copy."""
    row, document = _changed(token, Action.DUPLICATE, reason, basis, actor)
    publish(DocumentReplaced(token=token, type_code=row.type_code, ref=document.ref, by=token))
    return row.copy


def _kind(party_id: int | None) -> str:
    return Kind.PERSON if party_id is None else party(party_id).kind


def _unissued(type_code: str, ref: str, number: str) -> Document:
    """Return the document that is to be issued. Raises AlreadyIssued."""
    made = enrolled(type_code, ref, number)
    if made is not None:
        return made
    known = select(IssuedDocument.document_id).join(Document, Document.id == IssuedDocument.document_id)
    if db.session().scalar(known.where(Document.type_code == type_code, Document.ref == ref)) is not None:
        raise AlreadyIssued
    return known_document(type_code, ref, number)


def _searched(number: str, subject: str) -> dict[str, Any]:
    return {"number": number, "number_key": key_of(number), "subject": subject, "subject_key": key_of(subject)}


def _newborn() -> dict[str, Any]:
    moment = now()
    return {
        "status": Status.VALID,
        "copy": 1,
        "revision": 1,
        "printed": 0,
        "suspended_until": None,
        "issued_at": moment,
        "changed_at": moment,
    }


def _replace(token: str, by: str, actor: Actor) -> int:
    row, document = _locked(token)
    _step(row, Action.REPLACE)
    _keep(row, token, Action.REPLACE, actor=actor)
    publish(DocumentReplaced(token=token, type_code=row.type_code, ref=document.ref, by=by))
    return row.document_id


def _changed(
    token: str, action: Action, reason: str, basis: str, actor: Actor, *, until: date | None = None
) -> tuple[IssuedDocument, Document]:
    if not reason.strip():
        raise ReasonMissing
    row, document = _locked(token)
    _step(row, action)
    row.suspended_until = until
    _keep(row, token, action, actor=actor, reason=reason, basis=basis, until=until)
    return row, document


def _step(row: IssuedDocument, action: Action) -> None:
    """Bring the row on; whoever refuses has changed nothing."""
    standing = life.status_on(today(), Status(row.status), row.valid_from, row.valid_to)
    row.status = life.after(standing, action)
    row.revision += 1
    row.changed_at = now()
    if action is Action.DUPLICATE:
        row.copy += 1


def _keep(
    row: IssuedDocument,
    token: str,
    action: str,
    *,
    actor: Actor,
    reason: str = "",
    basis: str = "",
    until: date | None = None,
) -> None:
    """Write the step into the history and the journal, and let the file follow."""
    db.session().flush()
    change = DocumentChange(
        document_id=row.document_id,
        action=str(action),
        status=row.status,
        copy=row.copy,
        reason=reason,
        basis=basis,
        until=until,
        account_id=actor.account_id,
        actor_name=actor.name,
        at=now(),
    )
    db.session().add(change)
    db.session().flush()
    _follow(token, action, actor)


def _follow(token: str, action: str, actor: Actor) -> None:
    audit.record(f"documents.{action}", actor=actor, object_type="document", object_key=token)
    print_document.defer(once=token, token=token)


def _locked(token: str) -> tuple[IssuedDocument, Document]:
    query = select(Document, IssuedDocument).join(IssuedDocument, IssuedDocument.document_id == Document.id)
    locked = query.where(Document.token == token).with_for_update().execution_options(populate_existing=True)
    found = db.session().execute(locked).one_or_none()
    if found is None:
        raise NoSuchDocument
    return found[1], found[0]


def _in_each_language(rows: Callable[[], Sequence[tuple[Text, str]]]) -> dict[str, list[list[str]]]:
    found = {}
    for language in LANGUAGES:
        with in_language(language):
            found[language] = [[str(name), value] for name, value in rows()]
    return found


def _kept_texts(title: Text, label: Text, extra: Sequence[tuple[Text, str]]) -> dict[str, Any]:
    with in_language("az"):
        return {"title": str(title), "label": str(label), "extra": [[str(name), value] for name, value in extra]}
