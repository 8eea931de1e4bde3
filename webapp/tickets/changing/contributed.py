"""What the package gives to the room's manifest."""

from typing import Final

from flask import url_for

from webapp.audit.api import AuditTerm
from webapp.core import db
from webapp.core.text import _, _l
from webapp.payments.api import Payable
from webapp.tickets.changing.choosing import change_by
from webapp.tickets.changing.exchanging import PAYABLE
from webapp.tickets.changing.jobs import JOBS
from webapp.tickets.changing.late import take_late
from webapp.tickets.changing.owners import PAPERS
from webapp.tickets.changing.permissions import CLAIMS, ROLES, TERMS
from webapp.tickets.changing.reactions import REACTIONS
from webapp.tickets.changing.seating import Bus
from webapp.tickets.changing.swapping import preview
from webapp.tickets.changing.telling import TEMPLATES
from webapp.tickets.guests import guest_key
from webapp.tickets.models import Order
from webapp.timetable.api import Trip
from webapp.timetable.offer import SeatMove, SwapPreview
from webapp.ui.navigation import HomeTile, MenuItem

__all__ = ["JOBS", "PERMISSIONS", "PLUGINS", "REACTIONS", "ROLES"]
PERMISSIONS: Final = (CLAIMS, TERMS)


def _to_change(ref: str) -> str:
    page, order = _waiting_or_done(ref)
    return url_for(f"tickets.{page}", public_id=order)


def _to_guests_change(ref: str) -> str:
    page, order = _waiting_or_done(ref)
    return url_for(f"tickets_guest.{page}", key=guest_key(order))


def _waiting_or_done(ref: str) -> tuple[str, str]:
    """Return the page on which an exchange goes on, and its order: once it is done, that of the new tickets."""
    change = change_by(ref)
    order = db.session().get_one(Order, change.order_id).public_id if change else ""
    return "order" if change and change.state == "done" else "changes", order


def _moves(trip: Trip, seats: int, layout: str) -> list[SeatMove]:
    return [SeatMove(one.number, one.seat, one.to) for one in preview(trip, Bus(seats, layout))]


PLUGINS: Final = (
    SwapPreview(_moves),
    PAPERS,
    *TEMPLATES,
    Payable(
        PAYABLE,
        _l("Avtobus biletinin dəyişdirilməsi"),
        _to_change,
        guest_back=_to_guests_change,
        take_late=take_late,
        onward=_l("Biletlərə keç"),
    ),
    MenuItem(_l("Gecikmə müraciətləri"), "ticket_claims.index", "history", "cabinet", CLAIMS, order=48),
    HomeTile(
        _l("Gecikmə müraciətləri"),
        "ticket_claims.index",
        "history",
        lambda _actor: _("Avtobusa gecikənlərin müraciətləri və qərarlar"),
        CLAIMS,
        order=37,
    ),
    MenuItem(_l("Bilet qaytarma şərtləri"), "ticket_terms.index", "scale", "office", TERMS, order=75),
    AuditTerm("bus_terms", _l("Bilet qaytarma şərti")),
    AuditTerm("tickets.terms_added", _l("Bilet qaytarma şərti əlavə edildi")),
    AuditTerm("bus_claim", _l("Avtobusa gecikənin müraciəti")),
    AuditTerm("tickets.refund", _l("Bilet qaytarıldı")),
    AuditTerm("tickets.exchange", _l("Biletin dəyişdirilməsi istənildi")),
    AuditTerm("tickets.exchanged", _l("Bilet dəyişdirildi")),
    AuditTerm("tickets.exchange_given_up", _l("Biletin dəyişdirilməsi baş tutmadı")),
    AuditTerm("tickets.transfer", _l("Bilet başqa şəxsə verildi")),
    AuditTerm("tickets.cancelled", _l("Reys ləğv edildi, pul qaytarılır")),
    AuditTerm("tickets.unplaced", _l("Yeri çatmayan sərnişinə pul qaytarılır")),
    AuditTerm("tickets.moved", _l("Avtobus dəyişdi, yer dəyişdirildi")),
    AuditTerm("tickets.claim", _l("Müraciət üzrə pul qaytarılır")),
    AuditTerm("tickets.claim_made", _l("Gecikmə müraciəti yazıldı")),
    AuditTerm("tickets.claim_handed_in", _l("Müraciət sənədlərlə verildi")),
    AuditTerm("tickets.claim_accepted", _l("Müraciət qəbul edildi")),
    AuditTerm("tickets.claim_refused", _l("Müraciət rədd edildi")),
)
