"""Rows of what other registers pass to the register of civil servants (servants' charter, 3.1, 5.1.4)."""

from typing import Any, Final

from webapp.ehis.answers import (
    Clearance,
    FamilyState,
    LanguageCertificate,
    MilitaryPeriod,
    ScientificDegree,
    SpecialRank,
)
from webapp.ehis.policy.purposes import Purpose
from webapp.ehis.policy.row import Policy
from webapp.ehis.policy.terms import FRESH, HOUR, SERVANTS, allowed, rows_for

REGISTER: Final = SERVANTS.format("3.1, 5.1.4")


def _row(provider: str, code: str, answer: type[Any], record: str, *, many: bool = True, cache: int = HOUR) -> Policy:
    """Return the row of a question by FİN that the register of civil servants alone may put."""
    purposes = rows_for(allowed(REGISTER, (Purpose.CIVIL_SERVICE,), cache=cache))
    return Policy(provider, code, answer, record, ("fin",), purposes, {"fin": "fin"}, many=many)


ROWS: Final = (
    _row("ADLIYYE", "getFamilyState", FamilyState, "family", many=False),
    _row("AAK", "listDegrees", ScientificDegree, "degree"),
    _row("DIM", "listLanguageCertificates", LanguageCertificate, "certificate"),
    _row("SXCDX", "listMilitaryPeriods", MilitaryPeriod, "period"),
    _row("DIN", "listSpecialRanks", SpecialRank, "rank"),
    _row("DTX", "listClearances", Clearance, "clearance", cache=FRESH),
)
