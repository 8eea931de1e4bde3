"""Pages of phones' keys: one's own under /cabinet/phones, anybody's for the office."""

import base64
import binascii
import re
from typing import Any, Final

from flask import Blueprint, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.core.actor import current_actor
from webapp.core.azerbaijani import normal_fin
from webapp.core.clock import now
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import _, _l
from webapp.signing.devices.errors import KeyWrong
from webapp.signing.devices.forms import PersonForm
from webapp.signing.devices.keys import keys_of, keys_of_person, register, revoke
from webapp.signing.devices.owners import owner_of
from webapp.signing.permissions import DEVICES
from webapp.ui.access import in_any_role, requires
from webapp.ui.rendering import redirect_to, render

BACK: Final = re.compile(r"/cabinet(/[a-z-]+)*")
AGENT_LETTERS: Final = 40

phones: Final = Blueprint("phones", __name__, url_prefix="/cabinet/phones", template_folder="../templates")
phones_office: Final = Blueprint("phones_office", __name__, url_prefix="/office/phones", template_folder="../templates")


@phones.get("")
@requires(SIGNED_IN)
def index() -> str:
    """Show one's own phones."""
    account_id = current_actor().account_id or 0
    return render("signing/phones.html", phones=keys_of(account_id), moment=now())


@phones.get("/new")
@requires(SIGNED_IN, step_up=True)
def new() -> str:
    """Make a key in the phone at hand, once the person has proved anew who they are."""
    back = request.args.get("back", "")
    back = back if BACK.fullmatch(back) else url_for(".index")
    return render("signing/phone_new.html", back=back, owner=owner_of(current_actor()), phone_name=_phone_name())


@phones.post("")
@in_any_role
@requires(SIGNED_IN, step_up=True)
def add() -> ResponseReturnValue:
    """Register the phone at hand with its public key; the page before asks, with JSON."""
    asked = request.get_json(silent=True)
    known: dict[str, Any] = asked if isinstance(asked, dict) else {}
    name, key = known.get("name"), known.get("public_key")
    if not isinstance(name, str) or not isinstance(key, str):
        raise KeyWrong
    try:
        point = base64.b64decode(key, validate=True)
        name.encode()
    except (binascii.Error, ValueError):
        raise KeyWrong from None
    made = register(name, point, actor=current_actor())
    return jsonify({"device": made.public_id, "expires_at": made.expires_at.isoformat()}), 201


@phones.post("/<public_id>/revoke")
@requires(SIGNED_IN)
def end(public_id: str) -> Response:
    """End one's own phone: nothing that it signs later counts."""
    revoke(public_id, actor=current_actor())
    return redirect_to(".index", notice=_("Telefonun hüququ alındı. Onun imzası daha qəbul edilmir."))


@phones_office.get("")
@requires(DEVICES)
def look() -> str:
    """Ask whose phones."""
    return render("signing/phones_office.html", form=PersonForm(), phones=None, moment=now())


@phones_office.post("")
@requires(DEVICES)
def found() -> ResponseReturnValue:
    """Show a person's phones; the number is sent, never part of an address."""
    form = PersonForm()
    fin = normal_fin(form.fin.data or "") if form.validate() else None
    if fin is None and not form.fin.errors:
        form.fin.errors = [str(_l("FİN 7 işarədən ibarətdir."))]
    shown = keys_of_person(fin, actor=current_actor()) if fin else None
    page = render("signing/phones_office.html", form=form, phones=shown, moment=now())
    return page if fin else (page, 422)


@phones_office.post("/<public_id>/revoke")
@requires(DEVICES)
def end_for_person(public_id: str) -> Response:
    """End a phone that was lost or is misused."""
    revoke(public_id, actor=current_actor())
    return redirect_to(".look", notice=_("Telefonun hüququ alındı. Onun imzası daha qəbul edilmir."))


def _phone_name() -> str:
    """Return how a phone is called in its owner's list: what it says it is."""
    inside = request.user_agent.string.partition("(")[2].partition(")")[0].split(";")
    return ", ".join(part.strip() for part in inside[:2])[:AGENT_LETTERS]
