"""Extracts of one's own record: ordered, waited for, taken."""

from typing import Any

from flask import Response, url_for

from webapp.civil_service.errors import NoSuchExtract
from webapp.civil_service.exchange_tables import ServiceExtract
from webapp.civil_service.extracting import extract, order_extract
from webapp.civil_service.jobs import seal_extract
from webapp.civil_service.permissions import OWN
from webapp.civil_service.queries import own_servant
from webapp.civil_service.views.blueprint import own_pages
from webapp.civil_service.views.own import own_record
from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.documents import api as documents
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@own_pages.post("/extracts")
@requires(OWN)
def order() -> Any:
    """Order an extract: nothing is paid for it (4.4). Two clicks are one order."""
    servant = own_record()
    row = order_extract(servant, actor=current_actor())
    seal_extract.defer(once=row.public_id, extract_id=row.public_id)
    return redirect_to(".extract_page", public_id=row.public_id, notice=_("Çıxarış hazırlanır."))


@own_pages.get("/extracts/<public_id>")
@requires(OWN)
def extract_page(public_id: str) -> str:
    """Show one extract: while it is made, then with its file and its code."""
    here, file = url_for(".extract_page", public_id=public_id), url_for(".extract_pdf", public_id=public_id)
    return shown_extract(_own_extract(public_id), here=here, file=file, back=(url_for(".own"), _("Qulluq qeydim")))


@own_pages.get("/extracts/<public_id>/pdf")
@requires(OWN)
def extract_pdf(public_id: str) -> Response:
    """Send the sealed extract. Raises NoSuchExtract while it is made."""
    return extract_file(_own_extract(public_id))


def shown_extract(row: ServiceExtract, *, here: str, file: str, back: tuple[str, str]) -> str:
    """Return the page of an extract, at its addresses for who looks: the servant, or the people of the body."""
    address = documents.verification_url(row.document_token) if row.document_token else None
    code = documents.qr_svg(address) if address else None
    return render(
        "civil_service/extract.html", extract=row, address=address, code=code, here=here, file=file, back=back
    )


def extract_file(row: ServiceExtract) -> Response:
    """Return the sealed extract as a file. Raises NoSuchExtract while it is made."""
    if row.document_token is None:
        raise NoSuchExtract
    headers = {"Content-Disposition": f'attachment; filename="{row.number}.pdf"'}
    return Response(documents.pdf(row.document_token, 1), mimetype="application/pdf", headers=headers)


def _own_extract(public_id: str) -> ServiceExtract:
    """Return one of one's own extracts. Raises NoSuchExtract: another person's, too."""
    row, servant = extract(public_id), own_servant(current_actor())
    if servant is None or row.servant_id != servant.id:
        raise NoSuchExtract
    return row
