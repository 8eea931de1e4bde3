"""What a decision brings about, in its own transaction: each returns the public id of the permit that it is about."""

from collections.abc import Callable
from datetime import date

from webapp.carriers import api as carriers
from webapp.core import db
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.permits.asked import section, target_of, wanted_of
from webapp.permits.cases.fees import mark_price
from webapp.permits.cases.grounds import LAW
from webapp.permits.errors import NothingAsked, NotOfThisFleet, PeriodNotPossible
from webapp.permits.law_rows import limits_on, setting_on
from webapp.permits.models import Mark, OversizeTrip
from webapp.permits.rules import By, Operation, exceeded, last_day, next_month
from webapp.permits.services.amending import add_vehicles, remove_vehicles, reregister
from webapp.permits.services.changing import (
    duplicate,
    restore_card,
    restore_permit,
    revoke_card,
    revoke_permit,
    suspend_card,
    suspend_permit,
)
from webapp.permits.services.history import Why, locked
from webapp.permits.services.issuing import Grant, issue_permit
from webapp.permits.services.marking import ensure_no_mark, free_days
from webapp.permits.services.parties import holder_of
from webapp.permits.services.places import take_place
from webapp.permits.trips import days_of, days_problem, load_of
from webapp.workflow.offer import CaseFacts

Effect = Callable[[CaseFacts], str]


def why(facts: CaseFacts, *, by: By = By.HOLDER) -> Why:
    """Return who does what the case asks for, and why, from its form."""
    said = section(facts.answers, "reason")
    until = str(said.get("until") or "")
    words = str(said.get("text") or "").strip() or f"Müraciət {facts.case_no}"
    return Why(
        by=by,
        actor=current_actor(),
        reason=words,
        ground=str(said.get("ground") or ""),
        basis=LAW,
        case_no=facts.case_no,
        until=date.fromisoformat(until) if until else None,
    )


def issue(type_code: str) -> Effect:
    """Return the effect that gives a permit of the type with its cards."""

    def effect(facts: CaseFacts) -> str:
        grant = Grant(
            type_code=type_code,
            holder=holder_of(facts.party_id),
            day=today(),
            why=why(facts),
            case_public_id=facts.public_id,
            wanted=wanted_of(facts),
        )
        take_place(facts.public_id, grant.day)
        return issue_permit(grant).public_id

    return effect


def annex(facts: CaseFacts) -> str:
    """Add vehicles to a permit and take vehicles out of it."""
    permit = locked(target_of(facts)[0].public_id)
    wanted = wanted_of(facts)
    remove = section(facts.answers, "remove").get("plates") or []
    if not remove and not wanted:
        raise NothingAsked
    if remove:
        remove_vehicles(permit, [str(one) for one in remove], why(facts))
    if wanted:
        take_place(facts.public_id, today())
        add_vehicles(permit, wanted, day=today(), why=why(facts))
    return permit.public_id


def change(operation: Operation, *, by: By = By.HOLDER) -> Effect:
    """Return the effect of an operation on a permit, or on one of its cards."""

    def effect(facts: CaseFacts) -> str:
        found, card = target_of(facts)
        permit, said = locked(found.public_id), why(facts, by=by)
        if card is not None:
            db.session().refresh(card, with_for_update=True)
        if operation is Operation.DUPLICATE:
            duplicate(permit, card, said)
        elif operation is Operation.REREGISTRATION:
            reregister(permit, holder_of(permit.party_id), why=said)
        elif card is None:
            WHOLE[operation](permit, said)
        else:
            ONE[operation](permit, card, said)
        return permit.public_id

    return effect


WHOLE = {
    Operation.SUSPENSION: suspend_permit,
    Operation.RESTORATION: restore_permit,
    Operation.REVOCATION: revoke_permit,
}
ONE = {Operation.SUSPENSION: suspend_card, Operation.RESTORATION: restore_card, Operation.REVOCATION: revoke_card}


def issue_mark(type_code: str) -> Effect:
    """Return the effect that gives a mark: the distinguishing one from the next month on, the special one for a year."""

    def effect(facts: CaseFacts) -> str:
        said, day = section(facts.answers, "mark"), today()
        vehicle = carriers.vehicle(facts.party_id, str(said.get("plate", "")))
        if vehicle is None:
            raise NotOfThisFleet
        paid = type_code == "mark"
        months = int(said.get("months") or 1) if paid else 12
        first = next_month(day) if paid else day
        amount, kind = mark_price(facts)[:2] if paid else (0, "own")
        last = last_day(first, months)
        ensure_no_mark(vehicle.vin, type_code, first, last)
        grant = Grant(
            type_code=type_code,
            holder=holder_of(facts.party_id),
            day=day,
            why=why(facts),
            case_public_id=facts.public_id,
            valid_from=first,
            valid_to=last,
            details={"plate": vehicle.plate, "vehicle": vehicle.description, "territory": said.get("territory", "")},
        )
        permit = issue_permit(grant)
        row = Mark(permit_id=permit.id, vin=vehicle.vin, plate=vehicle.plate, kind=kind, months=months, qepik=amount)
        db.session().add(row)
        return permit.public_id

    return effect


def issue_trip(facts: CaseFacts) -> str:
    """Give the permit of a single trip. Raises PeriodNotPossible, NotOfThisFleet."""
    day, load = today(), load_of(facts.answers)
    first, last = free_days(days_of(facts.answers), facts.signed_at)
    vehicle = carriers.vehicle(facts.party_id, str(section(facts.answers, "vehicle").get("plate", "")))
    if vehicle is None:
        raise NotOfThisFleet
    if days_problem(first, last, day, setting_on("oversize_days", day)):
        raise PeriodNotPossible
    route = [str(row.get("place", "")) for row in facts.answers.get("route", [])]
    permit = issue_permit(
        Grant(
            type_code="oversize",
            holder=holder_of(facts.party_id),
            day=day,
            why=why(facts),
            case_public_id=facts.public_id,
            valid_from=first,
            valid_to=last,
            details={"plate": vehicle.plate, "vehicle": vehicle.description, "route": " – ".join(route)},
        )
    )
    row = OversizeTrip(
        permit_id=permit.id,
        vin=vehicle.vin,
        plate=vehicle.plate,
        cargo=str(section(facts.answers, "vehicle").get("cargo", "")),
        length_cm=load.length,
        width_cm=load.width,
        height_cm=load.height,
        gross_kg=load.gross,
        axles=list(load.axles),
        route=route,
        over=exceeded(load, limits_on(day)),
    )
    db.session().add(row)
    return permit.public_id
