"""After the signature: entries of what nobody foresaw, the end, cancelling, erasing of passengers."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.errors import Invalid
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.journeys.errors import NoSuchForm, StepNotPossible
from webapp.journeys.events import JourneyChanged
from webapp.journeys.models import Entry, Form
from webapp.journeys.permissions import EDIT, SIGN
from webapp.journeys.queries import form_seen_by, is_driver, term_on
from webapp.journeys.rules import Action, State, next_state
from webapp.journeys.services.drafting import note

MOST = 200


def add_entry(public_id: str, *, kind: str, words: str, place: str, happened_at: datetime, actor: Actor) -> None:
    """Write down an unforeseen change of a signed journey: by the carrier, or by one of its drivers.

    Raises NoSuchForm, StepNotPossible, Invalid for a time to come.
    """
    form = form_seen_by(public_id, actor, lock=True)
    if not is_driver(form, actor):
        ensure_may(actor, EDIT)
        if form.carrier_party_id != actor.party_id:
            raise NoSuchForm
    if form.state != State.SIGNED.value:
        raise StepNotPossible
    if happened_at > now():
        raise Invalid(fields={"happened_at": _l("Vaxt gələcəkdə ola bilməz.")})
    last = db.session().scalar(select(func.max(Entry.seq)).where(Entry.form_id == form.id)) or 0
    entry = Entry(form_id=form.id, seq=last + 1, at=now(), happened_at=happened_at, kind=kind, words=words, place=place)
    entry.account_id, entry.actor_name, entry.party_name = actor.account_id, actor.name, actor.party_name
    db.session().add(entry)
    form.changed_at = now()
    db.session().flush()
    note("entry", form, actor)
    publish(JourneyChanged(public_id=public_id, what="entry"))


def cancel(public_id: str, *, reason: str, actor: Actor) -> None:
    """Cancel a signed journey that did not begin yet. Raises NoSuchForm, StepNotPossible."""
    ensure_may(actor, SIGN)
    form = form_seen_by(public_id, actor, lock=True)
    if form.carrier_party_id != actor.party_id:
        raise NoSuchForm
    if form.departs_at is not None and form.departs_at <= now():
        raise StepNotPossible
    add_entry(public_id, kind="other", words=reason, place="", happened_at=now(), actor=actor)
    _end(form, Action.CANCEL, actor)
    publish(JourneyChanged(public_id=public_id, what="cancelled"))


def finish(public_id: str, *, actor: Actor) -> None:
    """Close a journey that is over: by its carrier or one of its drivers. Raises NoSuchForm, StepNotPossible before departure."""
    form = form_seen_by(public_id, actor, lock=True)
    if not is_driver(form, actor):
        ensure_may(actor, EDIT)
        if form.carrier_party_id != actor.party_id:
            raise NoSuchForm
    if form.departs_at is None or form.departs_at > now():
        raise StepNotPossible
    _end(form, Action.CLOSE, actor)


def forgotten() -> list[str]:
    """Return signed forms whose journey ended long ago by the plan and that nobody closed."""
    hours = term_on("close_after_hours", today())
    query = select(Form.public_id).where(
        Form.state == State.SIGNED.value, Form.ends_at < now() - timedelta(hours=hours)
    )
    return list(db.session().scalars(query.order_by(Form.ends_at).limit(MOST)))


def close_by_clock(public_id: str) -> None:
    """Close one of them."""
    form = db.session().scalar(select(Form).where(Form.public_id == public_id).with_for_update())
    if form is not None and form.state == State.SIGNED.value:
        _end(form, Action.CLOSE, SYSTEM)


def erase_old_lists() -> int:
    """Erase passengers of journeys that ended before the time for which they are kept; return of how many."""
    days = term_on("retention_days", today())
    ended = Form.state.in_([State.CLOSED.value, State.CANCELLED.value])
    query = select(Form).where(ended, Form.passengers.is_not(None), Form.ends_at < now() - timedelta(days=days))
    rows = db.session().scalars(query.order_by(Form.ends_at).limit(MOST).with_for_update()).all()
    for form in rows:
        form.passengers, form.erased_at = None, now()
        note("erased", form, SYSTEM)
    db.session().flush()
    return len(rows)


def _end(form: Form, action: Action, actor: Actor) -> None:
    after = next_state(State(form.state), action)
    if after is None:
        raise StepNotPossible
    form.state, form.changed_at = after.value, now()
    db.session().flush()
    note(action.value, form, actor)
