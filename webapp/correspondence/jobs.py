"""What happens by itself: papers are sealed, terms are watched.

The services that these jobs call queue them too, so they are imported where they run.
"""

from typing import Final

from webapp.core.jobs import job


@job("correspondence.seal_paper", attempts=10)
def seal_paper(message: str) -> None:
    """Make the portal's sealed copy of what was sent. Raises SealUnavailable, and is tried again."""
    from webapp.correspondence.services.sealing import seal_paper as seal

    seal(message)


@job("correspondence.clock", attempts=1, cron="23 * * * *")
def look_at_clocks(timestamp: int) -> None:  # noqa: ARG001 - a periodic job gets its instant
    """Remind officers, call their heads, go on where a sender did not reply."""
    from webapp.correspondence.services.timing import look_at_clocks as look

    look()


JOBS: Final = (seal_paper, look_at_clocks)
