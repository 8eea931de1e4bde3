"""The blueprints, and which of the two worlds a request is about."""

from types import ModuleType
from typing import Any, Final, cast

from flask import Blueprint

from webapp.core.actor import current_actor
from webapp.waybills.machine import live, sandbox

READ, WRITE = "waybills.read", "waybills.write"
machine_api: Final = Blueprint("waybills_api", __name__, url_prefix="/api/v1/waybills")
beside_api: Final = Blueprint("waybills_beside_api", __name__, url_prefix="/api/v1")
BLUEPRINTS: Final = (machine_api, beside_api)


def world() -> Any:
    """Return the module that answers: `live` for people and live programs, `sandbox` for programs of the sandbox."""
    program = current_actor().program
    found: ModuleType = sandbox if program is not None and program.sandbox else live
    return cast("Any", found)
