"""The three pages, drawn in the same way after a look and after a check."""

from typing import Final

from webapp.carriers import wording
from webapp.carriers.checking import Outcome
from webapp.carriers.forms import CrossingsForm, InsurancesForm
from webapp.carriers.permissions import FLEET_REFRESH
from webapp.carriers.values import Driver, RefreshState, Vehicle
from webapp.core.actor import current_actor
from webapp.core.azerbaijani import mask
from webapp.ehis.api import source_name
from webapp.ui.forms import Form
from webapp.ui.rendering import render

WORDS: Final = {"wording": wording, "source_name": source_name, "mask": mask}


def fleet_page(
    vehicles: list[Vehicle], drivers: list[Driver], refresh: RefreshState | None, *, outcome: Outcome | None = None
) -> str:
    """Return the page of the fleet, with what came of a check of the carrier."""
    return render(
        "carriers/fleet.html",
        vehicles=vehicles,
        drivers=drivers,
        refresh=refresh,
        outcome=outcome,
        may_refresh=_may_ask(),
        form=Form(),
        **WORDS,
    )


def vehicle_page(
    vehicle: Vehicle,
    *,
    outcome: Outcome | None = None,
    period: CrossingsForm | None = None,
    carriage: InsurancesForm | None = None,
) -> str:
    """Return the page of a vehicle, with what came of a check."""
    return render(
        "carriers/vehicle.html",
        vehicle=vehicle,
        outcome=outcome,
        may_refresh=_may_ask(),
        form=Form(),
        period=period or CrossingsForm(),
        carriage=carriage or InsurancesForm(),
        **WORDS,
    )


def driver_page(driver: Driver, *, outcome: Outcome | None = None) -> str:
    """Return the page of a driver, with what came of a check."""
    return render("carriers/driver.html", driver=driver, outcome=outcome, may_refresh=_may_ask(), form=Form(), **WORDS)


def _may_ask() -> bool:
    return current_actor().has(FLEET_REFRESH.code)
