"""What the paper of a ticket shows besides the facts of any issued document: code, way, hour and seat, large, and the rules."""

from collections.abc import Mapping
from typing import Any, Final

from webapp.core.clock import local, now
from webapp.core.text import _
from webapp.documents.api import qr_svg
from webapp.tickets.boarding.held import held
from webapp.tickets.changing.terms import refund_terms
from webapp.timetable.api import name_of

TEMPLATE: Final = "tickets/templates/tickets/ticket.typ"


def printed(ref: str) -> Mapping[str, Any]:
    """Return the values for the template, in the language of the moment. Raises NoSuchTicket."""
    one = held(ref)
    ride = one.ride
    return {
        "way": f"{name_of(ride.origin)} – {name_of(ride.target)}",
        "leaves_label": _("Yola düşür"),
        "leaves": f"{local(ride.leaves):%d.%m.%Y, %H:%M}",
        "seat_label": _("Yer"),
        "seat": one.seat,
        "qr": qr_svg(one.code) if one.code else "",
        "qr_label": _("Minikdə yoxlanılan QR kod"),
        "show": _("Minikdə göstərin"),
        "refund_title": _("Bileti qaytarmaq qaydası"),
        "refund": refund_terms(ride.route.id, local(now()).date()),
    }
