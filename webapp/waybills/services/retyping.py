"""The saving that is repeated while somebody types: the draft stays on its shelves, only in front there.

Two statements do it. The first holds the row, so that the second, which begins later, sees whether a signature was asked
for meanwhile: that is asked for under the same lock.
"""

from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import Table, bindparam, exists, select, update
from sqlalchemy.orm.util import identity_key

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.statements import Statement
from webapp.waybills.access import ensure_visible
from webapp.waybills.content_json import content_from_json
from webapp.waybills.drafts import Draft
from webapp.waybills.errors import ActUnderWay
from webapp.waybills.models import PendingAct, ShelfEntry, Waybill

ROWS: Final = cast("Table", Waybill.__table__)
SHELVES: Final = cast("Table", ShelfEntry.__table__)
COLUMNS: Final = [ROWS.c[name] for name in Draft._fields[:-2]]
HELD: Final = Statement(
    select(*COLUMNS, ROWS.c.content).where(ROWS.c.public_id == bindparam("public_id")).with_for_update()
)
SIGNED_NOW: Final = exists().where(PendingAct.waybill_id == bindparam("waybill"), PendingAct.ended_at.is_(None))
TYPED: Final = (
    update(ROWS)
    .where(ROWS.c.id == bindparam("waybill"), ~SIGNED_NOW)
    .values(content=bindparam("content"), version=ROWS.c.version + 1, changed_at=bindparam("moment"))
    .returning(ROWS.c.id, ROWS.c.version)
    .cte("typed")
)
MOVED: Final = (
    update(SHELVES).where(SHELVES.c.waybill_id == TYPED.c.id).values(changed_at=bindparam("moment")).cte("moved")
)
RETYPED: Final = Statement(select(TYPED.c.version).add_cte(MOVED))


def in_hand(public_id: str, *, actor: Actor) -> Draft:
    """Return the waybill, locked until the transaction ends, as the one who types needs it. Raises NoSuchWaybill."""
    db.session().flush()
    rows = HELD.all(public_id=public_id)
    row, _roles = ensure_visible(actor, rows[0] if rows else None)
    return Draft._make((*row, content_from_json(row.content)))


def retype(draft: Draft, stored: dict[str, Any]) -> tuple[int, datetime]:
    """Write the next version of the content, which changes nothing else, and the shelves' order.

    Return the new version and the instant. Raises ActUnderWay while the draft is being signed.
    """
    moment = now()
    written = RETYPED.all(waybill=draft.id, content=stored, moment=moment)
    if not written:
        raise ActUnderWay
    read_before = db.session().identity_map.get(identity_key(Waybill, draft.id))
    if read_before is not None:
        db.session().expire(read_before)
    return written[0].version, moment
