"""Webhooks on their way: each delivery is a row that one worker takes, tries, and puts back with the time of the next try."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from flask import current_app
from sqlalchemy import select

from webapp.api_clients.models import ApiClient, ApiEvent, Subscription, WebhookDelivery
from webapp.api_clients.permissions import MANAGE_PROGRAMS
from webapp.api_clients.rules import Delivery, Mode, next_try
from webapp.api_clients.signing import signed_headers
from webapp.core import db
from webapp.core.clock import now
from webapp.core.gateways.names import Names
from webapp.core.gateways.posting import Posted, post
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.notifications.api import notify_party

NAMES: Final = Names()
TAKEN_FOR: Final = timedelta(minutes=2)  # a worker that died lets its deliveries go after this
OPEN: Final = (Delivery.WAITING.value, Delivery.SENDING.value)


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: worked out in one short transaction, sent outside of any."""

    url: str
    body: bytes = field(repr=False)
    headers: dict[str, str] = field(repr=False)


@job("api_clients.deliver", queue="webhooks", attempts=3, wait=30)
def deliver(delivery: str) -> None:
    """Try one delivery. What fails is tried again by a later job; a second job for the same try finds nothing to do."""
    with transaction():
        message = _take(delivery)
    if message is None:
        return
    posted = post(message.url, message.body, message.headers, names=NAMES, loopback=may_call_loopback())
    with transaction():
        _settle(delivery, posted)


@job("api_clients.pick_up_deliveries", queue="upkeep", cron="*/5 * * * *", attempts=1)
def pick_up_deliveries(timestamp: int) -> None:  # noqa: ARG001 - the queue's signature
    """Queue anew what should have gone long ago: a worker died while it sent."""
    with transaction():
        late = WebhookDelivery.state.in_(OPEN), WebhookDelivery.due_at < now() - TAKEN_FOR
        for public_id in db.session().scalars(select(WebhookDelivery.public_id).where(*late).limit(500)):
            deliver.defer(once=public_id, delivery=public_id)


def may_call_loopback() -> bool:
    """Whether targets on this machine are allowed: never in production."""
    return not current_app.settings.production  # type: ignore[attr-defined] # our Flask has settings


def _take(public_id: str) -> Message | None:
    query = select(WebhookDelivery).where(WebhookDelivery.public_id == public_id)
    row = db.session().scalar(query.with_for_update(skip_locked=True))
    moment = now()
    if row is None or row.state not in OPEN or row.due_at > moment:
        return None
    subscription = db.session().get_one(Subscription, row.subscription_id)
    if subscription.ended_at is not None:
        row.state, row.outcome = Delivery.GIVEN_UP.value, "ended"
        return None
    row.state, row.tries, row.tried_at, row.due_at = Delivery.SENDING.value, row.tries + 1, moment, moment + TAKEN_FOR
    event = db.session().get_one(ApiEvent, row.event_id)
    body = body_of(event)
    return Message(
        subscription.url, body, signed_headers(f"msg_{event.public_id}", moment, body, _secrets(subscription, moment))
    )


def _secrets(subscription: Subscription, moment: datetime) -> list[str]:
    until = subscription.former_until
    former = subscription.former_secret if until is not None and until > moment else None
    return [subscription.secret, *([former] if former else [])]


def body_of(event: ApiEvent) -> bytes:
    """Return what is told of an event: in webhooks, and the same in the feed."""
    return json.dumps(event_json(event), separators=(",", ":"), ensure_ascii=False).encode()


def event_json(event: ApiEvent) -> dict[str, object]:
    """Return an event as JSON knows it."""
    return {
        "id": event.public_id,
        "type": event.event,
        "timestamp": event.at.isoformat(),
        "sandbox": event.mode == Mode.SANDBOX,
        "data": {"id": event.ref, **event.payload},
    }


def _settle(public_id: str, posted: Posted) -> None:
    query = select(WebhookDelivery).where(WebhookDelivery.public_id == public_id).with_for_update()
    row = db.session().scalars(query).one()
    row.status, row.outcome, row.took_ms = posted.status, posted.outcome, posted.milliseconds
    if posted.good:
        row.state, row.delivered_at = Delivery.DELIVERED.value, now()
        return
    again = next_try(row.tries, now())
    if again is not None:
        row.state, row.due_at = Delivery.WAITING.value, again
        deliver.defer(delivery=public_id, at=again)
        return
    row.state = Delivery.GIVEN_UP.value
    _tell_given_up(row)


def _tell_given_up(row: WebhookDelivery) -> None:
    """The firm learns that a program of theirs does not hear: once a day for each address, whatever is lost in it."""
    subscription = db.session().get_one(Subscription, row.subscription_id)
    lately = select(WebhookDelivery.id).where(
        WebhookDelivery.subscription_id == subscription.id,
        WebhookDelivery.state == Delivery.GIVEN_UP,
        WebhookDelivery.id != row.id,
        WebhookDelivery.tried_at > now() - timedelta(days=1),
    )
    if db.session().scalar(lately.limit(1)) is not None:
        return
    program = db.session().get_one(ApiClient, subscription.client_id)
    notify_party(
        program.party_id,
        "programs.unheard",
        permission=MANAGE_PROGRAMS,
        program=program.public_id,
        hook=subscription.public_id,
        name=program.name,
    )
