"""The provider tells us, without any browser, that a person's session with it is over."""

from typing import Final

import structlog
from flask import Response, jsonify, request

from webapp.auth.back_channel import obey
from webapp.auth.errors import ProviderAway, SignInRefused
from webapp.auth.gateways.transport import Budget
from webapp.auth.limits import limited
from webapp.auth.logout_tokens import verified_order
from webapp.auth.room import room
from webapp.auth.views.blueprint import auth
from webapp.core.transaction import transaction
from webapp.ui.access import machine, no_transaction

log = structlog.get_logger()

FORM: Final = "application/x-www-form-urlencoded"
LONGEST: Final = 16 * 1024


@auth.post("/auth/backchannel-logout")
@no_transaction
@machine
@limited("AUTH_LIMIT_BACK_CHANNEL")
def backchannel_logout() -> Response:
    """Obey a logout token (OpenID Connect Back-Channel Logout 1.0, 2.8): 200 also when no session fits, 400 for a bad one."""
    try:
        order = verified_order(_sent_token(), provider=room().provider, budget=Budget())
        with transaction():
            ended = obey(order)
    except SignInRefused as refusal:
        log.warning("logout-token-refused", why=refusal.why)
        return _answer("invalid_request", 400)
    except ProviderAway:
        return _answer("temporarily_unavailable", 503)
    log.info("logout-by-provider", sessions=ended)
    return _answer(None, 200)


def _sent_token() -> str:
    tokens = request.form.getlist("logout_token") if request.mimetype == FORM else []
    if len(tokens) != 1 or not 0 < len(tokens[0]) <= LONGEST:
        raise SignInRefused("logout-token-missing")
    return tokens[0]


def _answer(error: str | None, status: int) -> Response:
    answer = jsonify({"error": error}) if error else Response()
    answer.status_code = status
    return answer
