"""Rides for people's calendars (RFC 5545): one event a ticket, which a later file of the same ticket replaces."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event

from webapp.core.clock import now
from webapp.core.text import _
from webapp.tickets.boarding.held import Held
from webapp.tickets.rules import TicketState
from webapp.timetable.api import name_of

PRODUCT: Final = "-//Kabinet//Avtobus biletləri//AZ"
REMINDER: Final = timedelta(hours=-1)


def calendar_of(tickets: Sequence[Held], *, site: str) -> bytes:
    """Return the rides of these tickets as a calendar, in the language of the page.

    `site` is the portal's address: its host makes the identifiers of events unlike anybody else's. A ticket that carries
    nobody any more is an event that is cancelled. No name and no document stands in it: calendars are shared.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in tickets:
        calendar.add_component(_event(one, urlsplit(site).hostname or "kabinet", site))
    return bytes(calendar.to_ical())


def _event(one: Held, host: str, site: str) -> Event:
    ride, live = one.ride, one.ticket.state == TicketState.PAID
    event = Event()
    event.add("uid", f"{one.ticket.number}@{host}")
    event.add("sequence", one.ticket.issue_no if live else one.ticket.issue_no + 1)
    event.add("dtstamp", now())
    event.add("dtstart", ride.leaves)
    event.add("dtend", ride.arrives)
    event.add("status", "CONFIRMED" if live else "CANCELLED")
    event.add("summary", _("Avtobus: %(start)s – %(end)s", start=name_of(ride.origin), end=name_of(ride.target)))
    event.add("location", name_of(ride.origin))
    event.add(
        "description",
        _(
            "Bilet %(number)s, yer %(seat)s, avtobus %(plate)s, daşıyıcı %(carrier)s",
            number=one.ticket.number,
            seat=one.seat,
            plate=ride.trip.plate,
            carrier=one.carrier,
        ),
    )
    event.add("url", f"{site}/cabinet/tickets")
    if live:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _("Avtobus bir saatdan sonra yola düşür"))
        alarm.add("trigger", REMINDER)
        event.add_component(alarm)
    return event
