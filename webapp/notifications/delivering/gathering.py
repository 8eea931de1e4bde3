"""What is to come together when its hour is there: the rows of a person and channel become one message that names them."""

from typing import Any, Final

from sqlalchemy import insert, text, update

from webapp.core import db
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.notifications.models import Delivery
from webapp.notifications.rules import USUAL
from webapp.notifications.several import SEVERAL

MOST_PEOPLE: Final = 1000
FOUND: Final = text("""
    SELECT account_id, channel, device_id, array_agg(id ORDER BY id) AS ids FROM deliveries
    WHERE gathered AND ended_at IS NULL AND carried_by IS NULL AND due_at <= :now
    GROUP BY account_id, channel, device_id ORDER BY min(due_at) LIMIT :most
""")
CARRY: Final = text("""
    UPDATE deliveries SET carried_by = told.carrier, state = 'in_flight'
    FROM unnest(CAST(:ids AS bigint[]), CAST(:carriers AS bigint[])) AS told(id, carrier)
    WHERE deliveries.id = told.id
""")


def gather() -> int:
    """Make the messages; return how many rows found theirs. One that is alone goes as it is."""
    moment = now()
    groups = list(db.session().execute(FOUND, {"now": moment, "most": MOST_PEOPLE}))
    alone = [row.ids[0] for row in groups if len(row.ids) == 1]
    if alone:
        db.session().execute(update(Delivery).where(Delivery.id.in_(alone)).values(gathered=False))
    many = [row for row in groups if len(row.ids) > 1]
    if many:
        made = db.session().execute(insert(Delivery).returning(Delivery.id, sort_by_parameter_order=True), _rows(many))
        pairs = [(one, carrier) for row, carrier in zip(many, made.scalars(), strict=True) for one in row.ids]
        ids, carriers = ([pair[place] for pair in pairs] for place in (0, 1))
        db.session().execute(CARRY, {"ids": ids, "carriers": carriers})
    return sum(len(row.ids) for row in groups)


def _rows(groups: list[Any]) -> list[dict[str, Any]]:
    moment = now()
    same = {"template": SEVERAL, "state": "queued", "priority": USUAL, "attempts": 0, "gathered": False}
    return [
        {
            **same,
            "account_id": row.account_id,
            "channel": row.channel,
            "device_id": row.device_id,
            "key": new_public_id(),
            "due_at": moment,
            "created_at": moment,
        }
        for row in groups
    ]
