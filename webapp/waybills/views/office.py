"""The roadside inspector: a waybill by number or plate; each look is kept and shown to the driver concerned."""

from flask import Response, request

from webapp.audit.api import record_view
from webapp.core.actor import current_actor
from webapp.core.text import _l
from webapp.ui.access import requires
from webapp.ui.rendering import render
from webapp.waybills.content_json import content_from_json
from webapp.waybills.errors import NoSuchWaybill
from webapp.waybills.models import Waybill
from webapp.waybills.permissions import WAYBILLS_INSPECT
from webapp.waybills.queries import inspected, waybill_by_public_id
from webapp.waybills.rules import State
from webapp.waybills.views.blueprint import office
from webapp.waybills.views.cards import cards
from webapp.waybills.views.show import pdf_of, shown


@office.get("")
@requires(WAYBILLS_INSPECT)
def search() -> str:
    """Find by number or plate."""
    typed = request.args.get("q", "").strip()
    return render("waybills/office_search.html", typed=typed, cards=cards(inspected(typed), "waybills_office.look"))


@office.get("/<public_id>")
@requires(WAYBILLS_INSPECT)
def look(public_id: str) -> str:
    """Show a waybill to the inspector; the driver sees later who looked and why."""
    waybill = _inspectable(public_id)
    if waybill.driver_fin:
        record_view(
            actor=current_actor(),
            subject_fin=waybill.driver_fin,
            subject_name=content_from_json(waybill.content).driver.name,
            object_type="waybill",
            object_key=public_id,
            purpose=_l("Yolda yük qaiməsinin yoxlanılması"),
        )
    return render("waybills/office_look.html", **shown(waybill))


@office.get("/<public_id>/pdf/<int:n>")
@requires(WAYBILLS_INSPECT)
def pdf(public_id: str, n: int) -> Response:
    """Send a version of the document to the inspector."""
    return pdf_of(_inspectable(public_id), n)


def _inspectable(public_id: str) -> Waybill:
    """Return the waybill unless it is a draft, which nobody but its parties may see. Raises NoSuchWaybill."""
    waybill = waybill_by_public_id(public_id)
    if waybill is None or State(waybill.state) is State.DRAFT:
        raise NoSuchWaybill
    return waybill
