"""The seven operations as declared services: `matrix` says which there are, the others say how each runs."""

from dataclasses import replace
from typing import Final

from webapp.permits.cases.issuing import ISSUES
from webapp.permits.cases.knowing import known_of
from webapp.permits.cases.living import LIVES
from webapp.permits.cases.road_works import ROAD_WORKS
from webapp.permits.permissions import APPLY
from webapp.workflow.offer import CaseType, as_offer

CASE_TYPES: Final[tuple[CaseType, ...]] = tuple(
    replace(one, right=APPLY, known=known_of) if one.started_by == "applicant" else one
    for one in (*ISSUES, ROAD_WORKS, *LIVES)
)
OFFERS: Final = (
    *(as_offer(one) for one in (*ISSUES, ROAD_WORKS)),
    *(replace(as_offer(one), listed=False) for one in LIVES if one.started_by == "applicant"),
)
