"""Where an administrator said that elements of a register's answers stand; every process knows at most a second later."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Final

import structlog
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.exc import SQLAlchemyError

from webapp.core import db
from webapp.core.transaction import in_transaction, transaction
from webapp.ehis.server.models import SettingVersion

FRESH_SECONDS: Final = 1.0
PREFIX: Final = "mapping."
log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Known:
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)
    read_at: float | None = None


_known = _Known()
_lock = Lock()


def element_of(code: str, path: str) -> str:
    """Return where the element that usually stands at `path` stands in answers of the service `code`."""
    if (_known.read_at is None or monotonic() - _known.read_at > FRESH_SECONDS) and _lock.acquire(
        blocking=_known.read_at is None
    ):
        try:
            _read()
        finally:
            _lock.release()
    return _known.places.get((code, path), path)


def forget() -> None:
    """Read again at the next answer: something was changed here."""
    _known.read_at = None


def _read() -> None:
    """Read them; without the database what was known stays."""
    try:
        if in_transaction():
            _known.places = _places()
        else:
            with transaction(read_only=True):
                _known.places = _places()
    except (SQLAlchemyError, db.NoTransaction):
        log.warning("ehis.placement_not_read")
    _known.read_at = monotonic()


def _places() -> dict[tuple[str, str], str]:
    newest = (
        select(SettingVersion.name, SettingVersion.value)
        .ext(distinct_on(SettingVersion.name))
        .where(SettingVersion.name.like(f"{PREFIX}%"))
        .order_by(SettingVersion.name, SettingVersion.version.desc())
    )
    return {
        (name.removeprefix(PREFIX), usual): path
        for name, value in db.session().execute(newest)
        for usual, _, path in (line.partition("=") for line in value.splitlines())
    }
