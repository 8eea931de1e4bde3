"""Keeping what is said of everybody's next rank: all of it each night, of one record soon after it changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from webapp.civil_service.events import RecordChanged
from webapp.civil_service.exchange_tables import ServiceTold
from webapp.civil_service.ranks.events import RankDue, StaffRanksDue
from webapp.civil_service.ranks.models import RankOutlook
from webapp.civil_service.ranks.record import GROUPS, Law, eligibilities, law_on
from webapp.civil_service.ranks.rules import Eligibility, Lack
from webapp.civil_service.record_tables import Servant
from webapp.core import db
from webapp.core.bus import on, publish
from webapp.core.clock import now, today
from webapp.core.jobs import job
from webapp.core.transaction import transaction

AT_ONCE: Final = 500
STALE: Final = date(1900, 1, 1)
WITHOUT_RANKS: Final = frozenset({Lack.NOT_IN_SERVICE, Lack.NOT_ADMINISTRATIVE})
ONCE: Final = "civil_service.reckon"


@on(RecordChanged)
def have_it_reckoned(fact: RecordChanged) -> None:
    """Mark what is said of this servant's rank as old; a job reckons it anew."""
    if fact.group_code in GROUPS:
        row = {"servant_id": fact.servant_id, "lacks": [], "reckoned_on": STALE}
        kept = insert(RankOutlook).values(row)
        db.session().execute(kept.on_conflict_do_update(index_elements=["servant_id"], set_={"reckoned_on": STALE}))
        reckon_the_changed.defer(once=ONCE)


@job("civil_service.reckon_ranks", attempts=3)
def reckon_the_changed() -> None:
    """Reckon the ranks of those whose records changed, batch by batch."""
    while True:
        with transaction():
            old = select(RankOutlook.servant_id).where(RankOutlook.reckoned_on == STALE)
            found = list(db.session().scalars(old.order_by(RankOutlook.servant_id).limit(AT_ONCE).with_for_update()))
            reckon(found, law_on(today()))
        if len(found) < AT_ONCE:
            return


@job("civil_service.nightly_ranks", attempts=3, wait=60, cron="20 22 * * *")
def reckon_all(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Every night: reckon everybody's next rank, and say once of each rank that it is due."""
    last = 0
    while True:
        with transaction():
            wanted = select(Servant.id).where(Servant.id > last, Servant.status != "ended")
            found = list(db.session().scalars(wanted.order_by(Servant.id).limit(AT_ONCE)))
            reckon(found, law_on(today()))
        if len(found) < AT_ONCE:
            return
        last = found[-1]


def reckon(servant_ids: Sequence[int], law: Law, *, tell: bool = True) -> None:
    """Write what the law says of these servants' next ranks; publish what became due, if told to."""
    if not servant_ids:
        return
    found = eligibilities(servant_ids, law)
    bodies = dict(db.session().execute(select(Servant.id, Servant.body_id).where(Servant.id.in_(servant_ids))).all())
    gone = [one for one, known in found.items() if {lack.lack for lack in known.missing} & WITHOUT_RANKS]
    rows = [_row(one, bodies[one], known) for one, known in found.items() if one not in set(gone)]
    db.session().execute(delete(RankOutlook).where(RankOutlook.servant_id.in_(gone)))
    if rows:
        kept = insert(RankOutlook).values(rows)
        names = [name for name in rows[0] if name != "servant_id"]
        new = {name: kept.excluded[name] for name in names}
        db.session().execute(kept.on_conflict_do_update(index_elements=["servant_id"], set_=new))
    if tell:
        _tell(
            [RankDue(servant_id=one, rank=known.next.code) for one, known in found.items() if known.due and known.next],
            bodies,
        )


def _row(servant_id: int, body_id: int | None, known: Eligibility) -> dict[str, object]:
    return {
        "servant_id": servant_id,
        "body_id": body_id,
        "rank_now": known.now.code if known.now else None,
        "rank_since": known.since,
        "rank_next": known.next.code if known.next else None,
        "due_on": known.due_on,
        "lacks": [one.lack.value for one in known.missing],
        "reckoned_on": known.on,
    }


def _tell(found: list[RankDue], bodies: Mapping[int, int | None]) -> None:
    """Publish which ranks are due, of each servant and of each body's people together, without what was said before."""
    fresh = [fact for fact in found if _first_time(fact)]
    of_body: defaultdict[int, list[RankDue]] = defaultdict(list)
    for fact in fresh:
        publish(fact)
        body_id = bodies[fact.servant_id]
        if body_id is not None:
            of_body[body_id].append(fact)
    for body_id, due in of_body.items():
        publish(StaffRanksDue(body_id=body_id, due=tuple(due)))


def _first_time(fact: RankDue) -> bool:
    row = insert(ServiceTold).values(servant_id=fact.servant_id, about=f"rank:{fact.rank}", at=now())
    return db.session().execute(row.on_conflict_do_nothing().returning(ServiceTold.about)).first() is not None


def reckon_quietly() -> None:
    """Reckon everybody in the open transaction, and tell nobody: for what is loaded at once."""
    reckon(list(db.session().scalars(select(Servant.id).where(Servant.status != "ended"))), law_on(today()), tell=False)
