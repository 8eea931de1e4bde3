"""What ends by its days: reminders at 60, 30 and 7 days (each once), the state of what is over, places that came free."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.permits.events import PlaceFreed
from webapp.permits.law_rows import setting_on
from webapp.permits.models import CapTerritory, Defect, Permit, PermitCard, Reminder
from webapp.permits.services.places import leave_queue, stale_places
from webapp.permits.telling import tell_holder, written

BATCH: Final = 500
LIVE: Final = ("active", "suspended")
REMINDERS: Final = ("remind_1", "remind_2", "remind_3")


def remind_all(day: date | None = None) -> int:
    """Remind the holders of what ends soon, each permit once at each of the set days; return how many. No transaction is open.

    Who could not be reminded on the very day (the check did not run) is reminded the next time, once, of the nearest.
    """
    day, last, sent = day or today(), 0, 0
    while True:
        with transaction():
            days = sorted(setting_on(code, day) for code in REMINDERS)
            batch = _ending(day, days[-1], last)
            if not batch:
                return sent
            for permit in batch:
                sent += _remind(permit, day, days)
            last = batch[-1].id


def end_what_is_over(day: date | None = None) -> None:
    """Note what is over by its days, and give its places to those who wait. No transaction is open."""
    day = day or today()
    with transaction() as session:
        for table in (PermitCard, Permit):
            over = update(table).where(table.state.in_(LIVE), table.valid_to < day)
            session.execute(over.values(state="expired", suspended_by=None, changed_at=now()))
        gone = select(Permit.id).where(Permit.state.in_(("revoked", "expired")))
        ended = update(Defect).where(Defect.ended_on.is_(None), Defect.permit_id.in_(gone))
        session.execute(ended.values(state="over", ended_on=day))
        for public_id in stale_places(day):
            leave_queue(public_id)
        for row in session.scalars(select(CapTerritory)).all():
            publish(PlaceFreed(type_code=row.type_code, territory=row.territory))


def _ending(day: date, most: int, last: int) -> Sequence[Permit]:
    ends = day + timedelta(days=most)
    query = select(Permit).where(Permit.state.in_(LIVE), Permit.valid_to >= day, Permit.valid_to <= ends)
    return db.session().scalars(query.where(Permit.id > last).order_by(Permit.id).limit(BATCH)).all()


def _remind(permit: Permit, day: date, days: Sequence[int]) -> int:
    assert permit.valid_to is not None  # the question asked for it
    left = (permit.valid_to - day).days
    due = next(one for one in days if left <= one)
    row = insert(Reminder).values(permit_id=permit.id, valid_to=permit.valid_to, days=due, sent_at=now())
    new = db.session().execute(row.on_conflict_do_nothing().returning(Reminder.days)).scalar_one_or_none()
    if new is None:
        return 0
    tell_holder(permit, "ends", type=permit.type_code, day=written(permit.valid_to), days=str(left))
    return 1
