"""Reads: a form for those who may see it, lists, what an inspector finds, terms."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import or_, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import normal_plate
from webapp.core.crypto import blind_index
from webapp.core.pagination import Page, descending, numbers, page
from webapp.core.plain_json import reader
from webapp.journeys.content import Content, Passenger
from webapp.journeys.errors import NoSuchForm
from webapp.journeys.models import Entry, Form, Term
from webapp.journeys.permissions import DRIVE, VIEW
from webapp.journeys.rules import State

MOST = 50
content_of = reader(Content)


def form_seen_by(public_id: str, actor: Actor, *, lock: bool = False) -> Form:
    """Return a form of the party acted for, as carrier or organiser, or one that names the actor as driver.

    A draft is its carrier's alone, until it is handed to the organiser to sign. Raises NoSuchForm.
    """
    query = select(Form).where(Form.public_id == public_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session().scalar(query)
    if found is None or not _may_see(found, actor):
        raise NoSuchForm
    return found


def form_by_public_id(public_id: str) -> Form:
    """Return the form whoever asks: for documents and reactions. Raises NoSuchForm."""
    found = db.session().scalar(select(Form).where(Form.public_id == public_id))
    if found is None:
        raise NoSuchForm
    return found


def is_driver(form: Form, actor: Actor) -> bool:
    """Whether the actor, as oneself, is one of the drivers."""
    return bool(actor.fin and actor.has(DRIVE.code)) and blind_index(actor.fin or "") in form.driver_indexes


def forms_of(party_id: int, *, after: str | None = None, before: str | None = None) -> Page[Form]:
    """Return a page of a party's forms, newest first: its own, and signed ones that it ordered."""
    mine = or_(
        Form.carrier_party_id == party_id, (Form.organiser_party_id == party_id) & (Form.state != State.DRAFT.value)
    )
    shown = mine & ((Form.state != State.CANCELLED.value) | Form.number.is_not(None))
    query, backwards = descending(select(Form).where(shown), Form.id, after=after, before=before, parts=numbers)
    rows = list(db.session().scalars(query))
    return page(rows, lambda row: (row.id,), backwards=backwards, started=bool(after or before))


def forms_driven(fin: str, since: datetime) -> list[Form]:
    """Return signed forms that name the person as driver and do not end before an instant, the earliest first."""
    query = select(Form).where(Form.driver_indexes.contains([blind_index(fin)]), Form.state == State.SIGNED.value)
    return list(db.session().scalars(query.where(Form.ends_at >= since).order_by(Form.departs_at).limit(MOST)))


def inspected(typed: str) -> list[Form]:
    """Return what an inspector finds by number or plate, drafts left out, newest first."""
    plate = normal_plate(typed)
    number = "".join(typed.split()).upper()
    wanted = or_(Form.number == number, Form.plate == plate) if plate else Form.number == number
    query = select(Form).where(wanted, Form.number.is_not(None)).order_by(Form.id.desc()).limit(MOST)
    return list(db.session().scalars(query)) if number else []


def busy_form(plate: str, since: datetime, until: datetime, besides: int) -> str:
    """Return the number of a signed form on which the bus is between two instants, empty when it is free."""
    query = select(Form.number).where(Form.plate == plate, Form.state == State.SIGNED.value, Form.id != besides)
    return db.session().scalar(query.where(Form.departs_at < until, Form.ends_at > since).limit(1)) or ""


def passengers_of(form: Form) -> list[Passenger]:
    """Return the list; empty when it was erased."""
    return [Passenger(**one) for one in json.loads(form.passengers)] if form.passengers else []


def sealed_list(passengers: Sequence[Passenger]) -> str:
    """Return the list as the table keeps it."""
    return json.dumps([asdict(one) for one in passengers], ensure_ascii=False)


def entries_of(form_id: int) -> Sequence[Entry]:
    """Return what was written after the signature, in order."""
    return db.session().scalars(select(Entry).where(Entry.form_id == form_id).order_by(Entry.seq)).all()


def term_on(code: str, day: date) -> int:
    """Return the length in force on a day. Raises LookupError."""
    query = select(Term.amount).where(Term.code == code, Term.valid_from <= day).order_by(Term.valid_from.desc())
    found = db.session().scalar(query.limit(1))
    if found is None:
        raise LookupError(code)
    return found


def _may_see(form: Form, actor: Actor) -> bool:
    if form.state == State.CANCELLED.value and form.number is None:
        return False
    if actor.has(VIEW.code) and actor.party_id is not None:
        if form.carrier_party_id == actor.party_id:
            return True
        if form.organiser_party_id == actor.party_id and (
            form.state != State.DRAFT.value or form.handed_at is not None
        ):
            return True
    return form.state != State.DRAFT.value and is_driver(form, actor)
