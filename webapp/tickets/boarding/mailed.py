"""What goes with a mail about tickets: their rides for a calendar, and in schema.org's words for the mail program."""

from typing import Any, Final, cast

from flask import current_app
from sqlalchemy import select

from webapp.core import db
from webapp.notifications.api import Enclosed, Enclosure
from webapp.tickets.boarding.calendars import calendar_of
from webapp.tickets.boarding.held import given_of, held_of
from webapp.tickets.boarding.structured import reservation_jsonld
from webapp.tickets.models import Order
from webapp.ui.portal import Portal

FILE: Final = "biletler.ics"


def rides_sold(params: dict[str, Any]) -> Enclosed:
    """Return the rides of the paid tickets of the order `sold`."""
    return _enclosed(params["sold"], ended=False)


def rides_changed(params: dict[str, Any]) -> Enclosed:
    """Return the same with the rides that are travelled no more, cancelled: a calendar that has them takes them out."""
    return _enclosed(params.get("sold", ""), ended=True)


def _enclosed(order: str, *, ended: bool) -> Enclosed:
    order_id = db.session().scalar(select(Order.id).where(Order.public_id == order))
    tickets = (given_of if ended else held_of)(order_id) if order_id else []
    if not tickets:
        return Enclosed()
    site = cast("Portal", current_app).settings.public_url
    calendar = Enclosure(FILE, "text/calendar", calendar_of(tickets, site=site))
    return Enclosed(files=(calendar,), structured=[reservation_jsonld(one) for one in tickets])
