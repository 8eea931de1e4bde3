"""What other registers know of a civil servant. Each list is empty when the register has nothing."""

from webapp.ehis.answers import (
    Answers,
    Clearance,
    FamilyState,
    LanguageCertificate,
    MilitaryPeriod,
    ScientificDegree,
    SpecialRank,
)
from webapp.ehis.policy import Purpose
from webapp.ehis.registers.asking import ask


def family_state_of(fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> FamilyState:
    """Return the family state by civil status acts (decision 118/2014, annex 1, 2.5). Raises NotInRegister."""
    return ask(FamilyState, "getFamilyState", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)[0]


def degrees_of(
    fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[ScientificDegree]:
    """Return the person's scientific degrees and titles."""
    return ask(ScientificDegree, "listDegrees", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)


def language_certificates_of(
    fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[LanguageCertificate]:
    """Return the languages that the person proved by examinations."""
    code = "listLanguageCertificates"
    return ask(LanguageCertificate, code, {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)


def military_periods_of(
    fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[MilitaryPeriod]:
    """Return the person's military record (decision 118/2014, annex 1, 36.1)."""
    return ask(MilitaryPeriod, "listMilitaryPeriods", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)


def special_ranks_of(
    fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[SpecialRank]:
    """Return the person's special ranks."""
    return ask(SpecialRank, "listSpecialRanks", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)


def clearances_of(fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> Answers[Clearance]:
    """Return the person's forms of admission to state secrets."""
    return ask(Clearance, "listClearances", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)
