"""What the pages after the sale show: tickets with what can be done, quotes in money, changes with where the money is."""

from collections.abc import Sequence
from typing import Any, Final

from webapp.core.clock import now
from webapp.core.errors import AppError
from webapp.core.text import Text, _l
from webapp.payments.api import refund
from webapp.tickets.changing.claiming import live_claim
from webapp.tickets.changing.errors import ClaimFirst
from webapp.tickets.changing.models import ChangeRefund, Quote
from webapp.tickets.changing.quoting import lines_of
from webapp.tickets.changing.reading import done_to, numbers_of, refunds_of
from webapp.tickets.changing.terms import REASONS, is_unplaced, tier_at_once
from webapp.tickets.changing.transferring import ensure_may_pass_on
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.rules import LIVE
from webapp.tickets.views.presenting import passenger_line, way_of
from webapp.timetable.api import Ride

KINDS: Final[dict[str, Text]] = {
    "refund": _l("Qaytarma"),
    "exchange": _l("Dəyişdirmə"),
    "transfer": _l("Başqa şəxsə verilmə"),
    "cancelled": _l("Reys ləğv edilib"),
    "unplaced": _l("Yer çatmadığına görə qaytarma"),
    "claim": _l("Müraciət üzrə qaytarma"),
    "moved": _l("Avtobus dəyişib, yer dəyişdirilib"),
}
STATES: Final[dict[str, tuple[Text, str]]] = {
    "done": (_l("İcra olunub"), "success"),
    "waiting": (_l("Ödəniş gözləyir"), "warning"),
    "given_up": (_l("Baş tutmayıb"), "neutral"),
}
MONEY: Final[dict[str, tuple[Text, str]]] = {
    "asked": (_l("ikinci əməkdaşın təsdiqini gözləyir"), "warning"),
    "approved": (_l("ödəniş sisteminə göndərilir"), "info"),
    "sent": (_l("ödəniş sistemi icra edir"), "info"),
    "waiting": (_l("mühasibat yoxlayır"), "warning"),
    "done": (_l("qaytarılıb"), "success"),
    "refused": (_l("qaytarılmayıb, mühasibatla əlaqə saxlayın"), "danger"),
}
AT_TILL: Final = (_l("kassadan götürün"), "warning")
CLAIMS: Final[dict[str, tuple[Text, str]]] = {
    "filling": (_l("Sənəd gözlənilir"), "warning"),
    "waiting": (_l("Daşıyıcı baxır"), "info"),
    "accepted": (_l("Qəbul edilib: başqa reys seçin"), "success"),
    "refused": (_l("Rədd edilib"), "danger"),
    "used": (_l("İcra olunub"), "success"),
}


def ticket_lines(rides: Sequence[tuple[Leg, Ride]], tickets: Sequence[Ticket]) -> list[dict[str, Any]]:
    """Return the legs with the tickets that were given, and of each whether it can be changed, claimed, passed on."""
    legs = []
    for leg, ride in rides:
        mine = [_line(one, ride) for one in tickets if one.leg_id == leg.id and one.number]
        if mine:
            legs.append({"leg": leg, "ride": ride, "way": way_of(ride), "tickets": mine})
    return legs


def quote_lines(quote: Quote, tickets: Sequence[Ticket]) -> list[dict[str, Any]]:
    """Return the tickets of a quote with their sums and why."""
    lines = lines_of(quote)
    mine = [one for one in tickets if one.number in lines]
    return [
        {
            "ticket": one,
            "name": one.name or one.number,
            "line": lines[one.number],
            "why": REASONS[lines[one.number].band],
        }
        for one in mine
        if one.number
    ]


def changes_of(order: Order) -> list[dict[str, Any]]:
    """Return what was done to the tickets of an order, the newest first, each with its money."""
    return [
        {
            "change": change,
            "kind": KINDS[change.kind],
            "state": STATES[change.state],
            "tickets": numbers_of(change),
            "money": [_money(row, order) for row in refunds_of(change)],
        }
        for change in done_to(order)
    ]


def _line(ticket: Ticket, ride: Ride) -> dict[str, Any]:
    live = ticket.state in LIVE and ticket.boarded_at is None
    line = passenger_line(ticket) | {
        "open": False,
        "why": None,
        "claim": None,
        "may_claim": False,
        "may_pass_on": False,
    }
    claim = live_claim(ticket.id)
    if claim is not None:
        line["claim"] = {"claim": claim, "state": CLAIMS[claim.state]}
    line["unplaced"] = live and is_unplaced(ticket.id)
    if not live:
        return line
    try:
        tier_at_once(ticket, ride, now())
        line["open"] = True
    except ClaimFirst:
        line["may_claim"] = claim is None
    except AppError as error:
        line["why"] = error.message
    line["may_pass_on"] = line["open"] and _may_pass_on(ticket, ride)
    return line


def _may_pass_on(ticket: Ticket, ride: Ride) -> bool:
    try:
        ensure_may_pass_on(ticket, ride)
    except AppError:
        return False
    return True


def _money(row: ChangeRefund, order: Order) -> dict[str, Any]:
    found = refund(row.refund)
    at_till = order.channel != "web" and found.state == "approved" and row.invoice == order.invoice
    return {"qepik": row.qepik, "state": AT_TILL if at_till else MONEY[found.state], "number": found.number}
