"""A waybill as it is met on the road: what its signed code says, what an inspector is told, which ones are over."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import local
from webapp.core.text import Text
from webapp.documents import api as documents
from webapp.waybills.chain import acts_of
from webapp.waybills.content import PartyEntry, WaybillContent
from webapp.waybills.content_json import content_from_json
from webapp.waybills.models import Waybill
from webapp.waybills.numbers import normal_number
from webapp.waybills.queries import numbered_waybill, waybill_by_public_id, waybills_of_plate
from webapp.waybills.rules import Action, State
from webapp.waybills.wording import state_tag

DOCUMENT: Final = "waybill"
IN_FORCE: Final = frozenset({State.ACCEPTED, State.IN_TRANSIT, State.AT_STORAGE, State.ARRIVED})
OVER: Final[dict[State, str]] = {
    State.DELIVERED: "d",
    State.CLOSED: "d",
    State.CANCELLED: "c",
    State.VOID: "c",
    State.STOPPED: "s",
    State.REFUSED: "s",
    State.RETURNING: "s",
}
LEGAL_ENTITY: Final = "1"  # the last digit of a VÖEN; a sole trader's firm is the person, whom no code names
LEGAL_FORM: Final = re.compile(r"\s+(?:MMC|ASC|QSC|MTS|PHŞ)$")  # what the name itself is needs the room
AFTER_ARRIVAL, AT_MOST = timedelta(days=7), timedelta(days=30)
MARK_BYTES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadWaybill:
    """What an inspector is told of a waybill; `driver_fin` is for asking the register, never for a page."""

    public_id: str
    number: str
    state: str
    word: Text
    tone: str
    in_force: bool
    consignor: str
    carrier: str
    carrier_number: str
    carrier_party_id: int | None
    consignee: str
    origin: str
    target: str
    goods: tuple[str, ...]
    gross_kg: str
    plates: tuple[str, ...]
    seals: tuple[str, ...]
    driver: str
    licence: str
    since: datetime | None
    changed_at: datetime
    party_ids: tuple[int, ...]
    driver_fin: str | None = field(repr=False)


def road_address_of(waybill: Waybill, accepted_at: datetime | None) -> str:
    """Return what the QR of a waybill holds: with a signed code while it is in force, else the address alone."""
    token = waybill.document_token or ""
    if State(waybill.state) not in IN_FORCE or accepted_at is None or waybill.number is None:
        return documents.verification_url(token)
    content = content_from_json(waybill.standing)
    planned = content.unloading.planned_at or accepted_at
    last = min(max(planned, accepted_at) + AFTER_ARRIVAL, accepted_at + AT_MOST)
    paper = documents.RoadPaper(
        token=token,
        type_code=DOCUMENT,
        number=waybill.number,
        version=1,
        subject=" ".join(content.plates),
        valid_from=local(accepted_at).date(),
        valid_to=local(last).date(),
        issued_at=accepted_at,
        more=tuple(_firm(one) for one in (content.carrier, content.consignor, content.consignee)),
    )
    return documents.road_address(paper)


def on_plate(plate: str) -> list[RoadWaybill]:
    """Return the waybills of a vehicle or trailer that were offered and are not over, newest first."""
    return [_met(one) for one in waybills_of_plate(plate)]


def numbered(typed: str) -> RoadWaybill | None:
    """Return the waybill with a legal number as typed by people, None when there is none."""
    number = normal_number(typed)
    found = numbered_waybill(number) if number else None
    return None if found is None else _met(found)


def met(public_id: str) -> RoadWaybill | None:
    """Return the waybill with a public id unless it is a draft; None when there is none."""
    found = waybill_by_public_id(public_id)
    return None if found is None or State(found.state) is State.DRAFT else _met(found)


def over_since(since: datetime) -> Iterator[str]:
    """Yield the marks of numbered waybills that ended: the first bytes of the number's SHA-256, and how (d, c, s)."""
    states = [state.value for state in OVER]
    query = select(Waybill.number, Waybill.state).where(Waybill.state.in_(states), Waybill.changed_at >= since)
    for number, state in db.session().execute(query.where(Waybill.number.is_not(None))):
        yield f"{hashlib.sha256(str(number).encode()).digest()[:MARK_BYTES].hex()}{OVER[State(state)]}"


def accepted_at(waybill: Waybill) -> datetime | None:
    """Return when the carrier took the goods over, None before that."""
    acts = (act.at for act in acts_of(waybill.id) if act.action == Action.ACCEPT.value and act.outcome == "done")
    return next(acts, None)


def _firm(entry: PartyEntry) -> str:
    name = entry.name.strip() if entry.number.endswith(LEGAL_ENTITY) else ""
    return LEGAL_FORM.sub("", name.replace("“", "").replace("”", "")) or "-"


def _met(waybill: Waybill) -> RoadWaybill:
    content, state = content_from_json(waybill.standing), State(waybill.state)
    word, tone = state_tag(state)
    return RoadWaybill(
        public_id=waybill.public_id,
        number=waybill.number or "",
        state=waybill.state,
        word=word,
        tone=tone,
        in_force=state in IN_FORCE,
        carrier_party_id=waybill.carrier_party_id,
        since=accepted_at(waybill),
        changed_at=waybill.changed_at,
        party_ids=_parties(waybill),
        driver_fin=waybill.driver_fin,
        seals=_seals(waybill, content),
        **_said(content),
    )


def _parties(waybill: Waybill) -> tuple[int, ...]:
    """Return whose waybill it is: consignor, carrier, every consignee."""
    known = (waybill.consignor_party_id, waybill.carrier_party_id, waybill.consignee_party_id, *waybill.drop_party_ids)
    return tuple(dict.fromkeys(one for one in known if one is not None))


def _seals(waybill: Waybill, content: WaybillContent) -> tuple[str, ...]:
    """Return the seals that are on the goods: those put on at loading until an act on the road put on others."""
    if waybill.current and content.seals != content_from_json(waybill.content).seals:
        return content.seals
    acts = (act for act in acts_of(waybill.id) if act.action == Action.ACCEPT.value and act.outcome == "done")
    put_on = tuple(seal for act in acts for seal in act.data.get("seals", ()))
    return put_on or content.seals


def _said(content: WaybillContent) -> dict[str, Any]:
    return {
        "consignor": content.consignor.name or content.consignor.number,
        "carrier": content.carrier.name or content.carrier.number,
        "carrier_number": content.carrier.number,
        "consignee": content.consignee.name or content.consignee.number,
        "origin": content.loading.name,
        "target": content.unloading.name,
        "goods": tuple(row.nature for row in content.goods),
        "gross_kg": format(content.gross_kg.normalize(), "f").replace(".", ","),
        "plates": content.plates,
        "driver": content.driver.name,
        "licence": content.driver.licence_number,
    }
