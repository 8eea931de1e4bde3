"""What the person wants to be told by which channel, the hours of rest, the daily mail; the link in a mail that ends it."""

from flask import Request, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.auth import api as auth
from webapp.cabinets import api as cabinets
from webapp.core.actor import current_actor
from webapp.core.errors import NotFound
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import _
from webapp.notifications import choices
from webapp.notifications.forms import HoursForm, hours_form
from webapp.notifications.presenting import CHANNELS, matrix, required_lines
from webapp.notifications.push.devices import devices_of
from webapp.notifications.push.keys import public_key
from webapp.notifications.unsubscribing import read_token
from webapp.notifications.views.blueprint import notifications
from webapp.notifications.wording import area_titles
from webapp.ui.access import in_any_role, machine, public, requires
from webapp.ui.rendering import redirect_to, render


@notifications.get("/cabinet/notices/settings")
@requires(SIGNED_IN)
def settings() -> str:
    """Show kinds and channels, the hours, the devices."""
    return _page(hours_form(choices.choice_of(current_actor().account_id or 0)))


@notifications.post("/cabinet/notices/settings")
@in_any_role
@requires(SIGNED_IN)
def change_settings() -> Response:
    """Keep which kind comes by which channel."""
    wanted = {(area, channel) for area, _colon, channel in (one.partition(":") for one in request.form.getlist("wish"))}
    choices.choose(wanted, actor=current_actor())
    return redirect_to(".settings", notice=_("Seçiminiz yadda saxlanıldı."))


@notifications.post("/cabinet/notices/hours")
@in_any_role
@requires(SIGNED_IN)
def change_hours() -> ResponseReturnValue:
    """Keep the hours of rest and of the daily mail."""
    form = HoursForm()
    if not form.validate():
        return _page(form), 422
    choices.choose_hours(form.quiet, form.digest, actor=current_actor())
    return redirect_to(".settings", notice=_("Seçiminiz yadda saxlanıldı."))


@notifications.get("/notices/unsubscribe/<token>")
@public
def unsubscribing(token: str) -> str:
    """Ask whether mails about an area are to end: a program that looks at links must not end them."""
    _account, area = _meant(token)
    return render("notifications/unsubscribe.html", token=token, area=area_titles()[area], over=False)


@notifications.post("/notices/unsubscribe/<token>")
@machine
def unsubscribe(token: str) -> str:
    """End them, asked by the person's mail program (RFC 8058) or by the button of the page; the link itself proves the right."""
    account_id, area = _meant(token)
    choices.switch_off(account_id, area, "email")
    return render("notifications/unsubscribe.html", token=token, area=area_titles()[area], over=True)


def _meant(token: str) -> tuple[int, str]:
    said = read_token(token)
    account = auth.account_by_public_id(said[0]) if said else None
    if said is None or account is None or said[1] not in area_titles():
        raise NotFound
    return account.id, said[1]


def _page(form: HoursForm) -> str:
    account_id = current_actor().account_id or 0
    context = {"channels": CHANNELS, "required": required_lines(), "contact": cabinets.contact_of(account_id)}
    context |= {"devices": devices_of(account_id), "push_key": public_key(), "this": _browser_name(request)}
    return render("notifications/settings.html", form=form, matrix=matrix(account_id), **context)


def _browser_name(asked: Request) -> str:
    agent = asked.user_agent.string
    systems = {
        "Android": "Android",
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Windows": "Windows",
        "Mac OS": "Mac",
        "Linux": "Linux",
    }
    programs = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
    found = [next((name for mark, name in known.items() if mark in agent), "") for known in (programs, systems)]
    return ", ".join(filter(None, found)) or _("Brauzer")
