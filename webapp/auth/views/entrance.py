"""The way in: to the provider, back from it, and anew for what needs a fresh proof."""

from typing import Final

import structlog
from flask import abort, flash, redirect, request
from werkzeug.wrappers import Response

from webapp.auth.arrival import Arrival, SignInCancelled, arrive
from webapp.auth.browser import known_browser, marked_browser
from webapp.auth.entry import Entered, confirm, enter
from webapp.auth.errors import ProviderAway, SignInRefused
from webapp.auth.events import SignInFailed
from webapp.auth.gateways.transport import Budget
from webapp.auth.limits import limited, limited_per_person
from webapp.auth.parked import newest_kept
from webapp.auth.pending import Pending, Purpose, new_request, remember, take
from webapp.auth.roles import landing
from webapp.auth.room import room
from webapp.auth.rules import local_path
from webapp.auth.views.blueprint import auth
from webapp.auth.views.stopped import Stop, stopped, to_stop
from webapp.auth.web_session import current_session, visit
from webapp.core.actor import current_actor
from webapp.core.bus import publish
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import _, current_language
from webapp.core.transaction import transaction
from webapp.ui.access import no_transaction, public, requires

log = structlog.get_logger()

CONTINUE: Final = "/auth/continue"


@auth.get("/auth/login")
@no_transaction
@public
@limited("AUTH_LIMIT_LOGIN")
def login() -> Response:
    """Send a visitor to the provider; who is signed in goes on."""
    _only_get()
    wanted = local_path(request.args.get("next"))
    if current_actor().signed_in:
        return redirect(wanted, code=303)
    return _leave(Purpose.SIGN_IN, wanted)


@auth.get("/auth/step-up")
@no_transaction
@requires(SIGNED_IN)
@limited_per_person("AUTH_LIMIT_STEP_UP")
def step_up() -> Response:
    """Send a signed-in person to prove anew who they are, with a means of high assurance."""
    _only_get()
    return _leave(Purpose.STEP_UP, local_path(request.args.get("next")))


@auth.get("/auth/callback")
@no_transaction
@public
@limited("AUTH_LIMIT_CALLBACK")
def callback() -> Response:
    """Take the person back: first whether we sent them, then whether the answer is true, then let them in."""
    _only_get()
    pending = _taken()
    if pending is None:
        return to_stop(Stop.STALE)
    answer = {name: value for name, value in request.args.items() if len(request.args.getlist(name)) == 1}
    try:
        arrival = arrive(pending, answer, provider=room().provider, budget=Budget())
        return _let_in(arrival, pending)
    except ProviderAway:
        return to_stop(Stop.AWAY, pending)
    except SignInCancelled:
        return to_stop(Stop.CANCELLED, pending)
    except SignInRefused as refusal:
        log.warning("sign-in-refused", why=refusal.why)
        _tell_of_failure(refusal.why)
        return to_stop(Stop.of(refusal), pending)


def _only_get() -> None:
    """Refuse HEAD: what fetches a page without a person must not begin or finish a sign-in."""
    if request.method != "GET":
        abort(405)


def _leave(purpose: Purpose, wanted: str) -> Response:
    asked = new_request(purpose, language=current_language())
    account_id = current_actor().account_id if purpose is Purpose.STEP_UP else None
    try:
        address = room().provider.authorization_address(asked, Budget())
    except ProviderAway:
        return stopped(Stop.AWAY, purpose, wanted)
    with transaction():
        remember(asked, purpose=purpose, next_path=wanted, browser=marked_browser(), account_id=account_id)
    return redirect(address, code=302)


def _taken() -> Pending | None:
    """Return the request that the browser comes back from, used up; looked at before anything else in the answer."""
    states, browser = request.args.getlist("state"), known_browser()
    if len(states) != 1 or browser is None:
        return None
    with transaction():
        return take(states[0], browser=browser)


def _let_in(arrival: Arrival, pending: Pending) -> Response:
    held, limits = current_session(), room().limits
    former, alive = held.record, held.alive
    with transaction():
        if pending.purpose is Purpose.STEP_UP and alive and alive.account_id is not None:
            entered = confirm(arrival, pending, visit=visit(), current=alive)
        else:
            entered = enter(arrival, visit=visit(), limits=limits, language=current_language(), former=former)
        goes_to = _destination(entered, pending)
    if entered.session is None:
        _tell_of_failure("restricted", entered.account_id)
        return to_stop(Stop.RESTRICTED, reason=entered.restricted_reason)
    held.issue(entered.session.token)
    if arrival.certificates is None and pending.purpose is Purpose.SIGN_IN:
        _say_that_only_oneself()
    return redirect(goes_to, code=303)


def _tell_of_failure(why: str, account_id: int | None = None) -> None:
    """Publish that somebody did not get in (charter 004, cl. 6.1.7); nobody knows whose account a false answer meant."""
    known = account_id or current_actor().account_id
    with transaction():
        publish(SignInFailed(account_id=known, address=visit().address, why=why))


def _destination(entered: Entered, pending: Pending) -> str:
    kept = newest_kept(entered.account_id, known_browser())
    wanted = CONTINUE if kept else pending.next_path
    return wanted if pending.purpose is Purpose.STEP_UP else landing(entered.account_id, wanted)


def _say_that_only_oneself() -> None:
    flash(
        _("Təşkilatlarınızın siyahısını almaq mümkün olmadı. Hələlik yalnız öz adınızdan işləyə bilərsiniz."), "warning"
    )
