"""What is printed of a permit, a card, a mark and a trip's permit, and what strangers read of them."""

from typing import Any, Final

from webapp.core.clock import today
from webapp.core.text import Text, _l
from webapp.documents.api import DocumentType, PublicFacts
from webapp.permits.law_rows import territory_name
from webapp.permits.models import OversizeTrip, Permit, PermitCard
from webapp.permits.queries import card_by_public_id, cards_of_permits, mark_of, permit_by_public_id, trip_of
from webapp.permits.rules import State, state_on
from webapp.permits.services.papers import CARD, MARK, PERMIT, TRIP, WORKS, public_id_of
from webapp.permits.wording import CARRIAGES, LIMITS, STATES, type_name
from webapp.ui.filters import day

PERMIT_TEMPLATE: Final = "permits/templates/permits/permit.typ"
CARD_TEMPLATE: Final = "permits/templates/permits/card.typ"
Rows = tuple[tuple[Text, str], ...]


def permit_facts(ref: str) -> PublicFacts:
    """Return what is public of a permit: its kind, its standing, how many vehicles have its card."""
    permit = permit_by_public_id(public_id_of(ref))
    cards = [one for one in cards_of_permits([permit.id])[permit.id] if one.state == State.ACTIVE]
    rows: Rows = ((_l("Növü"), str(type_name(permit.type_code))),)
    if cards:
        rows = (*rows, (_l("Qüvvədə olan kartların sayı"), str(len(cards))))
    return _facts(permit, rows)


def mark_facts(ref: str) -> PublicFacts:
    """Return what is public of a mark: vehicle and days."""
    permit = permit_by_public_id(public_id_of(ref))
    return _facts(permit, ((_l("Növü"), str(type_name(permit.type_code))), *_vehicle(permit)))


def trip_facts(ref: str) -> PublicFacts:
    """Return what is public of a trip's permit: vehicle, way, sizes."""
    permit = permit_by_public_id(public_id_of(ref))
    trip = trip_of(permit.id)
    return _facts(permit, (*_vehicle(permit), *(_trip(trip) if trip else ())))


def works_facts(ref: str) -> PublicFacts:
    """Return what is public of technical conditions: the place and the works."""
    permit = permit_by_public_id(public_id_of(ref))
    return _facts(permit, _works(permit))


def printed_permit(ref: str) -> dict[str, Any]:
    """Return what the A4 sheet of a permit holds beyond what every document has."""
    permit = permit_by_public_id(public_id_of(ref))
    trip = trip_of(permit.id)
    cards = cards_of_permits([permit.id])[permit.id]
    listed = [[one.plate, one.vehicle, one.number, day(one.valid_to)] for one in cards if one.state in LIVE]
    facts = [*_vehicle(permit), *(_trip(trip) if trip else ()), *_works(permit)]
    return {
        "facts": [[str(name), value] for name, value in facts],
        "cards": listed,
        "cards_title": str(_l("Nəqliyyat vasitələrinin kartları")),
        "heads": [str(one) for one in HEADS],
        "holder_only": str(_l("İcazədən yalnız onun sahibi istifadə edə bilər, başqasına verilmir.")),
        "issuer": str(_l("Azərbaycan Yerüstü Nəqliyyat Agentliyi")),
    }


HEADS: Final = (_l("Nişan"), _l("Nəqliyyat vasitəsi"), _l("Kart"), _l("Son gün"))
LIVE: Final = frozenset({State.ACTIVE, State.SUSPENDED})


def printed_card(ref: str) -> dict[str, Any]:
    """Return what both sides of a card hold."""
    card = card_by_public_id(public_id_of(ref))
    return {
        "plate": card.plate,
        "vehicle": card.vehicle,
        "carriage": str(CARRIAGES[card.carriage]),
        "territory": territory_name(card.territory, today()),
        "permit": card.permit_number,
        "valid_to": day(card.valid_to),
        "labels": {
            "vehicle": str(_l("Nəqliyyat vasitəsi")),
            "carriage": str(_l("Daşıma növü")),
            "territory": str(_l("Ərazi")),
            "permit": str(_l("İcazənin nömrəsi")),
            "valid_to": str(_l("Son qüvvədə olduğu gün")),
            "holder": str(_l("Daşıyıcı")),
            "keep": str(_l("Kart nəqliyyat vasitəsində saxlanılır, nəzarət zamanı göstərilir.")),
            "issuer": str(_l("Azərbaycan Yerüstü Nəqliyyat Agentliyi")),
        },
    }


def _facts(thing: Permit | PermitCard, rows: Rows) -> PublicFacts:
    state = state_on(thing.state, thing.valid_to, today())
    word, tone = STATES[state]
    return PublicFacts(
        tone="success" if tone == "success" else "danger" if tone == "danger" else "warning",
        word=word,
        number=thing.number,
        rows=rows,
        as_of=thing.changed_at,
    )


def _vehicle(permit: Permit) -> Rows:
    mark, details = mark_of(permit.id), permit.details
    plate = mark.plate if mark else str(details.get("plate", ""))
    return ((_l("Nəqliyyat vasitəsi"), f"{plate}, {details['vehicle']}"),) if plate else ()


def _works(permit: Permit) -> Rows:
    said = permit.details
    if "works" not in said:
        return ()
    days = f"{said['since']} – {said['until']}"
    return ((_l("İşlərin yeri"), str(said["place"])), (_l("Görüləcək işlər"), str(said["works"])), (_l("Günlər"), days))


def _trip(trip: OversizeTrip) -> Rows:
    over = ", ".join(str(LIMITS.get(str(code), code)) for code in trip.over)
    size = (
        f"{trip.length_cm / 100:g} x {trip.width_cm / 100:g} x {trip.height_cm / 100:g} m, {trip.gross_kg / 1000:g} t"
    )
    return (
        (_l("Marşrut"), " – ".join(str(one) for one in trip.route)),
        (_l("Ölçülər və tam kütlə"), size),
        (_l("Keçilən hədlər"), over),
    )


DOCUMENTS: Final = (
    DocumentType(
        PERMIT,
        _l("Buraxılış vəsiqəsi"),
        permit_facts,
        PERMIT_TEMPLATE,
        printed_permit,
        subject_label=_l("İcazə"),
    ),
    DocumentType(CARD, _l("Buraxılış kartı"), None, CARD_TEMPLATE, printed_card, icon="truck", colour="info"),
    DocumentType(MARK, _l("Fərqlənmə nişanı"), mark_facts, PERMIT_TEMPLATE, printed_permit, colour="success"),
    DocumentType(
        TRIP,
        _l("Birdəfəlik gediş icazəsi"),
        trip_facts,
        PERMIT_TEMPLATE,
        printed_permit,
        icon="route",
        colour="warning",
    ),
    DocumentType(
        WORKS,
        _l("Yolda işlər üçün texniki şərtlər"),
        works_facts,
        PERMIT_TEMPLATE,
        printed_permit,
        subject_label=_l("Yer"),
        icon="route",
    ),
)
