"""A pass over all live cards and permits in batches by key: however many there are, a batch is in memory.

Each batch is a transaction of its own: what was found by it stays when a later one fails.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

from sqlalchemy import func, select

from webapp.carriers import api as carriers
from webapp.core import db
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.core.working_days import moved_days
from webapp.permits.conformity.finding import Rules, card_defects, holder_defects
from webapp.permits.conformity.keeping import keep
from webapp.permits.law_rows import setting_on, vehicle_rules_on
from webapp.permits.models import Defect, Permit, PermitCard

BATCH: Final = 500
LIVE: Final = ("active", "suspended")


def check_all(day: date | None = None) -> int:
    """Check every live card and permit as of a day (today); return how many cards were looked at. No transaction is open."""
    day = day or today()
    last, looked = (0, 0), 0
    while True:
        with transaction() as session:
            batch = _cards_after(last, day)
            if not batch:
                break
            _check(batch, day)
            last = (batch[-1].party_id, batch[-1].id)
            looked += len(batch)
            session.flush()
            session.expunge_all()
    _check_holders(day)
    return looked


def _cards_after(last: tuple[int, int], day: date) -> Sequence[PermitCard]:
    """The next cards in the order of their holders, so that a fleet is read once for all of them."""
    query = select(PermitCard).where(PermitCard.state.in_(LIVE), PermitCard.valid_to >= day)
    query = query.where(func.row(PermitCard.party_id, PermitCard.id) > func.row(*last))
    return db.session().scalars(query.order_by(PermitCard.party_id, PermitCard.id).limit(BATCH)).all()


def _check(batch: Sequence[PermitCard], day: date) -> None:
    rules = Rules(day, vehicle_rules_on("taxi", day))
    mend_days, moved = setting_on("mend_days", day), moved_days()
    known = _open_defects([one.id for one in batch])
    permits: dict[int, Permit] = {}
    for party_id, cards in groupby(batch, key=lambda one: one.party_id):
        read_once = carriers.last_refresh(party_id)
        if read_once is None:
            continue  # the registers were never asked for this holder: nothing is known, and nothing is held against it
        fleet = {one.vehicle.vin: one.vehicle for one in carriers.vehicles_held(party_id, day)}
        for card in cards:
            found = card_defects(card.carriage, fleet.get(card.vin), rules)
            mine = known.get(card.id, [])
            if found or mine:
                permit = permits.get(card.permit_id) or db.session().get_one(Permit, card.permit_id)
                permits[card.permit_id] = permit
                keep(permit, card, mine, found, day=day, mend_days=mend_days, moved=moved)


def _check_holders(day: date) -> None:
    last = 0
    while True:
        with transaction() as session:
            query = select(Permit).where(Permit.state.in_(LIVE), Permit.id > last)
            batch = session.scalars(query.order_by(Permit.id).limit(BATCH)).all()
            if not batch:
                return
            mend_days, moved = setting_on("mend_days", day), moved_days()
            known = _open_defects([one.id for one in batch], of_cards=False)
            for permit in batch:
                mine, found = known.get(permit.id, []), _of_holder(permit, day)
                if found or mine:
                    keep(permit, None, mine, found, day=day, mend_days=mend_days, moved=moved)
            last = batch[-1].id
            session.flush()
            session.expunge_all()


def _of_holder(permit: Permit, day: date) -> list[str]:
    carrier = carriers.carrier_of(permit.party_id)
    licences = carriers.driver_licences(permit.party_id) if permit.type_code == "taxi" else []
    return holder_defects(carrier.taxpayer_status if carrier else None, permit.type_code, licences, day)


def _open_defects(ids: Sequence[int], *, of_cards: bool = True) -> dict[int, list[Defect]]:
    column = Defect.card_id if of_cards else Defect.permit_id
    query = select(Defect).where(column.in_(ids), Defect.ended_on.is_(None))
    if not of_cards:
        query = query.where(Defect.card_id.is_(None))
    found: dict[int, list[Defect]] = {}
    for row in db.session().scalars(query.order_by(Defect.id)):
        found.setdefault((row.card_id if of_cards else row.permit_id) or 0, []).append(row)
    return found
