"""The office's register of carriers: search, an entry with its history, entering, changing, removing."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from webapp.carriers import wording
from webapp.carriers.asking import ask_taxpayer
from webapp.carriers.changing import changes_of
from webapp.carriers.entries import carrier_by_public_id
from webapp.carriers.errors import AlreadyRegistered, NoSuchCarrier
from webapp.carriers.forms import CarrierForm, NewCarrierForm, ReasonForm
from webapp.carriers.listing import Wanted, entry, find, operators, suspensions, waiting
from webapp.carriers.permissions import DECIDE, KEEP, SEE
from webapp.carriers.queries import held_by_party
from webapp.carriers.registering import Told, change, register, remove
from webapp.carriers.rules import CarrierStanding
from webapp.carriers.views import office_pages
from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.core.transaction import transaction
from webapp.ehis.api import source_name
from webapp.ehis.errors import NotInRegister, SeveralInRegister
from webapp.ui.access import no_transaction, requires
from webapp.ui.rendering import redirect_to, render


@office_pages.get("")
@requires(SEE)
def index() -> str:
    """Search the register by VÖEN, name and standing; what waits for a second person stands first."""
    standing = request.args.get("standing", "")
    wanted = Wanted(request.args.get("q", "").strip()[:100], standing if standing in set(CarrierStanding) else "")
    found = find(wanted, after=request.args.get("after"))
    shown = {"wanted": wanted, "found": found, "waiting": waiting(), "may_keep": current_actor().has(KEEP.code)}
    return render("carriers/office_list.html", wording=wording, **shown)


@office_pages.get("/new")
@requires(KEEP)
def new() -> str:
    """Ask whom to enter."""
    return _form(NewCarrierForm(formdata=None))


@office_pages.post("/new")
@no_transaction
@requires(KEEP)
def create() -> ResponseReturnValue:
    """Ask the taxpayers' register and enter the carrier."""
    form, actor = NewCarrierForm(), current_actor()
    if form.validate():
        try:
            found = ask_taxpayer(form.voen.data or "", asked_by=actor.fin or "")
            with transaction():
                public_id = register(*found, _told(form), actor=actor).public_id
            return redirect_to(".show", public_id=public_id, notice=_("Daşıyıcı reyestrə daxil edildi."))
        except (NotInRegister, SeveralInRegister, AlreadyRegistered) as error:
            form.voen.errors = [str(error)]
    return _form(form), 422


@office_pages.get("/<public_id>")
@requires(SEE)
def show(public_id: str) -> str:
    """Show an entry: facts, fleet, suspensions, operators, every change."""
    return carrier_page(public_id)


@office_pages.get("/<public_id>/change")
@requires(KEEP)
def edit(public_id: str) -> str:
    """Show what may be changed."""
    row = entry(public_id)
    data = {"version": row.version, "activities": row.activities, "basis": row.basis}
    return _form(CarrierForm(formdata=None, data=data), public_id)


@office_pages.post("/<public_id>/change")
@requires(KEEP)
def save(public_id: str) -> ResponseReturnValue:
    """Change an entry."""
    form = CarrierForm()
    if not form.validate():
        entry(public_id)
        return _form(form, public_id), 422
    change(public_id, _told(form), seen=form.version.seen, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Dəyişiklik saxlanıldı."))


@office_pages.post("/<public_id>/remove")
@requires(DECIDE)
def take_out(public_id: str) -> ResponseReturnValue:
    """Take the carrier out of the register, with the reason."""
    form = ReasonForm()
    if not form.validate():
        return carrier_page(public_id, reason=form), 422
    remove(public_id, form.reason.data or "", actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Daşıyıcı reyestrdən çıxarıldı."))


def carrier_page(public_id: str, **forms: Any) -> str:
    """Return the page of an entry, with a form that was refused. Raises NoSuchCarrier."""
    row, found, actor = entry(public_id), carrier_by_public_id(public_id), current_actor()
    if found is None:
        raise NoSuchCarrier
    shown = {
        "row": row,
        "carrier": found,
        "held": held_by_party(row.party_id),
        "suspensions": suspensions(row.id),
        "operators": operators([row.id]),
        "changes": changes_of("carrier", row.id),
        "may_keep": actor.has(KEEP.code) and row.removed_on is None,
        "may_decide": actor.has(DECIDE.code),
        "actor": actor,
        "reason": ReasonForm(formdata=None),
    }
    return render("carriers/office_carrier.html", wording=wording, source_name=source_name, **{**shown, **forms})


def _told(form: CarrierForm) -> Told:
    return Told(activities=form.activities.data or [], basis=form.basis.data or "")


def _form(form: CarrierForm, public_id: str | None = None) -> str:
    back = url_for("carriers_office.show", public_id=public_id) if public_id else url_for("carriers_office.index")
    return render("carriers/office_form.html", form=form, back=back, new=public_id is None)
