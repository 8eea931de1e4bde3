"""Rules of this room as checks: age, colour and Euro class, one card of a vehicle, the cap, sizes of a single trip."""

from collections.abc import Callable

from webapp.carriers import api as carriers
from webapp.core.transaction import transaction
from webapp.permits.asked import AskedVehicle, section, target_of, twice_asked, vehicles_asked
from webapp.permits.law_rows import limits_on, vehicle_rules_on
from webapp.permits.models import CapPlace
from webapp.permits.reading import reading
from webapp.permits.rules import Car, car_faults, exceeded
from webapp.permits.services.amending import differences
from webapp.permits.services.issuing import card_of_vehicle
from webapp.permits.services.parties import holder_of
from webapp.permits.services.places import claim_place, join_queue
from webapp.permits.trips import load_of
from webapp.workflow.offer import CaseFacts, Finding, Verdict

Ask = Callable[[CaseFacts], list[Finding]]


def car_rules(facts: CaseFacts) -> list[Finding]:
    """Each car is young enough, of an allowed colour, and clean enough, as stated (taxi rules of 1 July 2024)."""
    found = []
    with reading():
        rules = vehicle_rules_on("taxi", facts.day)
        for asked in vehicles_asked(facts.answers):
            held = carriers.held(facts.party_id, asked.plate)
            if held is None:
                found.append(_line(asked, Verdict.ABSENT, remark="not_in_fleet"))
                continue
            car = Car(held.vehicle.year, held.vehicle.colour, held.vehicle.category, asked.euro)
            words = f"{car.year}, {car.colour}"
            faults = car_faults(car, rules, facts.day, new=True)
            stated = f"Euro {asked.euro}" if asked.euro else ""
            found += [_line(asked, Verdict.DIFFERS, words, fault, stated) for fault in faults]
            if not faults:
                found.append(_line(asked, Verdict.AGREES, words, stated=stated))
    return found


def one_card(type_code: str) -> Ask:
    """Return the check that no vehicle has a live card of the type already, under this permit or another's."""

    def ask(facts: CaseFacts) -> list[Finding]:
        found = [_line(one, Verdict.DIFFERS, remark="twice") for one in twice_asked(facts.answers)]
        with reading():
            for asked in vehicles_asked(facts.answers):
                vehicle = carriers.vehicle(facts.party_id, asked.plate)
                card = card_of_vehicle(vehicle.vin, type_code) if vehicle else None
                if vehicle is None:
                    found.append(_line(asked, Verdict.ABSENT, remark="not_in_fleet"))
                elif card is not None and card.valid_to >= facts.day:
                    found.append(_line(asked, Verdict.DIFFERS, card.number, "has_card"))
                else:
                    found.append(_line(asked, Verdict.AGREES))
        return found

    return ask


def cap(facts: CaseFacts) -> list[Finding]:
    """There is room under the cap of the territory; whoever comes too late waits in the queue and is told the place.

    The place is reserved here, by the instant of the signature, so that it is still there when the duty is paid.
    """
    territory = str(section(facts.answers, "carriage").get("territory") or "")
    cards = len(vehicles_asked(facts.answers))
    if not territory or not cards:
        return [Finding(verdict=Verdict.DIFFERS, remark="no_territory", place="carriage.territory")]
    place = CapPlace(
        type_code="taxi",
        territory=territory,
        case_public_id=facts.public_id,
        case_no=facts.case_no,
        party_id=facts.party_id,
        holder_name=facts.name,
        cards=cards,
        signed_at=facts.signed_at,
    )
    with transaction():
        join_queue(place)
    with transaction():
        waits = claim_place(facts.public_id, cards, facts.day)
    if not waits:
        return [Finding(verdict=Verdict.AGREES)]
    return [Finding(verdict=Verdict.DIFFERS, remark="queue", facts={"place": str(waits)})]


def something_changed(facts: CaseFacts) -> list[Finding]:
    """The registers have a name, an address or a plate otherwise than the permit."""
    with reading():
        permit, _card = target_of(facts)
        changed = differences(permit, holder_of(facts.party_id))
    if not changed:
        return [Finding(verdict=Verdict.DIFFERS, remark="nothing_changed")]
    return [
        Finding(
            verdict=Verdict.AGREES,
            subject=key.partition(":")[2],
            stated=old,
            found=new,
        )
        for key, (old, new) in changed.items()
    ]


def over_limits(facts: CaseFacts) -> list[Finding]:
    """The trip is above a limit: otherwise no permit is needed (decision 104/2009)."""
    with reading():
        over = exceeded(load_of(facts.answers), limits_on(facts.day))
    if not over:
        return [Finding(verdict=Verdict.DIFFERS, remark="not_needed")]
    return [Finding(verdict=Verdict.AGREES, found=", ".join(over))]


def _line(asked: AskedVehicle, verdict: Verdict, found: str = "", remark: str = "", stated: str = "") -> Finding:
    return Finding(verdict=verdict, subject=asked.plate, place=asked.place, found=found, remark=remark, stated=stated)
