"""Rooms announce what happened; the programs of the firms concerned read it in their feed and are told by webhook."""

from typing import Any

from sqlalchemy import BigInteger, Text, cast, func, or_, select, tuple_

from webapp.api_clients.models import ApiClient, ApiEvent, Subscription, WebhookDelivery
from webapp.api_clients.offer import event_kinds
from webapp.api_clients.rules import Delivery, Mode
from webapp.api_clients.services.telling import deliver
from webapp.core import db
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.pagination import decode, encode, numbers


def announce(
    party_id: int, event: str, ref: str, payload: dict[str, Any] | None = None, *, sandbox_of: int | None = None
) -> None:
    """Tell the programs of a firm, in the open transaction. Nothing is written for a firm without programs.

    `ref` is the public id of what the event is about, `payload` plain values without personal data; with `sandbox_of` it
    happened in the sandbox of that program, which alone hears of it. Raises LookupError for a kind that no room plugged in.
    """
    if event not in event_kinds():
        raise LookupError(event)
    mode = Mode.LIVE if sandbox_of is None else Mode.SANDBOX
    mine = ApiClient.party_id == party_id, ApiClient.mode == mode, ApiClient.ended_at.is_(None)
    query = select(ApiClient.id).where(*mine)
    programs = db.session().scalars(query if sandbox_of is None else query.where(ApiClient.id == sandbox_of)).all()
    if not programs:
        return
    row = ApiEvent(
        public_id=new_public_id(),
        party_id=party_id,
        mode=mode.value,
        client_id=sandbox_of,
        event=event,
        ref=ref,
        payload=payload or {},
        at=now(),
    )
    db.session().add(row)
    db.session().flush()
    wanting = (
        Subscription.client_id.in_(programs),
        Subscription.ended_at.is_(None),
        Subscription.events.contains([event]),
    )
    for subscription in db.session().scalars(select(Subscription).where(*wanting)):
        _queue(row, subscription)


def _queue(event: ApiEvent, subscription: Subscription) -> None:
    row = WebhookDelivery(
        public_id=new_public_id(),
        subscription_id=subscription.id,
        event_id=event.id,
        state=Delivery.WAITING.value,
        tries=0,
        due_at=event.at,
        outcome="",
    )
    db.session().add(row)
    db.session().flush()
    deliver.defer(delivery=row.public_id)


def events_after(
    party_id: int, *, program: int, sandbox: bool, after: str | None, kinds: frozenset[str], limit: int
) -> tuple[list[ApiEvent], str | None]:
    """Return the next events of a firm in the order in which they were committed, and the cursor to go on from.

    What belongs to a transaction younger than one that still runs waits, so that a reader never passes an event over.
    """
    own = cast(cast(func.pg_current_xact_id_if_assigned(), Text), BigInteger)
    oldest = cast(cast(func.pg_snapshot_xmin(func.pg_current_snapshot()), Text), BigInteger)
    query = select(ApiEvent).where(
        ApiEvent.party_id == party_id,
        ApiEvent.mode == (Mode.SANDBOX if sandbox else Mode.LIVE),
        or_(ApiEvent.xact < oldest, ApiEvent.xact == own),
    )
    if sandbox:
        query = query.where(ApiEvent.client_id == program)
    if kinds:
        query = query.where(ApiEvent.event.in_(kinds))
    if after:
        xact, number = numbers(decode(after, 2))
        query = query.where(tuple_(ApiEvent.xact, ApiEvent.id) > (xact, number))
    rows = list(db.session().scalars(query.order_by(ApiEvent.xact, ApiEvent.id).limit(limit)))
    return rows, encode(rows[-1].xact, rows[-1].id) if rows else after
