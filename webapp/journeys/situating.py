"""Gathers what the checks look at: registers' facts of bus and drivers, the card, other forms, the regular timetable."""

from datetime import timedelta

from webapp.cabinets.api import party_by_number
from webapp.carriers import api as carriers
from webapp.core.clock import local, now
from webapp.journeys.checks import BusFacts, DriverFacts, Situation
from webapp.journeys.content import Content
from webapp.journeys.models import Form
from webapp.journeys.queries import busy_form, content_of, passengers_of, term_on
from webapp.permits import api as permits
from webapp.timetable import api as timetable


def situation_of(form: Form) -> Situation:
    """Return the form with everything that is known of it now."""
    content = content_of(form.content)
    moment = now()
    begins, ends = content.departs_at or moment, content.ends_at or moment
    plate, number = content.bus.plate, content.organiser.number
    return Situation(
        content=content,
        passengers=passengers_of(form),
        now=moment,
        ahead=timedelta(minutes=term_on("minutes_ahead", local(moment).date())),
        bus=_bus(form.carrier_party_id, content) if plate else None,
        drivers=tuple(_drivers(form.carrier_party_id, content)),
        busy_with=busy_form(plate, begins, ends, form.id or 0) if plate else "",
        on_regular_trip=timetable.trip_of_bus(plate, begins, ends) if plate else "",
        regular=timetable.joined_places(),
        organiser_known=not number or party_by_number(number) is not None,
    )


def _bus(party_id: int, content: Content) -> BusFacts | None:
    held = carriers.held(party_id, content.bus.plate)
    if held is None:
        return None
    found = held.vehicle
    kind = "international_passengers" if content.model == "international" else "occasional"
    return BusFacts(
        category=found.category,
        seats=found.seats,
        status=found.status,
        inspection_valid_to=found.inspection_valid_to,
        insurance_valid_to=found.insurance_valid_to,
        passengers_valid_to=found.passengers_valid_to,
        card_valid_to=permits.card_valid_to(found.plate, kind, local(now()).date()),
    )


def _drivers(party_id: int, content: Content) -> list[DriverFacts]:
    known = {one.public_id: one for one in carriers.drivers(party_id)}
    return [
        DriverFacts(
            ref=one.ref,
            categories=frozenset(known[one.ref].licence_categories),
            valid_to=known[one.ref].licence_valid_to,
            status=known[one.ref].licence_status,
        )
        for one in content.drivers
        if one.ref in known
    ]
