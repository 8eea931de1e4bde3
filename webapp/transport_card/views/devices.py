"""The office: validators registered with their keys, their taps, revocation."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.errors import Conflict, Invalid
from webapp.core.text import _
from webapp.timetable.api import city_routes
from webapp.transport_card import wording
from webapp.transport_card.forms import DeviceForm, ReasonForm, choices
from webapp.transport_card.list_signing import key_id, public_key
from webapp.transport_card.listing import device_by, devices, taps_of_device
from webapp.transport_card.permissions import MANAGE, SEE
from webapp.transport_card.services.devices import register, revoke
from webapp.transport_card.views.blueprint import office_pages
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@office_pages.get("/validators")
@requires(SEE)
def device_list() -> str:
    """List the validators; show the key by which they know our list of stopped cards."""
    routes = {one.id: one.number for one in city_routes()}
    return render("transport_card/devices.html", devices=devices(), routes=routes, key=public_key(), key_id=key_id())


@office_pages.get("/validators/new")
@requires(MANAGE)
def device_form() -> str:
    """Ask for a validator's code, bus, route and public key."""
    return render("transport_card/device_new.html", form=_form(filled=False))


@office_pages.post("/validators/new")
@requires(MANAGE, step_up=True)
def device_register() -> ResponseReturnValue:
    """Register a validator."""
    form = _form(filled=True)
    if not form.validate():
        return render("transport_card/device_new.html", form=form), 422
    try:
        found = register(
            form.code.data or "",
            key=form.key.data or "",
            vehicle=form.vehicle.data or "",
            route_id=int(form.route.data),
            actor=current_actor(),
        )
    except Invalid as error:
        form.key.errors = [str(error)]
        return render("transport_card/device_new.html", form=form), 422
    return redirect_to(".device", public_id=found.public_id, notice=_("Validator qeydiyyata alındı."))


@office_pages.get("/validators/<public_id>")
@requires(SEE)
def device(public_id: str) -> str:
    """Show a validator with its latest taps; they name no card."""
    return _page(public_id, ReasonForm(formdata=None))


@office_pages.post("/validators/<public_id>/revoke")
@requires(MANAGE, step_up=True)
def device_revoke(public_id: str) -> ResponseReturnValue:
    """Refuse a validator for good."""
    form = ReasonForm()
    if not form.validate():
        return _page(public_id, form), 422
    try:
        revoke(public_id, reason=form.reason.data or "", actor=current_actor())
    except Conflict as error:
        form.reason.errors = [str(error)]
        return _page(public_id, form), error.status
    return redirect_to(".device", public_id=public_id, notice=_("Validatorun qeydiyyatı ləğv edildi."))


def _page(public_id: str, form: ReasonForm) -> str:
    found = device_by(public_id)
    page = taps_of_device(found, after=request.args.get("after"), before=request.args.get("before"))
    routes = {one.id: one.number for one in city_routes()}
    return render(
        "transport_card/device.html", device=found, page=page, routes=routes, form=form, reasons=wording.REASONS
    )


def _form(*, filled: bool) -> DeviceForm:
    form = DeviceForm() if filled else DeviceForm(formdata=None)
    form.route.choices = choices([(str(one.id), one.number) for one in city_routes()])
    return form
