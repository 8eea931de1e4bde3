"""Checks by a button: written into the journal first, asked outside any transaction, shown on the page they came from."""

from webapp.carriers import checking
from webapp.carriers.forms import CrossingsForm, InsurancesForm
from webapp.carriers.permissions import FLEET_REFRESH
from webapp.carriers.queries import drivers_of_party, last_refresh, vehicles_of_party
from webapp.carriers.services import begin_carrier_check, begin_driver_check, begin_vehicle_check
from webapp.carriers.views import carriers
from webapp.carriers.views.pages import driver_page, fleet_page, vehicle_page
from webapp.core.actor import current_actor
from webapp.core.transaction import transaction
from webapp.ui.access import no_transaction, requires


@carriers.post("/vehicles/<public_id>/crossings")
@no_transaction
@requires(FLEET_REFRESH)
def check_crossings(public_id: str) -> str | tuple[str, int]:
    """Show where and when the vehicle crossed the state border."""
    form = CrossingsForm()
    vehicle, _voen = begin_vehicle_check(public_id, "crossings", actor=current_actor())
    if not form.validate():
        return vehicle_page(vehicle, period=form), 422
    outcome = checking.crossings(vehicle, form.days.data, asked_by=current_actor().fin or "")
    return vehicle_page(vehicle, outcome=outcome, period=form)


@carriers.post("/vehicles/<public_id>/insurances")
@no_transaction
@requires(FLEET_REFRESH)
def check_insurances(public_id: str) -> str | tuple[str, int]:
    """Show the three insurances, and which of them this vehicle needs."""
    form = InsurancesForm()
    vehicle, voen = begin_vehicle_check(public_id, "insurances", actor=current_actor())
    if not form.validate():
        return vehicle_page(vehicle, carriage=form), 422
    within = form.within_settlement.data
    outcome = checking.insurances(vehicle, voen, within_settlement=within, asked_by=current_actor().fin or "")
    return vehicle_page(vehicle, outcome=outcome, carriage=form)


@carriers.post("/vehicles/<public_id>/inspection")
@no_transaction
@requires(FLEET_REFRESH)
def check_inspection(public_id: str) -> str:
    """Show the last technical inspection."""
    vehicle, _voen = begin_vehicle_check(public_id, "inspection", actor=current_actor())
    return vehicle_page(vehicle, outcome=checking.inspection(vehicle, asked_by=current_actor().fin or ""))


@carriers.post("/vehicles/<public_id>/powers")
@no_transaction
@requires(FLEET_REFRESH)
def check_powers(public_id: str) -> str:
    """Show who may drive the vehicle by power of attorney, and until when."""
    vehicle, voen = begin_vehicle_check(public_id, "powers", actor=current_actor())
    return vehicle_page(vehicle, outcome=checking.powers(vehicle, voen, asked_by=current_actor().fin or ""))


@carriers.post("/drivers/<public_id>/training")
@no_transaction
@requires(FLEET_REFRESH)
def check_training(public_id: str) -> str:
    """Show what the driver was trained for."""
    driver, _voen = begin_driver_check(public_id, "training", actor=current_actor())
    return driver_page(driver, outcome=checking.training(driver, asked_by=current_actor().fin or ""))


@carriers.post("/drivers/<public_id>/medical")
@no_transaction
@requires(FLEET_REFRESH)
def check_medical(public_id: str) -> str:
    """Show the driver's last medical examination."""
    driver, _voen = begin_driver_check(public_id, "medical", actor=current_actor())
    return driver_page(driver, outcome=checking.medical(driver, asked_by=current_actor().fin or ""))


@carriers.post("/drivers/<public_id>/employment")
@no_transaction
@requires(FLEET_REFRESH)
def check_employment(public_id: str) -> str:
    """Show whether the carrier employs the driver."""
    driver, voen = begin_driver_check(public_id, "employment", actor=current_actor())
    return driver_page(driver, outcome=checking.employment(driver, voen, asked_by=current_actor().fin or ""))


@carriers.post("/debts")
@no_transaction
@requires(FLEET_REFRESH)
def check_debts() -> str:
    """Show whether the carrier has debts: yes or no, never how much."""
    voen = begin_carrier_check("debts", actor=current_actor())
    return _fleet(checking.debts(voen, asked_by=current_actor().fin or ""))


@carriers.post("/uses")
@no_transaction
@requires(FLEET_REFRESH)
def check_uses() -> str:
    """Show the vehicles that the carrier leases or uses."""
    voen = begin_carrier_check("uses", actor=current_actor())
    return _fleet(checking.uses(voen, asked_by=current_actor().fin or ""))


def _fleet(outcome: checking.Outcome) -> str:
    party_id = current_actor().party_id or 0
    with transaction(read_only=True):
        vehicles, drivers, refresh = vehicles_of_party(party_id), drivers_of_party(party_id), last_refresh(party_id)
    return fleet_page(vehicles, drivers, refresh, outcome=outcome)
