"""What is read with every request and seldom written (the network, tariffs, rules) is kept in memory, and never stale.

The tables have triggers: a transaction that writes to them leaves a mark that nobody else sees, and its commit gives
them a new, random version. Who uses a kept value asks for the versions, one small statement for all of them, and reads
the tables again when his is another one. Inside a transaction that wrote itself nothing is kept.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Generic, TypeVar

from sqlalchemy import exists, func, select

from webapp.core import db
from webapp.core.kept_tables import KeptTouch, KeptVersion
from webapp.core.statements import Statement
from webapp.core.transaction import only_reads

T = TypeVar("T")
KNOWN: Final = "kept.versions"
TRIES: Final = 3
_version, _touch = KeptVersion.__table__.c, KeptTouch.__table__.c
# One column with all of them, which a page's first statement may bring along (`told`).
ALONG: Final = (
    select(func.jsonb_object_agg(_version.name, _version.version))
    .where(~exists().where(_touch.name == _version.name))
    .scalar_subquery()
    .label("versions")
)
VERSIONS: Final = Statement(select(ALONG))
_once: Final[ContextVar[dict[str, str] | None]] = ContextVar("kept_once", default=None)


class Kept(Generic[T]):
    """A value that `load` reads from tables whose triggers name `name`; the same object as long as they stay."""

    def __init__(self, name: str, load: Callable[[], T]) -> None:
        self.name, self._load = name, load
        self._held: tuple[str, T] | None = None

    def get(self) -> T:
        """Return the value as the tables stand for the open transaction. Raises NoTransaction outside one."""
        if not only_reads():
            db.session().flush()  # what it is about to write counts too
        version, held = versions().get(self.name), self._held
        if version is None:  # never written since the triggers are there, or written by this very transaction
            return self._load()
        if held is not None and held[0] == version:
            return held[1]
        for _ in range(TRIES):
            value, since = self._load(), _asked().get(self.name)
            if since == version:
                self._held = version, value
                break
            version = since or version  # changed between two statements of the loading
        return value


@contextmanager
def versions_once() -> Iterator[None]:
    """Ask for the versions once for the whole block, of a transaction that writes to no kept table until its end."""
    mark = _once.set(_once.get() or {})
    try:
        yield
    finally:
        _once.reset(mark)


def versions() -> dict[str, str]:
    """Return the versions that stand. A unit of work that only reads asks once: it is one page of one moment."""
    known = _known()
    if known is None:
        return _asked()
    if not known:
        known.update(_asked())
    return known


def told(found: dict[str, str] | None) -> None:
    """Take the versions that a statement brought along (`ALONG`), where they are asked for once and were not yet."""
    known = _known()
    if known is not None and not known:
        known.update(found or {})


def _known() -> dict[str, str] | None:
    """Return what is known until the block or the reading ends, None where every question is asked anew."""
    known = _once.get()
    if known is not None or not only_reads():
        return known
    found: dict[str, str] = db.session().info.setdefault(KNOWN, {})
    return found


def _asked() -> dict[str, str]:
    return VERSIONS.all()[0].versions or {}
