"""Devices that may be woken: taken when the person tapped and the browser agreed, given up by a tap."""

from typing import cast

from flask import current_app, request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import _
from webapp.notifications.errors import NotADevice
from webapp.notifications.forms import LONGEST_NAME
from webapp.notifications.push.devices import Subscription, give_up, subscribe
from webapp.notifications.views.blueprint import notifications
from webapp.ui.access import in_any_role, requires
from webapp.ui.forms import clean_line
from webapp.ui.portal import Portal
from webapp.ui.rendering import redirect_to


@notifications.post("/cabinet/notices/devices")
@in_any_role
@requires(SIGNED_IN)
def add_device() -> ResponseReturnValue:
    """Take what the browser gave the script: the address of its push service and its keys."""
    names = ("endpoint", "p256dh", "auth")
    given = {name: request.form.get(name, "") for name in names}
    if not all(given.values()):
        raise NotADevice
    name = str(clean_line(request.form.get("name", "")))[:LONGEST_NAME] or _("Brauzer")
    settings = cast("Portal", current_app).settings
    subscribe(Subscription(**given), name, actor=current_actor(), loopback=not settings.production)
    return redirect_to(".settings", notice=_("Bu cihaza bildiriş gələcək."))


@notifications.post("/cabinet/notices/devices/<public_id>/end")
@in_any_role
@requires(SIGNED_IN)
def end_device(public_id: str) -> ResponseReturnValue:
    """Wake a device no more."""
    give_up(public_id, actor=current_actor())
    return redirect_to(".settings", notice=_("Cihaz ayrıldı, ona daha bildiriş getmir."))
