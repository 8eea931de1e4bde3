"""What the paper of a ticket shows besides the facts of any issued document: its code, way, hour and seat, large."""

from collections.abc import Mapping
from typing import Any, Final

from webapp.core.clock import local
from webapp.core.text import Text, _, _l
from webapp.documents.api import qr_svg
from webapp.tickets.boarding.held import held
from webapp.timetable.api import name_of

TEMPLATE: Final = "tickets/templates/tickets/ticket.typ"
REFUND_LINE: Final[Text] = _l(
    "Bilet yola düşməyə 2 saatdan çox qalmış qaytarılanda qiymətindən əvvəlcədən satış haqqı, daha gec qaytarılanda bundan əlavə 15 faiz çıxılır."
)


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
        "refund": str(REFUND_LINE),
    }
