"""Employment contracts of drivers (charter 5.2.5)."""

from webapp.ehis.answers import ActiveEmployer, Answers, Employee, EmploymentContract
from webapp.ehis.policy import Purpose
from webapp.ehis.registers.asking import ask


def employees_of(voen: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> Answers[Employee]:
    """Return who works for the organisation with this VÖEN; empty when nobody."""
    return ask(Employee, "listEmployees", {"voen": voen}, purpose=purpose, asked_by=asked_by, issue=issue)


def contracts_of(
    fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[EmploymentContract]:
    """Return the employment contracts of the person with this FİN, ended ones included."""
    return ask(EmploymentContract, "getContracts", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)


def active_employers_of(
    fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[ActiveEmployer]:
    """Return for whom the person with this FİN works today; empty when for nobody."""
    return ask(ActiveEmployer, "getActiveEmployer", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)
