"""What devices fetch beforehand, dated and signed: the keys of ticket codes, and which tickets ended.

Texts in UTF-8, line by line. Keys: `TK1|key number|made`, then `number|point in base64|created|retired or -` for each.
Endings: `TE1|key number|made|since or -`, then `ticket|issue|how|instant` for each whose code could still be shown; with
`since` only what ended from ten minutes before it on: transactions that were open then are not missed, and a line twice
means the same. Signed like a ticket's code (r and s over the whole text, base64).
"""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import now
from webapp.core.errors import Unavailable
from webapp.tickets.boarding.keys import published_keys, signer
from webapp.tickets.boarding.models import TicketEnding

KEYS, ENDINGS, NOTHING = "TK1", "TE1", "-"
OVERLAP: Final = timedelta(minutes=10)
INSTANT: Final = "%Y%m%dT%H%M%SZ"


def keys_as_json() -> dict[str, Any]:
    """Return every key there ever was, signed by the one in use; empty before anything was issued."""
    rows = [
        (str(key.number), base64.b64encode(key.point).decode(), _written(key.created_at), _written(key.retired_at))
        for key in published_keys()
    ]
    return _signed(KEYS, (), rows)


def endings_as_json(since: datetime | None) -> dict[str, Any]:
    """Return which tickets are not good any more though their time is not over; since an instant, or all."""
    moment = now()
    query = select(TicketEnding).where(TicketEnding.listed_until > moment).order_by(TicketEnding.id)
    if since is not None:
        query = query.where(TicketEnding.ended_at >= since - OVERLAP)
    rows = [
        (str(one.ticket_id), str(one.issue_no), one.how, _written(one.ended_at)) for one in db.session().scalars(query)
    ]
    return _signed(ENDINGS, (_written(since),), rows)


def instant_in(text: str) -> datetime | None:
    """Return the instant that an address names as our lists write it, None for anything else."""
    try:
        return datetime.strptime(text, INSTANT).replace(tzinfo=UTC)
    except ValueError:
        return None


def _signed(form: str, more: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    try:
        key = signer()
    except Unavailable:
        return {"form": form, "list": "", "signature": ""}
    head = (form, str(key.number), _written(now()), *more)
    text = "\n".join("|".join(row) for row in (head, *rows))
    return {"form": form, "list": text, "signature": base64.b64encode(key.sign(text.encode())).decode()}


def _written(instant: datetime | None) -> str:
    return f"{instant.astimezone(UTC):{INSTANT}}" if instant else NOTHING
