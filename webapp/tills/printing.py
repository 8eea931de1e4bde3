"""What a cashier hands over: tickets on an 80 mm roll and on A4, each with its code, made at once and in no file."""

from typing import Any, Final

from webapp.cabinets.api import party
from webapp.core.text import _, current_language
from webapp.documents import api as documents
from webapp.tickets import api as tickets
from webapp.tills.models import Operation, Till
from webapp.tills.rules import Method
from webapp.tills.wording import METHODS
from webapp.timetable.api import RIDERS, name_of, ride_of, trip_of
from webapp.ui.filters import moment, money

TEMPLATE: Final = "tills/templates/tills/slip.typ"


def tickets_pdf(sale: Operation, till: Till, receipt: str, *, roll: bool) -> bytes:
    """Return the tickets of a sale as a PDF: one to a slip on an 80 mm roll, or one to a page of A4."""
    mine = [one for one in tickets.tickets_of(sale.ref) if one.number and one.state == tickets.TicketState.PAID]
    data: dict[str, Any] = {
        "roll": roll,
        "language": current_language(),
        "title": _("Avtobus bileti"),
        "scan": _("Minikdə bu kodu göstərin"),
        "tickets": [_ticket(one, sale, till, receipt) for one in mine],
    }
    return documents.render_pdf(TEMPLATE, data)


def _ticket(one: tickets.Ticket, sale: Operation, till: Till, receipt: str) -> dict[str, Any]:
    ride = ride_of(trip_of(one.trip_id), one.start_at, one.end_at)
    carrier = party(ride.route.party_id)
    rows = [
        (_("Yola düşür"), moment(ride.leaves)),
        (_("Çatır"), moment(ride.arrives)),
        (_("Yer"), str(one.seat) if one.seat else _("yersiz uşaq")),
        (_("Sərnişin"), one.name or str(RIDERS.get(one.rider or "", ""))),
        (_("Tarif"), str(RIDERS.get(one.rider or "", ""))),
        (_("Qiyməti"), money(one.qepik)),
        (_("Ödənilib"), str(METHODS[Method(sale.method)])),
        (_("Avtobus"), ride.trip.plate),
        (_("Daşıyıcı"), f"{carrier.name}, VÖEN {carrier.number}"),
        (_("Marşrut və reys"), f"{ride.route.number}, {ride.trip.number}"),
        (_("Kassa"), till.code),
        (_("Qəbz"), receipt),
        (_("Satılıb"), moment(sale.at)),
    ]
    return {
        "number": one.number,
        "way": f"{name_of(ride.origin)} – {name_of(ride.target)}",
        "rows": [[str(label), value] for label, value in rows],
        "qr": documents.qr_svg(tickets.scanned(one.number or "")),
        "alt": _("%(number)s nömrəli biletin kodu", number=one.number),
        "url": documents.verification_url(one.token or ""),
    }
