"""`/healthz` answers while the process lives; `/readyz` when database, migrations and a worker are there too."""

from flask import Blueprint, Response, jsonify

from webapp.ui.access import machine, no_transaction
from webapp.ui.health.readiness import checks

health = Blueprint("health", __name__)


@health.get("/healthz")
@no_transaction
@machine
def alive() -> Response:
    """Say that the process answers."""
    return jsonify(status="ok")


@health.get("/readyz")
@no_transaction
@machine
def ready() -> tuple[Response, int]:
    """Say whether everything that a request needs is there, part by part."""
    parts = checks()
    good = all(part == "ok" for part in parts.values())
    return jsonify(status="ok" if good else "unavailable", parts=parts), 200 if good else 503
