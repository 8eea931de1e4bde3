"""Pages: the fleet of whom one acts for, each vehicle and driver, and the request to read the registers anew."""

from typing import Final

from flask import make_response
from flask.typing import ResponseReturnValue

from webapp.audit.api import record_view
from webapp.carriers.permissions import FLEET_REFRESH, FLEET_VIEW
from webapp.carriers.queries import driver_by_public_id, held_by_public_id, last_refresh
from webapp.carriers.services import refresh_fleet_of
from webapp.carriers.views import carriers
from webapp.carriers.views.pages import driver_page, fleet_page, vehicle_page
from webapp.core.actor import current_actor
from webapp.core.errors import NotFound
from webapp.core.text import _, _l
from webapp.ui.access import requires
from webapp.ui.htmx import is_fragment
from webapp.ui.rendering import redirect_to

STOP_ASKING: Final = 286


@carriers.get("")
@requires(FLEET_VIEW)
def fleet() -> ResponseReturnValue:
    """Show vehicles and drivers with the terms of their papers; the page asks again while the registers are read."""
    state = last_refresh(current_actor().party_id or 0)
    page = fleet_page()
    waiting = state is not None and state.is_open
    return make_response(page, STOP_ASKING if is_fragment() and not waiting else 200)


@carriers.get("/vehicles/<public_id>")
@requires(FLEET_VIEW)
def vehicle(public_id: str) -> str:
    """Show one vehicle as the road police register gives it."""
    found = held_by_public_id(current_actor().party_id or 0, public_id)
    if found is None:
        raise NotFound
    return vehicle_page(found)


@carriers.get("/drivers/<public_id>")
@requires(FLEET_VIEW)
def driver(public_id: str) -> str:
    """Show one driver with the licence; the driver can see later who looked."""
    found = driver_by_public_id(current_actor().party_id or 0, public_id)
    if found is None:
        raise NotFound
    record_view(
        actor=current_actor(),
        subject_fin=found.account_fin,
        subject_name=found.name,
        object_type="fleet.driver",
        object_key=public_id,
        purpose=_l("İşəgötürən sürücünün vəsiqəsini yoxlayır"),
    )
    return driver_page(found)


@carriers.post("/refresh")
@requires(FLEET_REFRESH)
def refresh() -> ResponseReturnValue:
    """Have the registers asked; while they are being asked, say so instead of asking twice."""
    if refresh_fleet_of(current_actor().party_id, actor=current_actor()):
        return redirect_to(".fleet", notice=_("Reyestrlərə sorğu göndərildi. Cavab gələn kimi siyahı yenilənəcək."))
    return redirect_to(".fleet", notice=_("Sorğu artıq göndərilib, cavab gözlənilir."))
