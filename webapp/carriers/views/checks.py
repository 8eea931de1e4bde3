"""Checks by a button: written into the journal first, asked outside any transaction, shown on the page they came from."""

from collections.abc import Callable
from typing import Final

from webapp.carriers import checking
from webapp.carriers.checking import Outcome
from webapp.carriers.forms import CrossingsForm, InsurancesForm
from webapp.carriers.permissions import FLEET_REFRESH
from webapp.carriers.services import begin_carrier_check, begin_driver_check, begin_vehicle_check
from webapp.carriers.values import Driver
from webapp.carriers.views import carriers
from webapp.carriers.views.pages import driver_page, fleet_page, vehicle_page
from webapp.core.actor import current_actor
from webapp.core.transaction import transaction
from webapp.ui.access import no_transaction, requires

OF_DRIVER: Final[dict[str, Callable[[Driver, str, str], Outcome]]] = {
    "training": lambda driver, _voen, fin: checking.training(driver, asked_by=fin),
    "medical": lambda driver, _voen, fin: checking.medical(driver, asked_by=fin),
    "employment": lambda driver, voen, fin: checking.employment(driver, voen, asked_by=fin),
}


@carriers.post("/vehicles/<public_id>/<any(crossings, insurances, inspection, powers):what>")
@no_transaction
@requires(FLEET_REFRESH)
def check_vehicle(public_id: str, what: str) -> str | tuple[str, int]:
    """Show crossings of the border, the three insurances, the last inspection, or who may drive by power of attorney."""
    chosen = {"crossings": CrossingsForm, "insurances": InsurancesForm}.get(what)
    form = chosen() if chosen else None
    held, voen = begin_vehicle_check(public_id, what, actor=current_actor())
    vehicle, fin = held.vehicle, current_actor().fin or ""
    if form is not None and not form.validate():
        return vehicle_page(held, chosen=form), 422
    if isinstance(form, CrossingsForm):
        outcome = checking.crossings(vehicle, form.days.data, asked_by=fin)
    elif isinstance(form, InsurancesForm):
        outcome = checking.insurances(vehicle, voen, within_settlement=form.within_settlement.data, asked_by=fin)
    elif what == "inspection":
        outcome = checking.inspection(vehicle, asked_by=fin)
    else:
        outcome = checking.powers(vehicle, voen, asked_by=fin)
    return vehicle_page(held, outcome=outcome, chosen=form)


@carriers.post("/drivers/<public_id>/<any(training, medical, employment):what>")
@no_transaction
@requires(FLEET_REFRESH)
def check_driver(public_id: str, what: str) -> str:
    """Show what the driver was trained for, the last medical examination, or whether the carrier employs the driver."""
    driver, voen = begin_driver_check(public_id, what, actor=current_actor())
    return driver_page(driver, outcome=OF_DRIVER[what](driver, voen, current_actor().fin or ""))


@carriers.post("/<any(debts, uses):what>")
@no_transaction
@requires(FLEET_REFRESH)
def check_carrier(what: str) -> str:
    """Show whether the carrier has debts (yes or no, never how much), or which vehicles it leases or uses."""
    voen = begin_carrier_check(what, actor=current_actor())
    ask = checking.debts if what == "debts" else checking.uses
    outcome = ask(voen, asked_by=current_actor().fin or "")
    with transaction(read_only=True):
        return fleet_page(outcome=outcome)
