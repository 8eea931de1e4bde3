"""A push service and the browsers behind it: it checks what RFC 8030 and 8292 ask, and shows what a browser would decrypt."""

import base64
import threading
import time
from http import HTTPStatus
from typing import Any, Final
from uuid import uuid4

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Blueprint, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from mocks.kit import Faults, problem, requires_admin
from mocks.messaging.rules import Order
from mocks.messaging.store import MessageStore

LARGEST: Final = 4096
LONGEST_LIFE: Final = 24 * 3600
PUSH_FAULTS: Final = {
    "push-missing": HTTPStatus.NOT_FOUND,
    "push-gone": HTTPStatus.GONE,
    "push-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "push-busy": HTTPStatus.TOO_MANY_REQUESTS,
    "push-broken": HTTPStatus.INTERNAL_SERVER_ERROR,
}
push = Blueprint("push", __name__, url_prefix="/push")


class Browsers:
    """Browsers that subscribed: their private keys and secrets, in memory."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._known: dict[str, tuple[ec.EllipticCurvePrivateKey, bytes]] = {}

    def add(self) -> tuple[str, str, str]:
        """Make one; return its token, public key and secret as a browser gives them to a site."""
        token, key, secret = uuid4().hex, ec.generate_private_key(ec.SECP256R1()), uuid4().bytes
        with self._lock:
            self._known[token] = key, secret
        point = key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
        return token, _text(point), _text(secret)

    def get(self, token: str) -> tuple[ec.EllipticCurvePrivateKey, bytes] | None:
        """Return the keys of one, None for a token that nobody has."""
        with self._lock:
            return self._known.get(token)


@push.post("/browsers")
@requires_admin
def subscribe() -> ResponseReturnValue:
    """Subscribe a browser: what `PushManager.subscribe` would give."""
    token, point, secret = _browsers().add()
    return jsonify(endpoint=f"{request.host_url}push/{token}", keys={"p256dh": point, "auth": secret})


@push.post("/<token>")
def take(token: str) -> ResponseReturnValue:
    """Take one message for a browser: 201, or what went wrong."""
    faults: Faults = current_app.extensions["faults"]
    for name, status in PUSH_FAULTS.items():
        if faults.strikes(name, token):
            return problem(status, name, "Switched on.")
    found = _browsers().get(token)
    if found is None:
        return problem(HTTPStatus.NOT_FOUND, "no-such-subscription", "Nobody subscribed here.")
    refusal = _refusal()
    if refusal:
        return problem(HTTPStatus.BAD_REQUEST, "bad-push", refusal)
    key, secret = found
    text = http_ece.decrypt(request.get_data(), private_key=key, auth_secret=secret, version="aes128gcm").decode()
    store: MessageStore = current_app.extensions["messages"]
    store.take(Order("push", token, text, None, f"{token}:{request.headers.get('Topic') or uuid4().hex}"))
    return "", HTTPStatus.CREATED, {"Location": f"{request.host_url}push/messages/{uuid4().hex}"}


def _refusal() -> str | None:
    """Return what is wrong with a request, None when it is as the RFCs want it."""
    if request.headers.get("Content-Encoding") != "aes128gcm":
        return "The content is encrypted by aes128gcm."
    if not request.headers.get("TTL", "").isdecimal():
        return "TTL is missing."
    if len(request.get_data()) > LARGEST:
        return "At most 4096 bytes."
    scheme, _space, rest = request.headers.get("Authorization", "").partition(" ")
    parts = dict(one.split("=", 1) for one in rest.split(",") if "=" in one)
    if scheme != "vapid" or not {"t", "k"} <= parts.keys():
        return "No VAPID."
    return _bad_claims(parts["t"], parts["k"])


def _bad_claims(token: str, point: str) -> str | None:
    raw = base64.urlsafe_b64decode(point + "=" * (-len(point) % 4))
    jwk: dict[str, Any] = {"kty": "EC", "crv": "P-256", "x": _text(raw[1:33]), "y": _text(raw[33:65])}
    try:
        claims = jwt.decode(token, ECKey.import_key(jwk), algorithms=["ES256"]).claims
    except (JoseError, ValueError):
        return "The VAPID token is not signed by its key."
    moment = time.time()
    if claims.get("aud") != request.host_url.rstrip("/") or not moment < claims.get("exp", 0) <= moment + LONGEST_LIFE:
        return "The VAPID token is for somebody else, or out of date."
    return None if str(claims.get("sub", "")).startswith(("mailto:", "https:")) else "No contact."


def _browsers() -> Browsers:
    browsers: Browsers = current_app.extensions["browsers"]
    return browsers


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
