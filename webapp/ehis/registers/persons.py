"""The population register and identity documents."""

from webapp.ehis.answers import DocumentCheck, Person
from webapp.ehis.policy import Purpose
from webapp.ehis.registers.asking import ask


def get_person(fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> Person:
    """Return the person with this FİN (decision 615/2017, annex 2, 2.1)."""
    return ask(Person, "getPerson", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)[0]


def verify_document(
    fin: str, number: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> DocumentCheck:
    """Return whether the identity document is that person's own and in force; a wrong number is an answer, not a refusal."""
    return ask(
        DocumentCheck, "verifyDocument", {"fin": fin, "number": number}, purpose=purpose, asked_by=asked_by, issue=issue
    )[0]
