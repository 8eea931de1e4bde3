"""A new dated row of law; the rows there are stay as they are."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.permissions import ensure_may
from webapp.permits.errors import NoSuchRow, RowNotNewer
from webapp.permits.models import LawRow
from webapp.permits.permissions import LAW
from webapp.permits.rows import FIXED, content_of


def add_row(
    former_id: int,
    changes: dict[str, Any],
    *,
    valid_from: date,
    basis: str,
    source: str,
    actor: Actor,
) -> LawRow:
    """Add a row in the place of a former one, from a day on; what the row is about stays.

    Raises Forbidden, NoSuchRow, RowNotNewer, RowNotReadable.
    """
    ensure_may(actor, LAW)
    former = law_row(former_id)
    same = (LawRow.family == former.family, LawRow.key == former.key)
    newest = db.session().scalar(select(func.max(LawRow.valid_from)).where(*same))
    if valid_from < today() or (newest is not None and valid_from <= newest):
        raise RowNotNewer
    content = former.content | {name: value for name, value in changes.items() if name not in FIXED}
    content_of(former.family, content)
    row = LawRow(
        family=former.family,
        key=former.key,
        variant=former.variant,
        is_default=True,
        valid_from=valid_from,
        valid_to=None,
        basis=basis,
        source=source,
        assumed=False,
        content=content,
        added_at=now(),
        added_by=actor.name,
    )
    db.session().add(row)
    db.session().flush()
    detail = {"key": row.key, "from": valid_from.isoformat()}
    record("permits.law_added", actor=actor, object_type="permit_law", object_key=row.family, detail=detail)
    return row


def law_row(row_id: int) -> LawRow:
    """Return a row. Raises NoSuchRow."""
    found = db.session().get(LawRow, row_id)
    if found is None:
        raise NoSuchRow
    return found


def all_rows(family: str) -> list[LawRow]:
    """Return every row of a family, by key, the newest first; types that the charter excepts stand last."""
    query = select(LawRow).where(LawRow.family == family)
    rows = db.session().scalars(query.order_by(LawRow.key, LawRow.valid_from.desc(), LawRow.id))
    return sorted(rows, key=lambda row: bool(row.content.get("excepted")))
