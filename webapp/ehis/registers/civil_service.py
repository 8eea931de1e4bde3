"""Sources of the register of civil servants."""

from webapp.ehis.answers import Answers, PostCheck, ServicePeriod
from webapp.ehis.policy import Purpose
from webapp.ehis.registers.asking import ask


def service_periods_of(
    fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[ServicePeriod]:
    """Return the person's periods of service in state bodies (decision 118/2014, annex 1, 22.1)."""
    return ask(ServicePeriod, "getServicePeriods", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)


def verify_post(fin: str, voen: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> PostCheck:
    """Return whether the person holds a post in the body with this VÖEN, and which."""
    return ask(PostCheck, "verifyPost", {"fin": fin, "voen": voen}, purpose=purpose, asked_by=asked_by, issue=issue)[0]
