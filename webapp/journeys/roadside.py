"""A form as it is met on the road: what its signed code says, what an inspector is told, which ones are over."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from webapp.carriers import api as carriers
from webapp.core import db
from webapp.core.clock import local, now
from webapp.core.text import Text
from webapp.documents import api as documents
from webapp.journeys.content import Content
from webapp.journeys.models import Form
from webapp.journeys.queries import content_of, inspected
from webapp.journeys.rules import State
from webapp.journeys.wording import STATES

DOCUMENT: Final = "journey_form"
OVER: Final = {State.CLOSED.value: "d", State.CANCELLED.value: "c"}
LEGAL_ENTITY: Final = "1"  # the last digit of a VÖEN; a sole trader's firm is the person, whom no code names
STILL_MET: Final = timedelta(days=2)
MARK_BYTES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadForm:
    """What an inspector is told of a form; `driver_fins` are for asking the register, never for a page."""

    public_id: str
    number: str
    state: str
    word: Text
    tone: str
    in_force: bool
    carrier: str
    carrier_number: str
    carrier_party_id: int
    origin: str
    target: str
    plate: str
    drivers: tuple[str, ...]
    passengers: int
    departs_at: datetime | None
    signed_at: datetime | None
    changed_at: datetime
    driver_fins: tuple[str, ...] = field(repr=False)


def road_address_of(form: Form) -> str:
    """Return what the QR of a form holds: with a signed code while the journey may be on its way, else the address alone."""
    token = form.document_token or ""
    if form.state != State.SIGNED.value or form.signed_at is None or form.departs_at is None or form.number is None:
        return documents.verification_url(token)
    content = content_of(form.content)
    firm = content.carrier_name if content.carrier_number.endswith(LEGAL_ENTITY) else ""
    paper = documents.RoadPaper(
        token=token,
        type_code=DOCUMENT,
        number=form.number,
        version=1,
        subject=content.bus.plate,
        valid_from=local(min(form.signed_at, form.departs_at)).date(),
        valid_to=local((form.ends_at or form.departs_at) + STILL_MET).date(),
        issued_at=form.signed_at,
        more=(firm.replace("“", "").replace("”", "") or "-", *_ends(content)),
    )
    return documents.road_address(paper)


def found(typed: str) -> list[RoadForm]:
    """Return the signed forms with a number or plate as typed by people, newest first."""
    return [_met(form) for form in inspected(typed)]


def met(public_id: str) -> RoadForm | None:
    """Return the form with a public id that was signed once; None when there is none."""
    query = select(Form).where(Form.public_id == public_id, Form.signed_at.is_not(None))
    form = db.session().scalar(query)
    return None if form is None else _met(form)


def over_lately() -> Iterator[str]:
    """Yield the marks of forms that ended, as those of waybills: bytes of the number's SHA-256, and how (d, c)."""
    query = select(Form.number, Form.state).where(Form.state.in_(list(OVER)), Form.number.is_not(None))
    for number, state in db.session().execute(query.where(Form.ends_at >= now() - 2 * STILL_MET)):
        yield f"{hashlib.sha256(str(number).encode()).digest()[:MARK_BYTES].hex()}{OVER[state]}"


def _ends(content: Content) -> tuple[str, str]:
    """Return from where to where; of a round trip, to where its first leg leads."""
    if not content.legs:
        return "-", "-"
    origin, target = content.legs[0].origin, content.legs[-1].target
    return origin, target if target != origin else content.legs[0].target


def _met(form: Form) -> RoadForm:
    content = content_of(form.content)
    known = {one.public_id: one for one in carriers.drivers(form.carrier_party_id)}
    origin, target = _ends(content)
    word, tone = STATES[form.state]
    return RoadForm(
        public_id=form.public_id,
        number=form.number or "",
        state=form.state,
        word=word,
        tone=tone,
        in_force=form.state == State.SIGNED.value,
        carrier=content.carrier_name,
        carrier_number=content.carrier_number,
        carrier_party_id=form.carrier_party_id,
        origin=origin,
        target=target,
        plate=content.bus.plate,
        drivers=tuple(one.name for one in content.drivers),
        passengers=form.passenger_count,
        departs_at=form.departs_at,
        signed_at=form.signed_at,
        changed_at=form.changed_at,
        driver_fins=tuple(known[one.ref].account_fin for one in content.drivers if one.ref in known),
    )
