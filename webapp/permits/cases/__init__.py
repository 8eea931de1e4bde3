"""The seven operations as declared services: `matrix` says which there are, the others say how each runs."""

from typing import Final

from webapp.permits.cases.issuing import ISSUES
from webapp.permits.cases.living import LIVES
from webapp.workflow.offer import CaseType, as_offer

CASE_TYPES: Final[tuple[CaseType, ...]] = (*ISSUES, *LIVES)
OFFERS: Final = tuple(as_offer(one) for one in CASE_TYPES if one.started_by == "applicant")
