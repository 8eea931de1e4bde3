"""For devices: the signed lists for anybody, and what devices at the door send under the signature of their key."""

import base64
import binascii

from flask import Response, jsonify, request

from webapp.core.clock import now
from webapp.tickets.boarding.batch import read_batch
from webapp.tickets.boarding.devices import proved
from webapp.tickets.boarding.errors import DeviceUnproved
from webapp.tickets.boarding.published import endings_as_json, instant_in, keys_as_json
from webapp.tickets.boarding.syncing import summary, take
from webapp.tickets.views.blueprint import machine_pages
from webapp.ui.access import accepts_body, machine, public

LONGEST_BATCH = 256 * 1024


@machine_pages.after_request
def never_kept(response: Response) -> Response:
    """Keep answers out of every cache: they bear their own instant."""
    response.headers["Cache-Control"] = "no-store"
    return response


@machine_pages.get("/tickets/keys")
@public
def keys() -> Response:
    """Answer the public keys of ticket codes, dated and signed."""
    return jsonify(keys_as_json())


@machine_pages.get("/tickets/endings")
@public
def endings() -> Response:
    """Answer the signed list of tickets that ended though their time is not over; `since` an instant only what is new."""
    return jsonify(endings_as_json(instant_in(request.args.get("since", ""))))


@machine_pages.post("/door/batches")
@accepts_body(LONGEST_BATCH)
@machine
def batches() -> Response:
    """Take what a device saw. Its session may be over: the key that it was registered with signs the body."""
    received, body = now(), request.get_data()
    try:
        signature = base64.b64decode(request.headers.get("X-Signature", ""), validate=True)
    except (binascii.Error, ValueError):
        raise DeviceUnproved from None
    device = proved(request.headers.get("X-Device", "").replace("\0", ""), signature, body)
    answers = take(device, read_batch(body, received), received)
    return jsonify({"answers": summary(answers), "received_at": received.isoformat()})
