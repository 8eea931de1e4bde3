"""The job worker: takes jobs from the queue until SIGTERM or SIGINT, then finishes what it holds."""

import asyncio
from typing import Final

import procrastinate

from webapp.core import db
from webapp.core.jobs import build_queue

GRACE_SECONDS: Final = 6
POLL_SECONDS: Final = 2.0


def run_worker(concurrency: int) -> None:
    """Run until a signal says stop. Jobs not done within the grace time are given back by `retry_stalled`."""
    url = db.database().engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    connector = procrastinate.PsycopgConnector(conninfo=url, min_size=1, max_size=concurrency + 3)
    app = build_queue(connector)

    async def work() -> None:
        async with app.open_async():
            await app.run_worker_async(
                concurrency=concurrency,
                fetch_job_polling_interval=POLL_SECONDS,
                shutdown_graceful_timeout=GRACE_SECONDS,
                delete_jobs="never",
            )

    asyncio.run(work())
