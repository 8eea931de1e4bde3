"""The three pages, drawn in the same way after a look and after a check."""

from typing import Any, Final

from flask import request

from webapp.carriers import wording
from webapp.carriers.cards import more_terms, term_titles
from webapp.carriers.checking import Outcome
from webapp.carriers.entries import carrier_of_party
from webapp.carriers.expiring import FIRST, PAGE, driver_line, shelve, vehicle_line
from webapp.carriers.forms import AssignForm, CrossingsForm, InsurancesForm, PowerForm
from webapp.carriers.permissions import FLEET_ASSIGN, FLEET_REFRESH
from webapp.carriers.queries import (
    assignments_of_party,
    drivers_of_party,
    held_by_party,
    last_refresh,
    plates_of_vin,
)
from webapp.carriers.values import Driver, Held
from webapp.core.actor import current_actor
from webapp.core.azerbaijani import mask
from webapp.core.clock import today
from webapp.core.transaction import in_transaction, transaction
from webapp.ehis.api import source_name
from webapp.ui.forms import Form
from webapp.ui.rendering import render

WORDS: Final = {"wording": wording, "source_name": source_name, "mask": mask}
LISTS: Final = ("vehicles", "drivers")


def fleet_page(*, outcome: Outcome | None = None, power: PowerForm | None = None) -> str:
    """Return the page of the fleet, inside a transaction: both lists, or one of them page by page, as the address says."""
    party_id, day = current_actor().party_id or 0, today()
    asked = {name: request.args.get(name, "")[:60] for name in ("q", "term", "show", "after")}
    show = asked["show"] if asked["show"] in LISTS else ""
    more = more_terms(party_id)
    vehicles = [vehicle_line(one, day, more.get(one.vehicle.vin, ())) for one in held_by_party(party_id)]
    drivers = [driver_line(one, day) for one in drivers_of_party(party_id)]
    narrowed: dict[str, Any] = {"q": asked["q"], "band": asked["term"], "size": PAGE if show else FIRST}
    shelves = {
        name: shelve(lines, **narrowed, after=asked["after"] if show else "")
        for name, lines in (("vehicles", vehicles), ("drivers", drivers))
    }
    return render(
        "carriers/fleet.html",
        shelves=shelves,
        asked=asked,
        show=show,
        refresh=last_refresh(party_id),
        entry=carrier_of_party(party_id),
        titles={**wording.PAPERS, **term_titles()},
        outcome=outcome,
        power=power or PowerForm(formdata=None),
        **_rights(),
    )


def vehicle_page(held: Held, *, outcome: Outcome | None = None, chosen: Form | None = None) -> str:
    """Return the page of a vehicle, with what came of a check."""
    beside = _beside(held) if in_transaction() else None
    if beside is None:
        with transaction(read_only=True):
            beside = _beside(held)
    return render(
        "carriers/vehicle.html",
        held=held,
        vehicle=held.vehicle,
        outcome=outcome,
        period=chosen if isinstance(chosen, CrossingsForm) else CrossingsForm(formdata=None),
        carriage=chosen if isinstance(chosen, InsurancesForm) else InsurancesForm(formdata=None),
        **beside,
        **_rights(),
    )


def driver_page(driver: Driver, *, outcome: Outcome | None = None) -> str:
    """Return the page of a driver, with what came of a check."""
    return render("carriers/driver.html", driver=driver, outcome=outcome, **_rights())


def _beside(held: Held) -> dict[str, Any]:
    """Return what stands beside a vehicle: its plates, its drivers, the drivers that it may be given to."""
    party_id = current_actor().party_id or 0
    given = [one for one in assignments_of_party(party_id) if one.vin == held.vehicle.vin]
    taken = {one.driver for one in given}
    form = AssignForm(formdata=None)
    form.offer([(one.public_id, one.name) for one in drivers_of_party(party_id) if one.public_id not in taken])
    return {"plates": plates_of_vin(held.vehicle.vin), "given": given, "assigning": form}


def _rights() -> dict[str, Any]:
    actor = current_actor()
    may = {"may_refresh": actor.has(FLEET_REFRESH.code), "may_assign": actor.has(FLEET_ASSIGN.code)}
    return {**may, **WORDS, "form": Form()}
