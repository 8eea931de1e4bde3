"""Webhooks: an address, what it is told of, its secret, its log."""

from collections.abc import Collection
from typing import Any, Final, cast
from urllib.parse import urlsplit

from sqlalchemy import Select, func, select

from webapp.api_clients.errors import NoSuchProgram, NotReplayable, ProgramEnded, TargetRefused
from webapp.api_clients.models import ApiClient, ApiEvent, Subscription, WebhookDelivery
from webapp.api_clients.offer import event_kinds
from webapp.api_clients.rules import GRACE, MOST_SUBSCRIPTIONS, Delivery, is_web_address
from webapp.api_clients.services.letting_in import own_program
from webapp.api_clients.services.telling import deliver, may_call_loopback
from webapp.api_clients.signing import new_secret
from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import Conflict, Invalid
from webapp.core.gateways.targets import is_loopback, is_public
from webapp.core.ids import new_public_id
from webapp.core.pagination import Page, descending, numbers, page
from webapp.core.text import _l

TOO_MANY: Final = _l("Bir proqramın ən çoxu 5 bildiriş ünvanı ola bilər.")


def subscribe(program: str, url: str, events: Collection[str], *, actor: Actor) -> tuple[str, str]:
    """Have an address told of events; return the subscription's public id and its secret.

    Raises TargetRefused for what is not an https address of the open network, Invalid, NoSuchProgram, ProgramEnded.
    What a name stands for is judged again with every message.
    """
    row = own_program(program, actor=actor, lock=True)
    if row.ended_at is not None:
        raise ProgramEnded
    _ensure_target(url)
    if not events or not set(events) <= event_kinds().keys():
        raise Invalid(fields={"events": _l("Hansı hadisələrin bildiriləcəyini seçin.")})
    live = Subscription.client_id == row.id, Subscription.ended_at.is_(None)
    if (db.session().scalar(select(func.count()).where(*live)) or 0) >= MOST_SUBSCRIPTIONS:
        raise Conflict(TOO_MANY)
    secret = new_secret()
    made = Subscription(
        public_id=new_public_id(), client_id=row.id, url=url, events=sorted(events), secret=secret, created_at=now()
    )
    db.session().add(made)
    db.session().flush()
    _note("subscribed", made, actor)
    return made.public_id, secret


def change_secret(public_id: str, *, actor: Actor) -> str:
    """Give the address a new secret; for a week messages are signed with both. Raises NoSuchProgram, ProgramEnded."""
    row = _in_use(public_id, actor)
    row.former_secret, row.former_until = row.secret, now() + GRACE
    row.secret = new_secret()
    _note("resecured", row, actor)
    return row.secret


def unsubscribe(public_id: str, *, actor: Actor) -> ApiClient:
    """Tell the address nothing more; return its program. Repeating is harmless. Raises NoSuchProgram."""
    row, program = own_subscription(public_id, actor=actor, lock=True)
    if row.ended_at is None:
        row.ended_at = now()
        _note("unsubscribed", row, actor)
    return program


def replay(delivery: str, *, actor: Actor) -> str:
    """Send a message that was delivered or given up once more, under its old id; return its subscription's public id.

    Raises NoSuchProgram, NotReplayable while it is on its way or when its address was ended.
    """
    query = select(WebhookDelivery, Subscription.public_id).join(
        Subscription, Subscription.id == WebhookDelivery.subscription_id
    )
    found = db.session().execute(query.where(WebhookDelivery.public_id == delivery).with_for_update()).first()
    if found is None:
        raise NoSuchProgram
    row, subscription = found
    whole, _program = own_subscription(subscription, actor=actor)
    if whole.ended_at is not None or row.state not in {Delivery.DELIVERED, Delivery.GIVEN_UP}:
        raise NotReplayable
    row.state, row.tries, row.due_at, row.delivered_at = Delivery.WAITING.value, 0, now(), None
    db.session().flush()
    deliver.defer(delivery=delivery)
    _note("replayed", whole, actor)
    return whole.public_id


def own_subscription(public_id: str, *, actor: Actor, lock: bool = False) -> tuple[Subscription, ApiClient]:
    """Return a subscription of a program of the party acted for. Raises NoSuchProgram, for another's as for none."""
    query = select(Subscription).where(Subscription.public_id == public_id)
    found = db.session().scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NoSuchProgram
    program = db.session().get_one(ApiClient, found.client_id)
    own_program(program.public_id, actor=actor)
    return found, program


def deliveries(
    subscription: Subscription, *, after: str | None, before: str | None
) -> Page[tuple[WebhookDelivery, ApiEvent]]:
    """Return one page of the log of an address, newest first."""
    query = cast("Select[Any]", select(WebhookDelivery, ApiEvent)).join(
        ApiEvent, ApiEvent.id == WebhookDelivery.event_id
    )
    mine = query.where(WebhookDelivery.subscription_id == subscription.id)
    limited, backwards = descending(mine, WebhookDelivery.id, after=after, before=before, parts=numbers)
    rows = [(row[0], row[1]) for row in db.session().execute(limited)]
    return page(rows, lambda row: (row[0].id,), backwards=backwards, started=bool(after or before))


def _ensure_target(url: str) -> None:
    loopback = may_call_loopback()
    host = urlsplit(url).hostname or "" if is_web_address(url, loopback=loopback) else ""
    spelled = host.replace(".", "").isdigit() or ":" in host  # an address instead of a name is judged at once
    named = host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
    allowed = is_public(host) or (loopback and is_loopback(host)) if spelled else not named or loopback
    if not host or not allowed:
        raise TargetRefused(fields={"url": TargetRefused.text})


def _in_use(public_id: str, actor: Actor) -> Subscription:
    row, _program = own_subscription(public_id, actor=actor, lock=True)
    if row.ended_at is not None:
        raise ProgramEnded
    return row


def _note(action: str, row: Subscription, actor: Actor) -> None:
    record(f"api_clients.{action}", actor=actor, object_type="api_webhook", object_key=row.public_id)
