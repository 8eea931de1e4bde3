"""Each night what is due is published."""

from typing import Final

from webapp.civil_service.figures.publishing import publish_due
from webapp.core.clock import today
from webapp.core.jobs import job
from webapp.core.transaction import transaction


@job("civil_service.publish_figures", cron="40 20 * * *")
def publish_figures(timestamp: int) -> None:
    """At twenty to one in Baku publish the open figures whose day has come; what was missed is made up for."""
    del timestamp  # the day of the work decides: a job that waited publishes what is due by then
    with transaction():
        publish_due(today())


JOBS: Final = (publish_figures,)
