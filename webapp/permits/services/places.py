"""The cap of a territory and its queue, by the instant of the signature: nobody is ever one over.

A place is reserved when the application is checked (first come, first served), taken when its cards are given, and free
again when the case ends otherwise. Everybody holds the lock of the territory's one row while places are counted.
"""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.clock import now
from webapp.permits.errors import CapReached
from webapp.permits.law_rows import cap_on, setting_on
from webapp.permits.models import CapPlace, CapTerritory, PermitCard
from webapp.permits.rules import place_in_queue

LIVE: Final = ("active", "suspended")
MOST_LET_IN: Final = 1000


def join_queue(place: CapPlace) -> None:
    """Put an application into the queue of its territory; one that is there already keeps its instant."""
    territory = insert(CapTerritory).values(type_code=place.type_code, territory=place.territory)
    db.session().execute(territory.on_conflict_do_nothing())
    columns = ("type_code", "territory", "case_public_id", "case_no", "party_id", "holder_name", "cards", "signed_at")
    values = {name: getattr(place, name) for name in columns}
    row = insert(CapPlace).values(**values, state="waiting", changed_at=now())
    db.session().execute(row.on_conflict_do_nothing(index_elements=["case_public_id"]))


def claim_place(case_public_id: str, cards: int, day: date) -> int:
    """Reserve room for the cards of an application that is in the queue; return 0, or its place in the queue from 1.

    Who signed earlier comes first. A place that is reserved or taken already stays. An application that was sent back
    and wants more cards now is counted anew.
    """
    mine = db.session().scalars(select(CapPlace).where(CapPlace.case_public_id == case_public_id)).one()
    cap = _hold(mine.type_code, mine.territory, day)
    db.session().refresh(mine)
    if mine.state == "taken" or (mine.state == "reserved" and mine.cards >= cards):
        return 0
    mine.cards, mine.state, mine.changed_at = cards, "waiting", now()
    db.session().flush()
    if cap is None:
        mine.state = "reserved"
        return 0
    free = cap - _used(mine.type_code, mine.territory)
    place = place_in_queue(*_ahead(mine), cards, free)
    mine.state = "waiting" if place else "reserved"
    return place


def take_place(case_public_id: str, day: date) -> None:
    """Use the reserved place, in the transaction that gives the cards. Raises CapReached when none is reserved."""
    mine = db.session().scalar(select(CapPlace).where(CapPlace.case_public_id == case_public_id))
    if mine is None:
        return
    place = claim_place(case_public_id, mine.cards, day)
    if place:
        raise CapReached(place)
    mine.state, mine.changed_at = "taken", now()


def leave_queue(case_public_id: str) -> CapPlace | None:
    """Take an application out of the queue when its case ended without cards; return its row when it was there."""
    mine = db.session().scalar(select(CapPlace).where(CapPlace.case_public_id == case_public_id).with_for_update())
    if mine is None or mine.state not in {"waiting", "reserved"}:
        return None
    mine.state, mine.changed_at = "left", now()
    return mine


def let_in(type_code: str, territory: str, day: date) -> list[CapPlace]:
    """Reserve room for those who wait, in their order, as far as there is room; return who has got it."""
    cap = _hold(type_code, territory, day)
    query = select(CapPlace).where(
        CapPlace.type_code == type_code, CapPlace.territory == territory, CapPlace.state == "waiting"
    )
    free = None if cap is None else cap - _used(type_code, territory)
    found = []
    most = MOST_LET_IN if free is None else max(free, 0)  # each wants a card at least
    for row in db.session().scalars(query.order_by(CapPlace.signed_at, CapPlace.id).limit(most)).all():
        if free is not None and row.cards > free:
            break
        free = None if free is None else free - row.cards
        row.state, row.changed_at = "reserved", now()
        found.append(row)
    return found


def queue_of(type_code: str, territory: str, *, most: int = 200) -> list[CapPlace]:
    """Return who waits, the first first."""
    query = select(CapPlace).where(
        CapPlace.type_code == type_code, CapPlace.territory == territory, CapPlace.state == "waiting"
    )
    return list(db.session().scalars(query.order_by(CapPlace.signed_at, CapPlace.id).limit(most)))


def counted(type_code: str, territory: str) -> tuple[int, int, int]:
    """Return how many cards are live, how many places are reserved, how many applications wait."""
    cards = select(func.count()).where(
        PermitCard.type_code == type_code, PermitCard.territory == territory, PermitCard.state.in_(LIVE)
    )
    mine = (CapPlace.type_code == type_code, CapPlace.territory == territory)
    reserved = select(func.coalesce(func.sum(CapPlace.cards), 0)).where(*mine, CapPlace.state == "reserved")
    waiting = select(func.count()).where(*mine, CapPlace.state == "waiting")
    session = db.session()
    return session.scalar(cards) or 0, session.scalar(reserved) or 0, session.scalar(waiting) or 0


def stale_places(day: date, *, most: int = 500) -> list[str]:
    """Return the cases whose reserved place was not used for as long as the setting allows."""
    before: datetime = now() - timedelta(days=setting_on("reserve_days", day))
    query = select(CapPlace.case_public_id).where(CapPlace.state == "reserved", CapPlace.changed_at < before)
    return list(db.session().scalars(query.order_by(CapPlace.id).limit(most)))


def _hold(type_code: str, territory: str, day: date) -> int | None:
    held = select(CapTerritory).where(CapTerritory.type_code == type_code, CapTerritory.territory == territory)
    db.session().execute(held.with_for_update())
    return cap_on(type_code, territory, day)


def _used(type_code: str, territory: str) -> int:
    cards, reserved, _waiting = counted(type_code, territory)
    return cards + reserved


def _ahead(mine: CapPlace) -> tuple[int, int]:
    """How many signed earlier and wait, and how many cards they want together."""
    query = select(func.count(), func.coalesce(func.sum(CapPlace.cards), 0)).where(
        CapPlace.type_code == mine.type_code,
        CapPlace.territory == mine.territory,
        CapPlace.state == "waiting",
        (CapPlace.signed_at < mine.signed_at) | ((CapPlace.signed_at == mine.signed_at) & (CapPlace.id < mine.id)),
    )
    count, cards = db.session().execute(query).one()
    return count, cards
