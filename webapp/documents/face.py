"""Everything that the public check asks of a document, in one statement: strangers ask more often than anybody."""

from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any, Final, cast

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from webapp.core.files_tables import StoredFile
from webapp.core.statements import Statement
from webapp.documents.errors import NoSuchDocument
from webapp.documents.issued import Issued, StatusChange, as_issued
from webapp.documents.life import Status
from webapp.documents.models import Document, DocumentChange, DocumentVersion, IssuedDocument
from webapp.documents.queries import Registered, Version

_document: Final[Any] = Document.__table__
_issued: Final[Any] = IssuedDocument.__table__
_version: Final[Any] = DocumentVersion.__table__.c
_change: Final[Any] = DocumentChange.__table__.c
_file: Final[Any] = StoredFile.__table__.c
_later: Final[Any] = IssuedDocument.__table__.alias("later")
_by: Final[Any] = Document.__table__.alias("by")
OF_DOCUMENT: Final = ("id", "token", "type_code", "ref", "created_at")
OF_ISSUED: Final = tuple(column.name for column in _issued.c if column.name not in {"type_code", "number"})


@dataclass(frozen=True, slots=True)
class Face:
    """A document, its life when it was issued, its versions and steps, newest first, and what replaced it (token, number)."""

    document: Registered
    life: Issued | None
    versions: list[Version]
    steps: list[StatusChange]
    later: tuple[str, str] | None


def face_of(token: str) -> Face:
    """Return what there is at this token. Raises NoSuchDocument."""
    rows = _FACE.all(token=token)
    if not rows:
        raise NoSuchDocument
    (row,) = rows
    document = Registered(row.token, row.type_code, row.ref, row.registered_number, row.created_at)
    return Face(
        document=document,
        life=None if row.document_id is None else as_issued(row.token, row.ref, _as_row(row)),
        versions=[Version(n, label, _at(at), sha256, size) for n, label, at, sha256, size in row.versions or ()],
        steps=[_step(*step) for step in row.steps or ()],
        later=None if row.later is None else (row.later[0], row.later[1]),
    )


def _as_row(row: Any) -> IssuedDocument:
    """Return the columns of the life as the mapped class has them, without making one."""
    facts = {name: getattr(row, name) for name in OF_ISSUED}
    return cast("IssuedDocument", SimpleNamespace(type_code=row.type_code, number=row.number, **facts))


def _step(action: str, status: str, copy: int, at: str) -> StatusChange:
    """Return a step as strangers may see it: without reason, basis and name, which are not even read."""
    return StatusChange(action, Status(status), copy, reason="", basis="", until=None, actor_name="", at=_at(at))


def _at(written: str) -> datetime:
    return datetime.fromisoformat(written)


def _as_list(parts: tuple[Any, ...], order: Any) -> Any:
    """Return the aggregate of rows as a list of lists in this order."""
    return func.jsonb_agg(aggregate_order_by(func.jsonb_build_array(*parts), order), type_=JSONB)


def _query() -> Any:
    files = (_version.n, _version.label, _version.created_at, func.encode(_version.sha256, "hex"), _file.size)
    versions = (
        select(_as_list(files, _version.n.desc()))
        .join_from(DocumentVersion.__table__, StoredFile.__table__, _file.id == _version.file_id)
        .where(_version.document_id == _document.c.id)
    )
    steps = select(_as_list((_change.action, _change.status, _change.copy, _change.at), _change.id)).where(
        _change.document_id == _document.c.id
    )
    later = (
        select(func.jsonb_build_array(_by.c.token, _later.c.number, type_=JSONB))
        .join_from(_later, _by, _by.c.id == _later.c.document_id)
        .where(_later.c.replaces_id == _document.c.id)
    )
    return (
        select(
            *(_document.c[name] for name in OF_DOCUMENT),
            _document.c.number.label("registered_number"),
            _issued.c.number,
            *(_issued.c[name] for name in OF_ISSUED),
            *(part.scalar_subquery().label(name) for name, part in (("versions", versions), ("steps", steps))),
            later.scalar_subquery().label("later"),
        )
        .outerjoin_from(_document, _issued, _issued.c.document_id == _document.c.id)
        .where(_document.c.token == bindparam("token"))
    )


_FACE: Final = Statement(_query())
