"""The end of a service: by a letter and a month's notice (3.13, 3.14), or an old version's after a new one (3.12)."""

from datetime import date

from sqlalchemy import select

from webapp.connections import exchange
from webapp.connections.errors import NotReady, StepNotPossible, TooEarly
from webapp.connections.models import Participant, Service
from webapp.connections.queries import service_of, services
from webapp.connections.services.stepping import ensure_possible, note, take
from webapp.connections.telling import tell, tell_everybody, tell_office
from webapp.connections.terms import withdrawal_day
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import local, now, today
from webapp.core.text import _l


def ask_withdrawal(public_id: str, *, reason: str, actor: Actor) -> None:
    """The participant's warning letter with the reason (3.13). Raises NoSuchCase, StepNotPossible, NotReady without one."""
    service, participant = service_of(public_id, actor=actor, own=True, lock=True)
    if not reason:
        raise NotReady([_l("Xidmətin ayrılma səbəbini yazın.")])
    take(service, "withdraw", actor=actor, text=reason)
    service.reason = reason
    tell_office("connections.waiting", participant, step="withdraw", text=service.title)


def tell_users(public_id: str, *, last_day: date, grounds: str, actor: Actor) -> int:
    """Tell the users with grounds (3.14); the service is disconnected on `last_day`. Return how many were told.

    Raises NoSuchCase, StepNotPossible, TooEarly for a day earlier than one month after today.
    """
    service, participant = service_of(public_id, actor=actor, own=False, lock=True)
    ensure_possible(service, "tell_users")
    if last_day < withdrawal_day(today()):
        raise TooEarly
    service.told_at, service.ends_on = now(), last_day
    told = tell_everybody("connections.withdrawal", service=service.title, day=f"{last_day:%d.%m.%Y}", reason=grounds)
    take(service, "tell_users", actor=actor, text=f"{last_day:%d.%m.%Y}. {grounds}")
    tell(participant, "tell_users", service.title)
    return told


def disconnect_service(public_id: str, *, actor: Actor) -> None:
    """Disconnect a service whose users were told a month before. Raises NoSuchCase, StepNotPossible, TooEarly."""
    service, participant = service_of(public_id, actor=actor, own=False, lock=True)
    ensure_possible(service, "disconnect")
    if service.told_at is None or service.ends_on is None or today() < service.ends_on:
        raise TooEarly
    if today() < withdrawal_day(local(service.told_at).date()):
        raise TooEarly
    exchange.end(service, participant, today(), actor=actor)
    take(service, "disconnect", actor=actor, text=service.reason)
    tell(participant, "disconnect", service.title)


def tell_of_new_version(public_id: str, *, last_day: date, actor: Actor) -> int:
    """Tell ALL participants that a new version is connected and when the old one ends (3.12); return how many.

    `public_id` is the old version's. Raises NoSuchCase, StepNotPossible while no newer version is live, TooEarly for a
    day that is not ahead.
    """
    service, participant = service_of(public_id, actor=actor, own=False, lock=True)
    newer = successor(service, participant)
    if service.state != "live" or newer is None:
        raise StepNotPossible
    if last_day <= today():
        raise TooEarly
    versions = {"old": service.service_version, "new": newer.service_version}
    told = tell_everybody("connections.new_version", service=service.title, day=f"{last_day:%d.%m.%Y}", **versions)
    service.told_at = now()
    note(service, "tell_new_version", actor=actor, text=f"{last_day:%d.%m.%Y}")
    return told


def set_end(public_id: str, *, last_day: date, actor: Actor) -> None:
    """Set the old version's last day: it answers until then, afterwards with a clear fault.

    Raises NoSuchCase, StepNotPossible before the notice to all participants is out, TooEarly for a day that is past.
    """
    service, participant = service_of(public_id, actor=actor, own=False, lock=True)
    if service.state != "live" or service.told_at is None or successor(service, participant) is None:
        raise StepNotPossible
    if last_day < today():
        raise TooEarly
    service.ends_on = last_day
    exchange.end(service, participant, last_day, actor=actor)
    note(service, "set_end", actor=actor, text=f"{last_day:%d.%m.%Y}")
    tell(participant, "set_end", f"{service.title} {service.service_version}, {last_day:%d.%m.%Y}")


def end_what_is_over(*, actor: Actor) -> int:
    """Disconnect every version whose last day is past; the gateway refuses it by the day itself. Return how many."""
    over = (Service.state == "live", Service.ends_on < today())
    found = db.session().scalars(select(Service).where(*over).with_for_update()).all()
    for service in found:
        take(service, "end", actor=actor, text=f"{service.ends_on:%d.%m.%Y}")
    return len(found)


def successor(service: Service, participant: Participant) -> Service | None:
    """Return the live version that replaces the service, None while there is none."""
    return next((row for row in services(participant) if row.replaces_id == service.id and row.state == "live"), None)
