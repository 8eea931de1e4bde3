"""Who commits: the edge (a request), a job or a command, by `transaction()`; nobody else in the code base.

A request's unit of work begins lazily with its first query and ends with its view. Inside, `before_commit` collects
rows that must come last (the audit chain's lock is held for a moment only), and `afterwards` work that needs a
transaction of its own after a read-only one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from webapp.core import db
from webapp.core.errors import CONSTRAINTS


@dataclass(slots=True)
class _Unit:
    """One transaction being built."""

    session: Session
    read_only: bool
    last: list[Callable[[], None]] = field(default_factory=list)
    after: list[Callable[[], None]] = field(default_factory=list)


_unit: ContextVar[_Unit | None] = ContextVar("unit", default=None)


class Nested(RuntimeError):
    """A transaction was opened inside another: one of the two places should not own it."""


@contextmanager
def transaction(*, read_only: bool = False, snapshot: bool = False, single: bool = False) -> Iterator[Session]:
    """Open a transaction; commit when the block ends, roll back when it raises.

    `snapshot` reads only, and everything as it stood at the first statement: for checks over whole tables. `single` is
    for a block whose whole effect is one statement: each is its own transaction then, without a BEGIN and a COMMIT.
    Raises Nested inside an open one, and the typed error of a broken constraint where one is mapped.
    """
    if _unit.get() is not None:
        raise Nested("a transaction is already open here")
    source = db.database()
    makers = source.snapshots if snapshot else source.readers if read_only else source.writers
    with _opened(source.singles if single else makers, reads=read_only or snapshot) as unit:
        yield unit.session


def in_transaction() -> bool:
    """Whether a transaction is open here."""
    return _unit.get() is not None


def only_reads() -> bool:
    """Whether the open transaction only reads. Raises NoTransaction outside one."""
    return _current().read_only


def before_commit(work: Callable[[], None]) -> None:
    """Run `work` as the last thing of the open transaction, just before it commits."""
    _current().last.append(work)


def early_before_commit(work: Callable[[], None]) -> None:
    """Run `work` before everything that waits for the commit: it takes no lock that others wait for."""
    _current().last.insert(0, work)


def afterwards(work: Callable[[], None]) -> None:
    """Write with `work`: at the end of the open transaction, or in a short one after it when it only reads."""
    unit = _current()
    (unit.after if unit.read_only else unit.last).append(work)


@contextmanager
def savepoint() -> Iterator[None]:
    """Undo the block alone when it raises; the outer transaction goes on. Constraint errors come out typed."""
    try:
        with db.session().begin_nested():
            db.session().connection()  # SQLAlchemy emits SAVEPOINT only now; the job queue uses the raw connection
            yield
            db.session().flush()
    except IntegrityError as error:
        raise typed(error) from error


def typed(error: IntegrityError) -> Exception:
    """Return the refusal that a broken constraint means, or the error itself when it means nothing to people."""
    name = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    mapped = CONSTRAINTS.get(name or "")
    return mapped() if mapped else error


def _current() -> _Unit:
    unit = _unit.get()
    if unit is None:
        raise db.NoTransaction("no transaction is open here")
    return unit


@contextmanager
def _opened(maker: sessionmaker[Session], *, reads: bool) -> Iterator[_Unit]:
    session = maker()
    unit = _Unit(session, reads)
    unit_token, session_token = _unit.set(unit), db._session.set(session)  # noqa: SLF001 - the pair of modules is one thing
    try:
        yield unit
        _finish(unit)
    except IntegrityError as error:
        session.rollback()
        raise typed(error) from error
    except BaseException:
        session.rollback()
        raise
    finally:
        session.close()
        db._session.reset(session_token)  # noqa: SLF001 - see above
        _unit.reset(unit_token)
    for work in unit.after:
        with transaction():
            work()


def _finish(unit: _Unit) -> None:
    """Flush, run what wanted to be last, commit. What only read has nothing to commit: it ends by being closed."""
    if not unit.read_only:
        unit.session.flush()
    while unit.last:
        unit.last.pop(0)()
    if not unit.read_only and unit.session.in_transaction():  # else nothing was asked of the database
        unit.session.commit()
