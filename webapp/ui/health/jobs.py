"""What keeps the queue honest: work of a worker that died is given to another; finished work is cleared away."""

from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from webapp.core import db
from webapp.core.jobs import STALLED_AFTER_SECONDS, job
from webapp.core.transaction import savepoint, transaction

STALLED: Final = text("""
    SELECT job.id
    FROM procrastinate_jobs AS job LEFT JOIN procrastinate_workers AS worker ON worker.id = job.worker_id
    WHERE job.status = 'doing'
      AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => :seconds))
    ORDER BY job.id
""")
AGAIN: Final = text("SELECT procrastinate_retry_job_v2(:id, now(), NULL, NULL, NULL)")
GIVE_UP: Final = text("SELECT procrastinate_finish_job_v1(:id, 'aborted', false)")
FINISHED: Final = text("""
    DELETE FROM procrastinate_jobs AS job USING procrastinate_events AS event
    WHERE event.job_id = job.id AND job.status = 'succeeded' AND event.type = 'succeeded' AND event.at < now() - interval '7 days'
""")


@job("health.retry_stalled", queue="upkeep", cron="* * * * *", attempts=1)
def retry_stalled(timestamp: int) -> None:  # noqa: ARG001 - every periodic job is told its tick
    """Put back every job whose worker has shown no sign of life; its effect is protected by its key.

    Work that is named and already waits again (a dead job had queued its own successor) is not doubled.
    """
    with transaction() as session:
        for job_id in session.scalars(STALLED, {"seconds": STALLED_AFTER_SECONDS}).all():
            try:
                with savepoint():
                    session.execute(AGAIN, {"id": job_id})
            except IntegrityError:
                session.execute(GIVE_UP, {"id": job_id})


@job("health.clear_finished", queue="upkeep", cron="17 3 * * *", attempts=1)
def clear_finished(timestamp: int) -> None:  # noqa: ARG001 - see above
    """Delete jobs that succeeded more than a week ago; failed ones stay for a person to look at."""
    with transaction():
        db.session().execute(FINISHED)
