"""The blank form of a service, on screen and as a file, for anybody (Rules 7.1.1)."""

from typing import Any

from flask import Response

from webapp.catalogue.addresses import service_address
from webapp.catalogue.blank import BlankField, BlankForm, BlankSection
from webapp.catalogue.errors import NoSuchEntry
from webapp.catalogue.offer import ServiceOffer, offer_of
from webapp.catalogue.starting import starts
from webapp.catalogue.views.blueprint import public_pages
from webapp.core.text import _
from webapp.documents.api import frame, qr_svg, render_pdf
from webapp.ui.access import public
from webapp.ui.rendering import render

TEMPLATE = "catalogue/templates/catalogue/blank.typ"


@public_pages.get("/<code>/form")
@public
def blank(code: str) -> str:
    """Show every question of the form with its hint and its clause."""
    offer, form = _form(code)
    return render("catalogue/blank.html", offer=offer, form=form, starts=starts(offer))


@public_pages.get("/<code>/form.pdf")
@public
def blank_pdf(code: str) -> Response:
    """Give the same on paper, with room for the answers."""
    offer, form = _form(code)
    headers = {"Content-Disposition": f'attachment; filename="forma-{offer.code}.pdf"'}
    return Response(render_pdf(TEMPLATE, _paper(offer, form)), mimetype="application/pdf", headers=headers)


def _form(code: str) -> tuple[ServiceOffer, BlankForm]:
    offer = offer_of(code)
    if offer is None or offer.blank is None:
        raise NoSuchEntry
    return offer, offer.blank()


def _paper(offer: ServiceOffer, form: BlankForm) -> dict[str, Any]:
    """Return the data of the paper: not a document of anybody, so its code leads to the service, not to a check."""
    address = service_address(offer.code)
    around = frame("", title=offer.name, number=None, version=1, state=_("Boş forma"))
    around |= {"url": address, "qr": qr_svg(address)}
    around["labels"] |= {
        "version": _("Boş forma"),
        "scan": _("Xidmətin səhifəsi"),
        "qr": _("Xidmətin səhifəsinin QR kodu: %(address)s", address=address),
        "check": _("Müraciət bu ünvanda doldurulur və göndərilir:"),
    }
    return {
        "frame": around,
        "sections": [_section(one) for one in form.sections],
        "confirmations": [str(text) for text in form.confirmations],
        "confirm": _("Təsdiq"),
        "signed": _("Müraciət elektron imza ilə imzalanır.") if form.signed else "",
        "optional": _("istəyə görə"),
        "repeats": _("Hər biri üçün ayrıca doldurulur."),
    }


def _section(section: BlankSection) -> dict[str, Any]:
    told = [str(text) for text in (section.intro, section.note) if text]
    return {
        "title": str(section.title),
        "told": told,
        "repeats": section.repeats,
        "fields": [_field(one) for one in section.fields],
    }


def _field(field: BlankField) -> dict[str, Any]:
    return {
        "label": str(field.label),
        "answer": str(field.answer),
        "told": [str(text) for text in (field.hint, field.note) if text],
        "choices": [str(one) for one in field.choices],
        "basis": field.basis,
        "required": field.required,
    }
