"""What happens by itself: checks, decisions without an officer, what was paid for, and the clock.

The services that these jobs call queue them too, so they are imported where they run.
"""

from typing import Final

from webapp.core.jobs import job


@job("workflow.check", queue="registers", attempts=5)
def check_case(public_id: str) -> None:
    """Ask the registers about a case."""
    from webapp.workflow.services.checking import check_case as check

    check(public_id)


@job("workflow.decide", attempts=5)
def decide_alone(public_id: str) -> None:
    """Approve a case that needs no officer."""
    from webapp.workflow.services.granting import decide_alone as decide

    decide(public_id)


@job("workflow.issue", attempts=8)
def issue_paid(public_id: str) -> None:
    """Bring about what was paid for."""
    from webapp.workflow.services.granting import issue_paid as issue

    issue(public_id)


@job("workflow.clock", attempts=1, cron="7 * * * *")
def look_at_clocks(timestamp: int) -> None:  # noqa: ARG001 - a periodic job gets its instant
    """Remind, escalate, take silence for consent where the law does, close what nobody mended."""
    from webapp.workflow.services.timing import look_at_clocks as look

    look()


JOBS: Final = (check_case, decide_alone, issue_paid, look_at_clocks)
