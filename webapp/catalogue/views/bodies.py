"""Bodies: the card that anybody sees with the body's services (11.2, 11.5.2), and the office's form for it."""

from flask.typing import ResponseReturnValue

from webapp.catalogue import wording
from webapp.catalogue.bodies import PARTS, dead, dead_addresses, holders_of, services_of, write_card
from webapp.catalogue.errors import NoSuchEntry
from webapp.catalogue.forms.office import CardForm
from webapp.catalogue.listing import Wanted, authorities, find_offers, number_typed
from webapp.catalogue.models import Authority
from webapp.catalogue.permissions import DECIDE, SEE
from webapp.catalogue.queries import authority
from webapp.catalogue.views.blueprint import office_pages, public_pages
from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.ui.access import public, requires
from webapp.ui.rendering import redirect_to, render


@public_pages.get("/authorities")
@public
def bodies() -> str:
    """List the authorities with how many services each has."""
    rows = authorities()
    return render("catalogue/authorities.html", rows=rows, total=sum(row.services for row in rows))


@public_pages.get("/authorities/<no>")
@public
def body(no: str) -> str:
    """Show a body: its address, contacts and site, and all its services."""
    found = _known(no)
    offers = find_offers(Wanted(authority=found.no), whole=True)
    entries = [row for row in services_of(found.no) if row.offer_code is None]
    shown = {"offers": offers, "entries": entries, "silent": dead(found.site), "wording": wording}
    return render("catalogue/body.html", body=found, **shown)


@office_pages.get("/bodies")
@requires(SEE)
def cards() -> str:
    """List the bodies with whether their cards were confirmed, and the addresses that do not answer."""
    silent = [(row, holders_of(row.address)) for row in dead_addresses()]
    rows = [(authority(row.no), row.services) for row in authorities()]
    return render("catalogue/cards.html", rows=rows, silent=silent, may_edit=current_actor().has(DECIDE.code))


@office_pages.get("/bodies/<no>")
@requires(DECIDE)
def edit_card(no: str) -> str:
    """Show the form of a body's card."""
    found = _known(no)
    return _page(found, CardForm(formdata=None, data={part: getattr(found, part) for part in PARTS}))


@office_pages.post("/bodies/<no>")
@requires(DECIDE)
def save_card(no: str) -> ResponseReturnValue:
    """Keep what the body gave."""
    found, form = _known(no), CardForm()
    if not form.validate():
        return _page(found, form), 422
    write_card(found.no, form.said, actor=current_actor())
    return redirect_to(".cards", notice=_("Orqanın kartı saxlanıldı."))


def _known(no: str) -> Authority:
    known = number_typed(no)
    if known is None:
        raise NoSuchEntry
    return authority(known)


def _page(found: Authority, form: CardForm) -> str:
    return render("catalogue/card.html", body=found, form=form)
