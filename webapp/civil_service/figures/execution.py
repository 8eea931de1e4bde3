"""How the law is carried out, by body (charter 004, 1.2): what is late, what is missing, what stands without a paper."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import func, not_, select
from sqlalchemy.orm import aliased

from webapp.civil_service.correcting.models import ServiceCorrection, ServiceCorrectionStep
from webapp.civil_service.correcting.rules import Step
from webapp.civil_service.figures.cube import Post, at_work
from webapp.civil_service.figures.movements import places_on
from webapp.civil_service.length.calendar import months_later
from webapp.civil_service.length.law import setting
from webapp.civil_service.ranks.models import RankOutlook
from webapp.civil_service.record_tables import Servant, ServiceFact
from webapp.core import db

YEAR: Final = timedelta(days=365)
PARTICIPANTS: Final = "participant"


@dataclass(frozen=True, slots=True)
class Execution:
    """The indicators of one body on a day; some are of the year up to it.

    `late` and `entered` are orders of that year, `corrections_late` corrections that were not made in their term (8.1.3).
    """

    body_id: int
    people: int
    vacant: int
    late: int
    entered: int
    without_order: int
    without_attestation: int
    ranks_overdue: int
    typed_by_hand: int
    corrections_late: int


def execution_on(day: date, body_id: int | None = None) -> list[Execution]:
    """Return the indicators of each body on a day."""
    vacant: dict[int, int] = {}
    for one in places_on(day):
        vacant[one.body_id] = vacant.get(one.body_id, 0) + one.vacant
    people = _grouped(at_work(select(Post.body_id, func.count()), day).group_by(Post.body_id))
    entered, late = _entered(day, late=False), _entered(day, late=True)
    parts = _without_order(day), _without_attestation(day), _overdue(day), _by_hand(), _corrections_late(day)
    bodies = sorted(set(vacant) | set(people) | set(entered) | set(parts[-1]))
    return [
        Execution(
            one,
            people.get(one, 0),
            vacant.get(one, 0),
            late.get(one, 0),
            entered.get(one, 0),
            *(part.get(one, 0) for part in parts),
        )
        for one in bodies
        if body_id in {None, one}
    ]


def _entered(day: date, *, late: bool) -> dict[int, int]:
    """Return how many orders of a year were entered by participants, or how many of them later than the term."""
    query = select(ServiceFact.source_body_id, func.count()).where(
        ServiceFact.origin == PARTICIPANTS,
        ServiceFact.cause == "entry",
        ServiceFact.source_body_id.is_not(None),
        ServiceFact.order_date > day - YEAR,
        ServiceFact.order_date <= day,
    )
    if late:
        entered = func.date(func.timezone("Asia/Baku", ServiceFact.known_from))
        query = query.where(entered - ServiceFact.order_date > setting("figures.setting", "entry_days", day))
    return _grouped(query.group_by(ServiceFact.source_body_id))


def _without_order(day: date) -> dict[int, int]:
    query = at_work(select(Post.body_id, func.count()), day).where(Post.order_number.is_(None))
    return _grouped(query.group_by(Post.body_id))


def _without_attestation(day: date) -> dict[int, int]:
    """Return who holds an administrative post longer than the term and was not attested within it."""
    since = months_later(day, -setting("figures.setting", "attestation_months", day))
    fact = aliased(ServiceFact)
    attested = select(fact.id).where(
        fact.servant_id == Post.servant_id,
        fact.group_code == "attestation",
        fact.known_to.is_(None),
        fact.state == "standing",
        fact.valid_from > since,
        fact.valid_from <= day,
    )
    query = at_work(select(Post.body_id, func.count()), day).where(
        Servant.since <= since, Post.content["post_class"].astext.like("a%"), not_(attested.exists())
    )
    return _grouped(query.group_by(Post.body_id))


def _overdue(day: date) -> dict[int, int]:
    """Return whose rank was due a month ago or longer and is not given: as it was reckoned last."""
    month = day - timedelta(days=30)
    query = select(RankOutlook.body_id, func.count()).where(
        RankOutlook.due_on <= month, func.cardinality(RankOutlook.lacks) == 0, RankOutlook.body_id.is_not(None)
    )
    return _grouped(query.group_by(RankOutlook.body_id))


def _by_hand() -> dict[int, int]:
    """Return facts that were typed because the exchange was impossible and that no source has confirmed since (3.3)."""
    query = select(ServiceFact.source_body_id, func.count()).where(
        ServiceFact.manual,
        ServiceFact.known_to.is_(None),
        ServiceFact.state == "standing",
        ServiceFact.source_body_id.is_not(None),
    )
    return _grouped(query.group_by(ServiceFact.source_body_id))


def _corrections_late(day: date) -> dict[int, int]:
    """Return by body the corrections whose term it let pass in a year: refused in time is an answer, silence is none."""
    lapsed = func.date(func.timezone("Asia/Baku", ServiceCorrectionStep.at))
    query = (
        select(ServiceCorrection.body_id, func.count(ServiceCorrection.id.distinct()))
        .join(ServiceCorrectionStep, ServiceCorrectionStep.correction_id == ServiceCorrection.id)
        .where(ServiceCorrectionStep.step == Step.LAPSE.value, ServiceCorrection.body_id.is_not(None))
        .where(lapsed > day - YEAR, lapsed <= day)
    )
    return _grouped(query.group_by(ServiceCorrection.body_id))


def _grouped(query: Any) -> dict[int, int]:
    return {row[0]: row[1] for row in db.session().execute(query)}
