"""Benefits of passengers and permits to enter a liberated territory."""

from datetime import date

from webapp.ehis.answers import Answers, Benefit, EntryDecision
from webapp.ehis.policy import Purpose
from webapp.ehis.registers.asking import ask


def benefits_of(fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> Answers[Benefit]:
    """Return the groups to which the person belongs by law; empty when to none."""
    return ask(Benefit, "getBenefits", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)


def request_entry_permit(
    fin: str,
    number: str,
    arrival: date,
    departure: date,
    *,
    purpose: Purpose | str,
    asked_by: str,
    issue: str | None = None,
) -> EntryDecision:
    """Ask that the person with this document may be in the territory on these days; return what was decided."""
    asked = {"fin": fin, "number": number, "arrival": arrival.isoformat(), "departure": departure.isoformat()}
    return ask(EntryDecision, "requestEntryPermit", asked, purpose=purpose, asked_by=asked_by, issue=issue)[0]
