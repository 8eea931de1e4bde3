"""Work for later: rows of the Procrastinate queue, written in the caller's own transaction.

A rollback leaves no job and a commit never loses one. Delivery is at least once, so a job carries a key to its
counterpart that makes its effect happen once. Arguments are ids and plain values: they are seen in logs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import procrastinate
from sqlalchemy import DateTime, Text, bindparam, column, func, select, table, text
from sqlalchemy.dialects.postgresql import JSONB, insert

from webapp.core import db
from webapp.core.statements import Statement
from webapp.core.transaction import early_before_commit
from webapp.core.waiting import Waiting

STALLED_AFTER_SECONDS: Final = 60
_JOBS: Final = table(
    "procrastinate_jobs",
    column("id"),
    column("queue_name", Text),
    column("task_name", Text),
    column("queueing_lock", Text),
    column("args", JSONB),
    column("scheduled_at", DateTime(timezone=True)),
)
_names = [one.name for one in _JOBS.columns if one.name != "id"]
_given = (
    func.jsonb_to_recordset(bindparam("jobs", type_=JSONB))
    .table_valued(*(column(one.name, one.type) for one in _JOBS.columns if one.name != "id"), name="given")
    .render_derived(with_types=True)
)
# What the queue's own function inserts, without a savepoint around it: a second job of a name that waits is no error.
_queued = (
    insert(_JOBS)
    .from_select(_names, select(*(_given.c[name] for name in _names)))
    .on_conflict_do_nothing(index_elements=["queueing_lock"], index_where=text("status = 'todo'"))
    .returning(_JOBS.c.id)
    .cte("queued")
)
QUEUE: Final = Statement(select(_queued.c.id))


def _write(jobs: list[dict[str, Any]]) -> None:
    QUEUE.all(jobs=jobs)


_deferred: Final = Waiting[dict[str, Any]]("jobs.deferred", early_before_commit, _write)


@dataclass(frozen=True, slots=True)
class Job:
    """A function that a worker runs; `attempts` tries, waiting `wait` + `backoff`^n seconds between them."""

    name: str
    run: Callable[..., None]
    queue: str
    attempts: int
    wait: int
    backoff: int
    cron: str | None

    def defer(self, *, once: str | None = None, at: datetime | None = None, **arguments: Any) -> None:
        """Queue the job with the open transaction, as one of the last things that it writes.

        `once` names the work: while a job of that name waits, no second one is queued. `at` is the earliest instant.
        Raises NoTransaction outside one.
        """
        task = queue().tasks[self.name]
        _deferred.add(
            {
                "queue_name": task.queue,
                "task_name": task.name,
                "queueing_lock": None if once is None else f"{self.name}:{once}",
                "args": arguments,
                "scheduled_at": at.isoformat() if at else None,
            }
        )


_queue: list[procrastinate.App] = []
_known: list[tuple[Job, Callable[..., None]]] = []


def job(
    name: str, *, queue: str = "default", attempts: int = 8, wait: int = 1, backoff: int = 3, cron: str | None = None
) -> Callable[[Callable[..., None]], Job]:
    """Make the decorated function a job; the subsystem's manifest lists it. With `cron` it also runs by the clock.

    A periodic job takes one argument, `timestamp`.
    """

    def mark(run: Callable[..., None]) -> Job:
        return Job(name, run, queue, attempts, wait, backoff, cron)

    return mark


def queue() -> procrastinate.App:
    """Return the queue of this process. Raises NoTransaction when none was installed."""
    if not _queue:
        raise db.NoTransaction("no job queue was installed in this process")
    return _queue[0]


def install_jobs(jobs: Iterable[Job], *, around: Callable[[Job], Callable[..., None]] | None = None) -> None:
    """Make `jobs` known to this process. `around` turns a job into the function that the worker calls."""
    _known[:] = [(item, around(item) if around else item.run) for item in jobs]
    _queue[:] = [build_queue(procrastinate.SyncPsycopgConnector())]


def build_queue(connector: Any) -> procrastinate.App:
    """Return the queue of this process's jobs over another `connector`: a worker needs an asynchronous one."""
    app = procrastinate.App(connector=connector)
    for item, run in _known:
        _register(app, item, run)
    return app


def _register(app: procrastinate.App, item: Job, run: Callable[..., None]) -> None:
    retry = procrastinate.RetryStrategy(max_attempts=item.attempts, wait=item.wait, exponential_wait=item.backoff)
    task = app.task(name=item.name, queue=item.queue, retry=retry)(run)
    if item.cron:
        app.periodic(cron=item.cron)(task)
