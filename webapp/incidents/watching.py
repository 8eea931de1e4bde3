"""Requests that try to break in are noticed when they have been answered, and registered without a word of what they said."""

from collections.abc import Iterator
from threading import Lock
from time import monotonic
from typing import Any, Final

import structlog
from flask import Response, request
from sqlalchemy.exc import SQLAlchemyError

from webapp.core.actor import SYSTEM, current_actor
from webapp.core.errors import AppError
from webapp.core.transaction import in_transaction, transaction
from webapp.incidents.probing import probe_in
from webapp.incidents.services.attempts import register_probe

PAUSE_SECONDS: Final = 10.0
REMEMBERED: Final = 1_000
log = structlog.get_logger(__name__)
_told: dict[tuple[str, str], float] = {}
_lock = Lock()


def init_watching(app: Any) -> None:
    """Look at every request of this application after its answer was made."""
    app.after_request(_look)


def forget() -> None:
    """Forget who was noticed lately."""
    with _lock:
        _told.clear()


def _look(response: Response) -> Response:
    kind = probe_in(_said())
    if kind is not None and not in_transaction():
        address = request.remote_addr or ""
        if _is_new(address, kind):
            _register(kind, address)
    return response


def _said() -> Iterator[str]:
    """Return what the caller chose: the path where no page is, values of the question, values of a form that was read."""
    if request.url_rule is None or request.view_args:
        yield request.path
    for values in request.args.listvalues():
        yield from values
    if "form" in request.__dict__:  # read by the view; what was refused unread stays unread
        for values in request.form.listvalues():
            yield from values


def _is_new(address: str, kind: str) -> bool:
    """Whether this was not noticed a moment ago: a flood is counted now and then, and never held up by its own register."""
    moment = monotonic()
    with _lock:
        if moment - _told.get((address, kind), -PAUSE_SECONDS) < PAUSE_SECONDS:
            return False
        if len(_told) >= REMEMBERED:
            _told.clear()
        _told[address, kind] = moment
        return True


def _register(kind: str, address: str) -> None:
    """Register it; a register that cannot be written says so to the log and spoils nobody's answer."""
    rule = request.url_rule.rule if request.url_rule else ""
    log.warning("incidents.probe", kind=kind, rule=rule or "none")
    try:
        with transaction():
            register_probe(kind, rule=rule, address=address, account_id=current_actor().account_id, actor=SYSTEM)
    except (SQLAlchemyError, AppError) as error:
        log.exception("incidents.probe_not_registered", kind=type(error).__name__)
