"""The check at the door: its page that works without a network, the list that it takes along, the devices."""

import base64
import binascii
from typing import Any

from flask import Response, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.text import _
from webapp.tickets.boarding.devices import devices_of, register, revoke
from webapp.tickets.boarding.errors import BatchWrong
from webapp.tickets.boarding.passengers import trip_file
from webapp.tickets.boarding.verdicts import CLASHES
from webapp.tickets.forms import NumberForm
from webapp.tickets.permissions import CHECK_IN, TRIPS
from webapp.tickets.queries import own_trip
from webapp.tickets.views.blueprint import carrier_pages
from webapp.tickets.views.trip_lines import keep_look, line_of_route
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

AGENT_LETTERS = 40


@carrier_pages.get("/<number>/door")
@requires(CHECK_IN)
def door(number: str) -> str:
    """Show the check at the door; without scripts its form is the one of the list."""
    trip, route = own_trip(number, current_actor())
    return render(
        "tickets/door.html",
        trip=trip,
        way=line_of_route(route),
        form=NumberForm(formdata=None),
        owner=_owner(),
        device_name=_device_name(),
        clashes=CLASHES,
    )


@carrier_pages.get("/<number>/door.json")
@requires(CHECK_IN)
def door_file(number: str) -> Response:
    """Give what a device takes along; that the buyers' data were seen is kept for them."""
    trip, _route = own_trip(number, current_actor())
    keep_look(trip)
    return jsonify(trip_file(trip))


@carrier_pages.get("/devices")
@requires(TRIPS, CHECK_IN)
def devices() -> str:
    """Show the devices that check tickets for the carrier, or one's own."""
    return render("tickets/devices.html", devices=devices_of(current_actor()), moment=now())


@carrier_pages.post("/devices")
@requires(CHECK_IN)
def register_device() -> ResponseReturnValue:
    """Register the device at hand with its public key; a page of ours asks, with JSON."""
    asked = request.get_json(silent=True)
    known: dict[str, Any] = asked if isinstance(asked, dict) else {}
    name, key = known.get("name"), known.get("public_key")
    if not isinstance(name, str) or not isinstance(key, str):
        raise BatchWrong
    try:
        point = base64.b64decode(key, validate=True)
        name.encode()
    except (binascii.Error, ValueError):
        raise BatchWrong from None
    device = register(name, point, actor=current_actor())
    return jsonify({"device": device.public_id, "expires_at": device.expires_at.isoformat()}), 201


@carrier_pages.post("/devices/<public_id>/revoke")
@requires(TRIPS, CHECK_IN)
def revoke_device(public_id: str) -> ResponseReturnValue:
    """End a device: what it sees from now on is marked."""
    revoke(public_id, actor=current_actor())
    return redirect_to(".devices", notice=_("Cihazın hüququ alındı."))


def _owner() -> str:
    """Return by what the page knows whose lists a device keeps: it tells nothing of the person."""
    actor = current_actor()
    return blind_index(f"{actor.account_id}:{actor.party_id}", purpose="door-owner").hex()[:16]


def _device_name() -> str:
    """Return how a device is called in the carrier's list: what kind of phone it says it is."""
    agent = request.user_agent.string
    inside = agent.partition("(")[2].partition(")")[0].split(";")
    return ", ".join(part.strip() for part in inside[:2])[:AGENT_LETTERS] or url_for(".index")
