"""The operator's switches, as JSON: faults, means on and off, key rotation, sessions, issued credentials."""

import hmac
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request

from mocks.asan_login.faults import CATALOGUE
from mocks.asan_login.means.levels import Means
from mocks.asan_login.protocol.logout import end_session
from mocks.asan_login.provider import current_provider
from mocks.people import person_by_fin

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


@blueprint.before_request
def _ensure_operator() -> None:
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(
        token.encode("utf-8", "surrogateescape"), current_provider().settings.admin_token.encode()
    ):
        abort(401)


@blueprint.get("/faults")
def list_faults() -> Response:
    """Answer every fault there is and those that are on."""
    return jsonify(catalogue=CATALOGUE, active=current_provider().faults.active())


@blueprint.post("/faults")
def switch_faults() -> Response:
    """Switch faults: `{"name": true | false | number}`; an unknown name changes nothing."""
    faults = current_provider().faults
    try:
        faults.switch(_wishes())
    except KeyError as unknown:
        return _bad(f"no such fault: {unknown.args[0]}")
    return jsonify(active=faults.active())


@blueprint.delete("/faults")
def reset_faults() -> Response:
    """Switch all faults off."""
    current_provider().faults.reset()
    return jsonify(active={})


@blueprint.post("/keys/rotate")
def rotate_keys() -> Response:
    """Sign with a new key from now on."""
    keys = current_provider().keys
    keys.rotate()
    return jsonify(kids=[key["kid"] for key in keys.public_jwks()["keys"]])


@blueprint.get("/means")
def list_means() -> Response:
    """Answer which means are on offer."""
    off = current_provider().switched_off
    return jsonify({means.value: means not in off for means in Means})


@blueprint.post("/means")
def switch_means() -> Response:
    """Switch means: `{"qr": false}` (decision 118, clause 6.5: the operator decides which are offered)."""
    wishes, off = _wishes(), current_provider().switched_off
    if not set(wishes) <= {means.value for means in Means}:
        return _bad("no such means")
    for name, wanted in wishes.items():
        if wanted:
            off.discard(Means(name))
        else:
            off.add(Means(name))
    return list_means()


@blueprint.post("/end-sessions")
def end_sessions() -> Response:
    """End every session of a person: `{"fin": …}`; the relying parties hear of it by the back channel."""
    provider = current_provider()
    browsers = provider.browsers.sessions_of(str(_wishes().get("fin", "")))
    for browser in browsers:
        end_session(provider, browser)
    return jsonify(ended=len(browsers))


@blueprint.post("/credentials")
def issue_credentials() -> Response:
    """Issue a temporary password: `{"fin": …}`; it must be changed at first use."""
    fin = str(_wishes().get("fin", ""))
    if person_by_fin(fin) is None:
        return _bad("no such person")
    return jsonify(password=current_provider().accounts.issue(fin))


@blueprint.post("/limits/reset")
def reset_limits() -> Response:
    """Forget counted attempts, so that a demonstration can go on."""
    provider = current_provider()
    counters = (provider.password_failures, provider.code_failures, provider.address_failures)
    for limiter in (*counters, provider.codes_sent, provider.phone_starts, provider.polls):
        limiter.reset()
    return jsonify(reset=True)


def _wishes() -> dict[str, Any]:
    wishes = request.get_json(silent=True)
    if not isinstance(wishes, dict):
        abort(400)
    return wishes


def _bad(reason: str) -> Response:
    answer = jsonify(error=reason)
    answer.status_code = 400
    return answer
