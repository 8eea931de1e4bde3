"""From what an inspector scanned or typed to the papers of the road: by code, by number, by plate."""

from dataclasses import dataclass
from typing import Any, Final

from webapp.cabinets.api import party
from webapp.carriers import api as carriers
from webapp.core.azerbaijani import normal_plate
from webapp.core.errors import NotFound
from webapp.core.ids import normal_public_id
from webapp.core.text import Text, in_language
from webapp.documents import api as documents
from webapp.inspections.values import Paper
from webapp.journeys import api as journeys
from webapp.tickets import api as tickets
from webapp.trip_sheets import api as trip_sheets
from webapp.waybills import api as waybills

LONGEST: Final = 1200
TONES: Final = {"valid": "success", "upcoming": "warning"}


@dataclass(frozen=True, slots=True)
class Met:
    """A paper with those whose it is: (FİN, name) of drivers, for asking registers and for telling them; its parties."""

    paper: Paper
    drivers: tuple[tuple[str, str], ...] = ()
    parties: tuple[int, ...] = ()

    @property
    def concerned(self) -> tuple[int, ...]:
        """The parties who may know that it was looked at."""
        carrier = self.paper.carrier_party_id
        return self.parties or (() if carrier is None else (carrier,))


def resolved(typed: str) -> tuple[str, list[Met]]:
    """Return by what was asked (qr, number, plate, unknown) and the papers that it leads to; drafts never."""
    plain = typed.strip()[:LONGEST]
    if plain.startswith("KT1:"):
        return "qr", _tickets(plain)
    token = normal_public_id(_token_in(plain))
    if token is not None:
        return "qr", _of_token(token)
    plate = normal_plate(plain)
    if plate is not None:
        return "plate", on_plate(plate)
    return "number", _numbered(plain)


def on_plate(plate: str) -> list[Met]:
    """Return everything that is on the road with a plate now: waybills, forms, what was issued on it."""
    forms = [_form(one) for one in journeys.found(plate) if one.in_force]
    issued = [_issued(one) for one in documents.on_plate(plate)]
    sheets = [_sheet(one) for one in trip_sheets.inspected(plate) if one.state == "open"]
    return [*(_waybill(one) for one in waybills.on_plate(plate)), *forms, *sheets, *issued]


def of_ref(kind: str, ref: str) -> Met | None:
    """Return a paper anew by what its room calls it, None when there is none."""
    if kind == "waybill":
        one = waybills.met(ref)
        return _waybill(one) if one else None
    form = journeys.met(ref) if kind == "journey_form" else None
    return _form(form) if form else None


def _token_in(typed: str) -> str:
    """Return the code inside an address: people paste the whole of it, scanners give the whole of it."""
    return typed.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]


def _of_token(token: str) -> list[Met]:
    try:
        known = documents.by_token(token)
    except NotFound:
        return []
    again = of_ref(known.type_code, known.ref)
    if again is not None:
        return [again]
    issued = documents.issued(token)
    return [_issued(issued)] if issued else []


def _numbered(typed: str) -> list[Met]:
    waybill = waybills.numbered(typed)
    found = [_waybill(waybill)] if waybill is not None else []
    found += [_form(one) for one in journeys.found(typed)]
    found += [_sheet(one) for one in trip_sheets.inspected(typed)]
    found += [_issued(one) for one in documents.by_number(typed)]
    return found or _tickets(typed)


def _waybill(one: waybills.RoadWaybill) -> Met:
    paper = Paper(
        kind="waybill",
        ref=one.public_id,
        number=one.number,
        word=_azerbaijani(one.word),
        tone=one.tone if one.in_force else "danger",
        in_force=one.in_force,
        carrier=one.carrier,
        carrier_number=one.carrier_number,
        carrier_party_id=one.carrier_party_id,
        consignor=one.consignor,
        consignee=one.consignee,
        origin=one.origin,
        target=one.target,
        goods=one.goods,
        gross_kg=one.gross_kg,
        plates=one.plates,
        seals=one.seals,
        people=(one.driver,) if one.driver else (),
        since=one.since,
    )
    return Met(paper, ((one.driver_fin, one.driver),) if one.driver_fin else (), one.party_ids)


def _form(one: journeys.RoadForm) -> Met:
    paper = Paper(
        kind="journey_form",
        ref=one.public_id,
        number=one.number,
        word=_azerbaijani(one.word),
        tone="success" if one.in_force else "danger",
        in_force=one.in_force,
        carrier=one.carrier,
        carrier_number=one.carrier_number,
        carrier_party_id=one.carrier_party_id,
        origin=one.origin,
        target=one.target,
        plates=(one.plate,) if one.plate else (),
        people=one.drivers,
        since=one.departs_at,
    )
    return Met(paper, tuple(zip(one.driver_fins, one.drivers, strict=False)))


def _issued(one: documents.Issued) -> Met:
    holder = party(one.holder_party_id) if one.holder_party_id is not None else None
    paper = Paper(
        kind="permit_card",
        ref=one.token,
        number=one.number,
        word=one.status.value,
        tone=TONES.get(one.status.value, "danger"),
        in_force=one.can_be_shown,
        title=one.title,
        carrier=one.holder,
        carrier_number=holder.number if holder is not None and holder.kind != "person" else "",
        carrier_party_id=one.holder_party_id,
        plates=(one.subject,) if one.subject else (),
        since=one.issued_at,
        until=one.valid_to.isoformat() if one.valid_to else "",
    )
    return Met(paper)


def _sheet(one: Any) -> Met:
    said, drivers = one.content, one.content.get("drivers") or []
    known = [carriers.driver(one.carrier_party_id, driver.get("ref", "")) for driver in drivers]
    paper = Paper(
        kind="trip_sheet",
        ref=one.public_id,
        number=one.number or "",
        word=one.state,
        tone="success" if one.state == "open" else "danger",
        in_force=one.state == "open",
        carrier=said.get("carrier_name") or "",
        carrier_number=said.get("carrier_number") or "",
        carrier_party_id=one.carrier_party_id,
        origin=said.get("way") or "",
        plates=(one.plate,) if one.plate else (),
        people=tuple(driver["name"] for driver in drivers),
        since=one.opened_at,
        until=one.valid_until.isoformat() if one.valid_until else "",
    )
    return Met(paper, tuple((driver.account_fin, driver.name) for driver in known if driver is not None))


def _tickets(typed: str) -> list[Met]:
    one = tickets.met(typed)
    if one is None:
        return []
    paper = Paper(
        kind="ticket",
        ref=one.number,
        number=one.number,
        word=_azerbaijani(one.word),
        tone="success" if one.in_force else "danger",
        in_force=one.in_force,
        carrier=one.carrier,
        carrier_party_id=one.carrier_party_id,
        origin=one.origin,
        target=one.target,
        plates=(one.plate,) if one.plate else (),
        people=tuple(filter(None, (one.name, one.seat))),
        since=one.leaves,
    )
    return [Met(paper)]


def _azerbaijani(words: Text | Any) -> str:
    with in_language("az"):
        return str(words)
