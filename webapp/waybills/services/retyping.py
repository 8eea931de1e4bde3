"""The saving that is repeated while somebody types: the draft stays on its shelves, only in front there."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, update
from sqlalchemy.orm.attributes import set_committed_value

from webapp.core import db
from webapp.waybills.models import ShelfEntry, Waybill

TYPED: Final = (
    update(Waybill.__table__)  # type: ignore[arg-type] # published as a FromClause, it is a Table
    .where(Waybill.id == bindparam("waybill"))
    .values(content=bindparam("content"), version=bindparam("version"), changed_at=bindparam("changed_at"))
    .returning(Waybill.id)
    .cte("typed")
)
SAVED: Final = (
    update(ShelfEntry.__table__)  # type: ignore[arg-type] # see above
    .where(ShelfEntry.waybill_id == TYPED.c.id)
    .values(changed_at=bindparam("changed_at"))
)


def retype(waybill: Waybill, content: dict[str, Any], moment: datetime) -> None:
    """Write the next version of the content, which changes nothing else, and the shelves' order, by one statement."""
    db.session().flush()
    values = {"content": content, "version": waybill.version + 1, "changed_at": moment}
    db.session().connection().execute(SAVED, {"waybill": waybill.id, **values})
    for name, value in values.items():
        set_committed_value(waybill, name, value)
