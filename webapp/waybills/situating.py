"""Gathers what the checks look at: the registers' facts about vehicle and driver, and other waybills."""

from datetime import timedelta
from typing import Final

from sqlalchemy import func, select

from webapp.cabinets.api import parties_by_number
from webapp.carriers import api as carriers
from webapp.core import db
from webapp.core.clock import now, today
from webapp.core.crypto import blind_index
from webapp.permits import api as permits
from webapp.waybills.asked_numbers import Naming, naming_of
from webapp.waybills.content import WaybillContent
from webapp.waybills.models import Waybill
from webapp.waybills.rules import State
from webapp.waybills.validation.situation import DriverFacts, Situation, VehicleFacts

REPEATED_WITHIN: Final = timedelta(hours=1)


def situation_of(waybill: Waybill, content: WaybillContent, *, carrier_id: int | None = None) -> Situation:
    """Return the waybill as `content` says, carried by `carrier_id` (its carrier), with everything that is known of it now."""
    carrier_id = carrier_id or waybill.carrier_party_id
    vehicles = {plate: _vehicle(carrier_id, plate) for plate in content.plates} if carrier_id else {}
    trailers = (vehicles.get(trailer.plate) for trailer in content.trailers)
    others = _others_on_the_road(waybill, content.vehicle.plate)
    carrier = carriers.carrier_of(carrier_id) if carrier_id else None
    suspended = carrier is not None and carrier.standing == carriers.CarrierStanding.SUSPENDED
    return Situation(
        content=content,
        now=now(),
        vehicle=vehicles.get(content.vehicle.plate),
        trailers=tuple(facts for facts in trailers if facts is not None),
        driver=_driver(waybill, carrier, carrier_id, content) if carrier_id and content.driver.ref else None,
        hired=content.consignor.number != content.carrier.number,
        **_names(waybill, content),
        known_numbers=_known_at_stops(content),
        fleet_unread=carrier_id is not None and _fleet_is_unread(carrier_id),
        suspended=suspended,
        suspended_to=carrier.suspended_to if carrier and suspended else None,
        busy_with_other_carrier=any(other != carrier_id for other in others),
        busy_with_own_carrier=any(other == carrier_id for other in others),
        busy_trailers=_busy_trailers(waybill, content),
        repeats=_repeats(waybill, content),
    )


def hold_vehicle(plate: str) -> None:
    """Let nobody else decide about this plate until the transaction ends: two departures at once see each other."""
    db.session().execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"waybill:{plate}", 0))))


def _names(waybill: Waybill, content: WaybillContent) -> dict[str, frozenset[str]]:
    """Return which roles have a name from the register, and why the others have none."""
    known = {role for role in content.parties if getattr(waybill, f"{role}_party_id") is not None}
    nameless = {role: entry.number for role, entry in content.parties.items() if entry.number and role not in known}
    naming = naming_of(nameless.values())
    return {
        "known_names": frozenset(known),
        "absent_names": frozenset(role for role, number in nameless.items() if naming[number] is Naming.ABSENT),
        "silent_names": frozenset(role for role, number in nameless.items() if naming[number] is Naming.SILENT),
    }


def _known_at_stops(content: WaybillContent) -> frozenset[str]:
    return (
        frozenset(parties_by_number({drop.consignee.number for drop in content.drops}))
        if content.drops
        else frozenset()
    )


def _fleet_is_unread(carrier_id: int) -> bool:
    """Whether nothing of the carrier's vehicles is known because the registers have not answered about them yet."""
    last = carriers.last_refresh(carrier_id)
    return (last is None or last.finished_at is None) and not carriers.fleet(carrier_id)


def _vehicle(carrier_id: int, plate: str) -> VehicleFacts | None:
    held = carriers.held(carrier_id, plate)
    if held is None:
        return None
    found = held.vehicle
    return VehicleFacts(
        plate=found.plate,
        category=found.category,
        tare_kg=found.tare_kg,
        max_mass_kg=found.max_mass_kg,
        inspection_valid_to=found.inspection_valid_to,
        insurance_valid_to=found.insurance_valid_to,
        status=found.status,
        right_valid_to=held.valid_to,
        permit=permits.standing_for(found.plate, "goods", today()),
    )


def _driver(
    waybill: Waybill, carrier: carriers.Carrier | None, carrier_id: int, content: WaybillContent
) -> DriverFacts | None:
    found = carriers.driver(carrier_id, content.driver.ref)
    if found is None:
        return None
    return DriverFacts(
        categories=frozenset(found.licence_categories),
        valid_to=found.licence_valid_to,
        status=found.licence_status,
        trainings=tuple(carriers.trainings_of(found.account_fin).items()),
        insured_to=carrier.occupational_valid_to if carrier else None,
        busy_elsewhere=_driven_elsewhere(waybill, found.account_fin, content.vehicle.plate),
    )


def _driven_elsewhere(waybill: Waybill, fin: str, plate: str) -> str:
    """Return the plate of another vehicle that the driver drives under another waybill now."""
    query = select(Waybill.vehicle_plate).where(
        Waybill.driver_index == blind_index(fin), Waybill.state == State.IN_TRANSIT.value, Waybill.id != waybill.id
    )
    return db.session().scalar(query.where(Waybill.vehicle_plate != plate).limit(1)) or ""


def _busy_trailers(waybill: Waybill, content: WaybillContent) -> tuple[str, ...]:
    """Return the trailers that follow another vehicle under another waybill now."""
    plates = [one.plate for one in content.trailers if one.plate]
    if not plates:
        return ()
    query = select(Waybill.trailer_plates).where(
        Waybill.trailer_plates.overlap(plates), Waybill.state == State.IN_TRANSIT.value, Waybill.id != waybill.id
    )
    found = {
        plate
        for row in db.session().scalars(query.where(Waybill.vehicle_plate != content.vehicle.plate))
        for plate in row
    }
    return tuple(plate for plate in plates if plate in found)


def _others_on_the_road(waybill: Waybill, plate: str) -> list[int | None]:
    """Return the carriers of other waybills on which the same vehicle is on the road now."""
    if not plate:
        return []
    query = select(Waybill.carrier_party_id).where(
        Waybill.vehicle_plate == plate,
        Waybill.state == State.IN_TRANSIT.value,
        Waybill.id != waybill.id,
    )
    return list(db.session().scalars(query))


def _repeats(waybill: Waybill, content: WaybillContent) -> bool:
    """Whether the same consignor had the same goods signed for the same plate within the hour of loading."""
    if not (waybill.vehicle_plate and waybill.consignor_party_id and waybill.loading_at):
        return False
    query = select(Waybill.content["goods"]).where(
        Waybill.vehicle_plate == waybill.vehicle_plate,
        Waybill.consignor_party_id == waybill.consignor_party_id,
        Waybill.loading_at.between(waybill.loading_at - REPEATED_WITHIN, waybill.loading_at + REPEATED_WITHIN),
        Waybill.state.not_in([State.DRAFT.value, State.CANCELLED.value]),
        Waybill.id != waybill.id,
    )
    mine = [row.nature for row in content.goods]
    return any([row["nature"] for row in goods] == mine for goods in db.session().scalars(query))
