"""The feed of events: for programs that ask instead of being told."""

from typing import Any

from flask import request

from webapp.api_clients.offer import event_kinds
from webapp.api_clients.services.announcing import events_after
from webapp.api_clients.services.telling import event_json
from webapp.api_clients.views.blueprint import events_api
from webapp.core.actor import current_actor
from webapp.core.errors import AppError, Forbidden, NotFound
from webapp.ui.access import programs

MOST, USUAL = 100, 50


@events_api.get("")
@programs("events.read")
def listed() -> dict[str, Any]:
    """Return the next events after a cursor, oldest first; `next` is the cursor to ask with the next time."""
    actor = current_actor()
    if actor.program is None or actor.party_id is None:
        raise Forbidden
    kinds = frozenset(filter(None, request.args.get("type", "").split(",")))
    sent = request.args.get("limit", str(USUAL))
    limit = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else 0  # noqa: PLR2004 - at most three digits
    if not 1 <= limit <= MOST:
        raise AppError
    if not kinds <= event_kinds().keys():
        raise NotFound
    rows, cursor = events_after(
        actor.party_id,
        program=actor.program.id,
        sandbox=actor.program.sandbox,
        after=request.args.get("after"),
        kinds=kinds,
        limit=limit,
    )
    return {"items": [event_json(row) for row in rows], "next": cursor}
