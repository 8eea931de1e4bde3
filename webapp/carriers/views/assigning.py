"""What the carrier arranges itself: who may drive which vehicle, vehicles by power of attorney."""

from flask.typing import ResponseReturnValue

from webapp.carriers.asking import power_of_act, power_told
from webapp.carriers.assigning import add_by_power, assign, release
from webapp.carriers.errors import AlreadyAssigned, AlreadyHeld, NotForYou
from webapp.carriers.forms import AssignForm, PowerForm
from webapp.carriers.keeping import Told
from webapp.carriers.permissions import FLEET_ASSIGN, FLEET_REFRESH
from webapp.carriers.services import begin_carrier_check
from webapp.carriers.views import carriers
from webapp.carriers.views.pages import fleet_page
from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.core.transaction import transaction
from webapp.ehis.api import PowerOfAttorney
from webapp.ui.access import no_transaction, requires
from webapp.ui.rendering import redirect_to


@carriers.post("/vehicles/<public_id>/assign")
@requires(FLEET_ASSIGN)
def give(public_id: str) -> ResponseReturnValue:
    """Let a driver drive the vehicle; without a choice, or a second time, nothing changes."""
    form = AssignForm()
    if not form.driver.data:
        return redirect_to(".vehicle", public_id=public_id, notice=_("Sürücünü seçin."))
    try:
        assign(public_id, form.driver.data, actor=current_actor())
    except AlreadyAssigned as error:
        return redirect_to(".vehicle", public_id=public_id, notice=str(error))
    return redirect_to(".vehicle", public_id=public_id, notice=_("Sürücü təhkim edildi."))


@carriers.post("/vehicles/<public_id>/release/<driver_id>")
@requires(FLEET_ASSIGN)
def take(public_id: str, driver_id: str) -> ResponseReturnValue:
    """End that a driver may drive the vehicle."""
    release(public_id, driver_id, actor=current_actor())
    return redirect_to(".vehicle", public_id=public_id, notice=_("Sürücünün təhkimi ləğv edildi."))


@carriers.post("/power")
@no_transaction
@requires(FLEET_ASSIGN, FLEET_REFRESH)
def power() -> ResponseReturnValue:
    """Ask the notaries' system for a power of attorney by its bar code or its act, and add the vehicle that it is for."""
    form, actor = PowerForm(), current_actor()
    if form.validate():
        begin_carrier_check("power", actor=actor)
        found = _asked(form, actor.fin or "")
        try:
            with transaction():
                add_by_power(found, actor=actor)
            return redirect_to(".fleet", notice=_("Nəqliyyat vasitəsi parka əlavə edildi."))
        except NotForYou as error:
            form.accept(error)
        except AlreadyHeld as error:
            form.barcode.errors = [str(error)]
    with transaction(read_only=True):
        return fleet_page(power=form), 422


def _asked(form: PowerForm, asked_by: str) -> tuple[PowerOfAttorney, Told] | None:
    if form.barcode.data or form.given_on.data is None:
        return power_told(form.barcode.data or "", asked_by=asked_by)
    return power_of_act(form.number.data or "", form.given_on.data, asked_by=asked_by)
