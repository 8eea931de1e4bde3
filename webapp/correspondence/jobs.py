"""What happens by itself: papers are sealed, terms are watched, words go when their time of keeping is over.

The services that these jobs call queue them too, so they are imported where they run.
"""

from typing import Final

from webapp.core import files
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


@job("correspondence.erase", queue="upkeep", attempts=3, cron="40 22 * * *")
def erase_what_is_over(timestamp: int) -> None:  # noqa: ARG001 - a periodic job gets its instant
    """Take the words out of letters whose time of keeping is over."""
    from webapp.correspondence.services.erasing import erase_due

    erase_due()


@job("correspondence.destroy_file", queue="upkeep")
def destroy_file(key: str) -> None:
    """Delete the bytes of a paper whose letter is erased; its row stays, with its digest."""
    files.destroy(key)


JOBS: Final = (seal_paper, look_at_clocks, erase_what_is_over, destroy_file)
