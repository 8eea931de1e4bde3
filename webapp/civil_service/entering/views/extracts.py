"""A state body orders sealed extracts of its own servants' records, free of charge (list 4.3; charter 004, 4.4)."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from webapp.audit.api import record_view
from webapp.civil_service.entering.views.blueprint import personnel
from webapp.civil_service.entering.views.people import own_body
from webapp.civil_service.errors import NoSuchExtract
from webapp.civil_service.exchange_tables import ServiceExtract
from webapp.civil_service.extracting import extract, order_extract
from webapp.civil_service.jobs import seal_extract
from webapp.civil_service.permissions import ENTER, STAFF
from webapp.civil_service.queries import staff_servant
from webapp.civil_service.record_tables import Servant
from webapp.civil_service.views.extracts import extract_file, shown_extract
from webapp.core.actor import current_actor
from webapp.core.text import _, _l
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to

PURPOSE = _l("Dövlət orqanının sifarişi ilə reyestrdən çıxarış")


@personnel.post("/<public_id>/extracts")
@requires(STAFF, ENTER)
def order_of(public_id: str) -> ResponseReturnValue:
    """Order an extract of a servant of the body. Two clicks are one order."""
    own_body()
    row = order_extract(staff_servant(public_id, current_actor()), actor=current_actor())
    seal_extract.defer(once=row.public_id, extract_id=row.public_id)
    return redirect_to(".extract_of", public_id=public_id, number=row.public_id, notice=_("Çıxarış hazırlanır."))


@personnel.get("/<public_id>/extracts/<number>")
@requires(STAFF, ENTER)
def extract_of(public_id: str, number: str) -> str:
    """Show an extract: while it is made, then with its file and its code."""
    servant, row = _extract(public_id, number)
    return shown_extract(
        row,
        here=url_for(".extract_of", public_id=public_id, number=number),
        file=url_for(".extract_of_pdf", public_id=public_id, number=number),
        back=(url_for(".servant", public_id=public_id), servant.full_name),
    )


@personnel.get("/<public_id>/extracts/<number>/pdf")
@requires(STAFF, ENTER)
def extract_of_pdf(public_id: str, number: str) -> Response:
    """Send the sealed extract; the servant reads that it was taken."""
    servant, row = _extract(public_id, number)
    kept = {"object_type": "service_record", "object_key": servant.public_id, "purpose": PURPOSE}
    record_view(actor=current_actor(), subject_fin=servant.fin, subject_name=servant.full_name, **kept)
    return extract_file(row)


def _extract(public_id: str, number: str) -> tuple[Servant, ServiceExtract]:
    """Return a servant of the body with an extract of that record. Raises NoSuchServant, NoSuchExtract."""
    own_body()
    servant, row = staff_servant(public_id, current_actor()), extract(number)
    if row.servant_id != servant.id:
        raise NoSuchExtract
    return servant, row
