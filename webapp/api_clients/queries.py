"""Reads of the cabinet's pages: programs of a firm, their secrets' dates, webhooks and faults."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from webapp.api_clients.models import ApiClient, ApiFault, ApiSecret, Subscription, WebhookDelivery
from webapp.api_clients.rules import Delivery
from webapp.core import db

FAULTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook as the program's page lists it: how many messages wait and how many were given up."""

    subscription: Subscription
    waiting: int
    given_up: int


def programs_of(party_id: int) -> list[ApiClient]:
    """Return the programs of a firm, those in use first, by name."""
    query = select(ApiClient).where(ApiClient.party_id == party_id)
    return list(db.session().scalars(query.order_by(ApiClient.ended_at.is_not(None), ApiClient.name).limit(200)))


def secrets_of(program: ApiClient) -> list[tuple[datetime, datetime | None]]:
    """Return when each secret was made and until when it opens (None: no end), the newest first."""
    query = select(ApiSecret.created_at, ApiSecret.expires_at).where(ApiSecret.client_id == program.id)
    return [(row[0], row[1]) for row in db.session().execute(query.order_by(ApiSecret.id.desc()))]


def faults_of(program: ApiClient) -> list[ApiFault]:
    """Return the latest refusals of a program's requests."""
    query = select(ApiFault).where(ApiFault.client_id == program.id).order_by(ApiFault.id.desc())
    return list(db.session().scalars(query.limit(FAULTS_SHOWN)))


def hooks_of(program: ApiClient) -> list[Hook]:
    """Return the webhooks of a program that are in use."""
    query = select(Subscription).where(Subscription.client_id == program.id, Subscription.ended_at.is_(None))
    rows = list(db.session().scalars(query.order_by(Subscription.id)))
    count = select(WebhookDelivery.subscription_id, WebhookDelivery.state, func.count()).where(
        WebhookDelivery.subscription_id.in_([row.id for row in rows]), WebhookDelivery.state != Delivery.DELIVERED
    )
    grouped = count.group_by(WebhookDelivery.subscription_id, WebhookDelivery.state)
    found = {(row[0], row[1]): int(row[2]) for row in db.session().execute(grouped)}
    return [
        Hook(
            row,
            found.get((row.id, Delivery.WAITING.value), 0) + found.get((row.id, Delivery.SENDING.value), 0),
            found.get((row.id, Delivery.GIVEN_UP.value), 0),
        )
        for row in rows
    ]
