"""Drafts: begun, saved, copied for the next journey, put away."""

from collections.abc import Sequence
from dataclasses import replace

from webapp.audit.api import record
from webapp.cabinets.api import Kind, party, party_by_number
from webapp.carriers import api as carriers
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.errors import StaleVersion
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.plain_json import to_json
from webapp.journeys.content import Bus, Content, Driver, Leg, Passenger
from webapp.journeys.errors import CarriersOnly, FormLocked, NoSuchForm, StepNotPossible
from webapp.journeys.events import JourneyChanged
from webapp.journeys.models import Form
from webapp.journeys.permissions import EDIT, SIGN
from webapp.journeys.queries import content_of, form_seen_by, passengers_of, sealed_list
from webapp.journeys.rules import Action, State, next_state


def start(actor: Actor, *, like: str | None = None) -> str:
    """Begin a form of the party acted for, empty or as another of its forms without times; return its public id.

    Raises CarriersOnly, NoSuchForm.
    """
    ensure_may(actor, EDIT)
    if actor.party_id is None or party(actor.party_id).kind == Kind.PERSON:
        raise CarriersOnly
    source = form_seen_by(like, actor) if like else None
    if source is not None and source.carrier_party_id != actor.party_id:
        raise NoSuchForm
    own, moment = party(actor.party_id), now()
    content = _again(content_of(source.content)) if source else Content()
    form = Form(
        public_id=new_public_id(),
        version=1,
        state=State.DRAFT.value,
        carrier_party_id=own.id,
        content=to_json(replace(content, carrier_name=own.name, carrier_number=own.number)),
        created_by=actor.account_id,
        created_at=moment,
        changed_at=moment,
    )
    _link(form, content_of(form.content), passengers_of(source) if source else [])
    db.session().add(form)
    db.session().flush()
    note("started", form, actor)
    return form.public_id


def editable(public_id: str, actor: Actor, *, lock: bool = True) -> Form:
    """Return a draft of the party acted for, locked unless it is only looked at. Raises NoSuchForm, FormLocked."""
    ensure_may(actor, EDIT)
    form = form_seen_by(public_id, actor, lock=lock)
    if form.carrier_party_id != actor.party_id:
        raise NoSuchForm
    if form.state != State.DRAFT.value:
        raise FormLocked
    return form


def signable(public_id: str, actor: Actor) -> Form:
    """Return a draft, locked, that the actor may sign: for the carrier, or for the organiser to whom it was handed.

    Raises NoSuchForm, FormLocked.
    """
    ensure_may(actor, SIGN)
    form = form_seen_by(public_id, actor, lock=True)
    if actor.party_id not in {form.carrier_party_id, form.organiser_party_id}:
        raise NoSuchForm
    if form.state != State.DRAFT.value:
        raise FormLocked
    return form


def hand_to_organiser(form: Form, actor: Actor) -> None:
    """Lay the draft before the organiser, who may sign in the carrier's place. Repeating is harmless. Raises StepNotPossible."""
    if form.organiser_party_id is None or form.organiser_party_id == form.carrier_party_id:
        raise StepNotPossible
    if form.handed_at is not None:
        return
    form.handed_at = form.changed_at = now()
    db.session().flush()
    note("handed", form, actor)
    publish(JourneyChanged(public_id=form.public_id, what="handed"))


def save(form: Form, content: Content, passengers: Sequence[Passenger], *, version: int) -> None:
    """Keep what was typed into a draft. Raises StaleVersion when somebody saved meanwhile; an open signature is void then."""
    if form.version != version:
        raise StaleVersion(version=form.version)
    own = party(form.carrier_party_id)
    form.content = to_json(replace(content, carrier_name=own.name, carrier_number=own.number))
    form.version += 1
    form.changed_at, form.request_id = now(), None  # a signature on its way is for what stood before
    form.handed_at = None
    _link(form, content, passengers)
    db.session().flush()


def discard(form: Form, actor: Actor) -> None:
    """Put a draft away for good. Raises StepNotPossible."""
    after = next_state(State(form.state), Action.DISCARD)
    if after is None:
        raise StepNotPossible
    form.state, form.changed_at = after.value, now()
    form.passengers, form.erased_at = None, now()
    db.session().flush()
    note("discard", form, actor)


def note(action: str, form: Form, actor: Actor) -> None:
    """Keep a step in the journal."""
    detail = {"state": form.state, "version": form.version}
    record(f"journeys.{action}", actor=actor, object_type="journey_form", object_key=form.public_id, detail=detail)


def _link(form: Form, content: Content, passengers: Sequence[Passenger]) -> None:
    """Set the columns by which the form is found."""
    known = {one.public_id: one for one in carriers.drivers(form.carrier_party_id)}
    organiser = party_by_number(content.organiser.number) if content.organiser.number else None
    form.organiser_party_id = organiser.id if organiser else None
    form.plate = content.bus.plate or None
    form.driver_indexes = [blind_index(known[one.ref].account_fin) for one in content.drivers if one.ref in known]
    form.departs_at, form.ends_at = content.departs_at, content.ends_at
    form.passengers, form.passenger_count = sealed_list(passengers), len(passengers)


def _again(content: Content) -> Content:
    legs = tuple(Leg(origin=one.origin, target=one.target, km=one.km, empty=one.empty) for one in content.legs)
    drivers = tuple(Driver(ref=one.ref) for one in content.drivers)
    return replace(content, legs=legs, bus=Bus(plate=content.bus.plate), drivers=drivers)
