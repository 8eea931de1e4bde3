"""A batch of messages to browsers: read at once, sent side by side, since each goes to a place of its own."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, cast

from flask import current_app
from sqlalchemy import select

from webapp.auth import api as auth
from webapp.core import db
from webapp.core.text import _, in_language
from webapp.core.transaction import transaction
from webapp.notifications.delivering.settling import Verdict
from webapp.notifications.models import Delivery, Device, Notice
from webapp.notifications.push.devices import forget_gone, note_used, subscription_of
from webapp.notifications.push.sending import Wake, wake
from webapp.notifications.rules import URGENT
from webapp.notifications.wording import area_titles, template
from webapp.ui.portal import Portal

SIDE_BY_SIDE: Final = 8


@dataclass(frozen=True, slots=True)
class Woken:
    """A delivery to a device, and what it is told."""

    id: int
    device_id: int
    attempts: int
    wake: Wake


def send_batch(ids: Sequence[int]) -> list[Verdict]:
    """Send these deliveries; return what came of each. Outside any transaction."""
    with transaction(read_only=True):
        ready = _ready(ids)
    settings = cast("Portal", current_app).settings
    contact = settings.public_url if settings.https else "mailto:no-reply@kabinet.example"

    def one(woken: Woken) -> tuple[str, str]:
        return wake(woken.wake, contact=contact, loopback=not settings.production)

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        outcomes = list(pool.map(one, ready))
    told = list(zip(ready, outcomes, strict=True))
    with transaction():
        note_used([woken.device_id for woken, (what, _why) in told if what == "taken"])
        forget_gone([woken.device_id for woken, (what, _why) in told if what == "gone"])
    over = {woken.id for woken in ready}
    return [
        *(Verdict(woken.id, "refused" if what == "gone" else what, why, woken.attempts) for woken, (what, why) in told),
        *(Verdict(one_id, "refused", "no-address") for one_id in ids if one_id not in over),
    ]


def _ready(ids: Sequence[int]) -> list[Woken]:
    query = select(Delivery, Device, Notice.public_id).join(Device, Device.id == Delivery.device_id)
    query = query.outerjoin(Notice, Notice.id == Delivery.notice_id).where(Delivery.id.in_(ids))
    rows: list[Any] = list(db.session().execute(query.order_by(Delivery.id)))
    accounts = auth.accounts({row.Delivery.account_id for row in rows})
    titles = area_titles()
    found = []
    for row in rows:
        given, account = subscription_of(row.Device), accounts.get(row.Delivery.account_id)
        if given is None or account is None:
            continue
        with in_language(account.language):
            area = titles.get(template(row.Delivery.template).area)
            payload = _payload(row, str(area) if area else _("Bildirişlər"))
        urgent = row.Delivery.priority == URGENT
        found.append(
            Woken(row.Delivery.id, row.Device.id, row.Delivery.attempts, Wake(given, payload, row.Delivery.key, urgent))
        )
    return found


def _payload(row: Any, area: str) -> dict[str, str]:
    """Return what the lock screen shows: that there is something of this area, and the page it leads to."""
    page = f"/cabinet/notices/{row.public_id}" if row.public_id else "/cabinet/notices"
    return {"title": _("Yeni bildiriş"), "body": area, "url": page, "tag": row.Delivery.key}
