"""The operator's side: announced, called off, scores written, results published (6.1.12; list 4.1, 4.2)."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.civil_service.competitions.errors import (
    AheadOfTheTest,
    CompetitionWrong,
    NoSuchCandidate,
    NotAtThisStage,
    OwnScores,
)
from webapp.civil_service.competitions.models import ServiceCandidate, ServiceCompetition
from webapp.civil_service.competitions.queries import candidates_of, competition, stage
from webapp.civil_service.competitions.rules import (
    INTERVIEW_MOST,
    TEST_MOST,
    Outcome,
    Scored,
    Stage,
    outcomes,
    reserve_until,
)
from webapp.civil_service.governing.parameters import value_of
from webapp.civil_service.groups.classes import CLASSES
from webapp.civil_service.permissions import COMPETE
from webapp.civil_service.record_tables import ServiceBody
from webapp.civil_service.services.checking import NOT_OFFERED
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import fold
from webapp.core.clock import local, now, today
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.notifications.api import notify_account

OBJECT: Final = "service_competition"


def announce(content: dict[str, Any], *, actor: Actor) -> ServiceCompetition:
    """Announce a competition. `content`: body (public id), unit, post_title, post_class, requirements, closes_at, test_on.

    Raises Forbidden, CompetitionWrong for a body that there is not, a closing in the past, a test before it.
    """
    ensure_may(actor, COMPETE)
    closes_at: datetime = content["closes_at"]
    test_on: date = content["test_on"]
    body = db.session().scalar(select(ServiceBody).where(ServiceBody.public_id == content["body"]))
    if body is None:
        raise CompetitionWrong(fields={"body": _l("Orqanı siyahıdan seçin.")})
    if content["post_class"] not in CLASSES:
        raise CompetitionWrong(fields={"post_class": NOT_OFFERED})
    if closes_at <= now():
        raise CompetitionWrong(fields={"closes_at": _l("Qeydiyyatın bağlanma vaxtı gələcəkdə olmalıdır.")})
    if test_on < local(closes_at).date():
        raise CompetitionWrong(fields={"test_on": _l("İmtahan qeydiyyat bağlanandan əvvəl ola bilməz.")})
    row = ServiceCompetition(public_id=new_public_id(), body_id=body.id, closes_at=closes_at, test_on=test_on)
    row.unit, row.post_title, row.post_class = content["unit"], content["post_title"], content["post_class"]
    row.requirements, row.search_title = content["requirements"], fold(f"{row.post_title} {row.unit} {body.name}")
    row.announced_at, row.announced_name = now(), actor.name
    row.number = f"M-{today().year}-{next_number('civil_service.competitions', today().year):04}"
    db.session().add(row)
    _note("announced", row, actor)
    return row


def call_off(public_id: str, *, reason: str, actor: Actor) -> None:
    """Call a competition off, for a reason that every candidate is told. Raises NotAtThisStage, CompetitionWrong."""
    ensure_may(actor, COMPETE)
    row = _locked(public_id, Stage.OPEN, Stage.JUDGED)
    if not reason.strip():
        raise CompetitionWrong(fields={"reason": _l("Səbəbi yazın.")})
    row.cancelled_at, row.cancel_reason = now(), reason.strip()
    _note("cancelled", row, actor)
    _tell(row, "civil_service.competition_cancelled", reason=row.cancel_reason)


def score(public_id: str, candidate: str, *, test: int | None, interview: int | None, actor: Actor) -> None:
    """Write a candidate's scores after the closing, before the publication.

    Raises NotAtThisStage, AheadOfTheTest, NoSuchCandidate, OwnScores, CompetitionWrong for scores that there are not.
    """
    ensure_may(actor, COMPETE)
    row = _tested(public_id)
    where = (ServiceCandidate.public_id == candidate, ServiceCandidate.competition_id == row.id)
    found = db.session().scalar(select(ServiceCandidate).where(*where).with_for_update())
    if found is None or found.withdrawn_at is not None:
        raise NoSuchCandidate
    if found.fin == actor.fin:
        raise OwnScores
    _ensure_score("test", test, TEST_MOST)
    _ensure_score("interview", interview, INTERVIEW_MOST)
    found.test, found.interview = test, interview
    db.session().flush()
    detail = {"number": found.number, "test": test, "interview": interview}
    action, kept = "civil_service.candidate_scored", {"object_type": "service_candidate", "object_key": candidate}
    record(action, actor=actor, subject_fin=found.fin, detail=detail, **kept)


def publish(public_id: str, *, actor: Actor) -> None:
    """Publish the results: each candidate is told and sees the own, who passed stands in the reserve.

    Raises NotAtThisStage, AheadOfTheTest.
    """
    ensure_may(actor, COMPETE)
    row = _tested(public_id)
    candidates = candidates_of(row.id)
    found = outcomes(Scored(one.id, one.test, one.interview, one.id) for one in candidates)
    until = reserve_until(today(), value_of("reserve_years"))
    for one in candidates:
        one.outcome = found[one.id].value
        one.reserve_until = until if found[one.id] is Outcome.RESERVE else None
    row.published_at, row.published_name = now(), actor.name
    _note("published", row, actor)
    _tell(row, "civil_service.results_published")


def _locked(public_id: str, *stages: Stage) -> ServiceCompetition:
    found = competition(public_id)
    row = db.session().get_one(ServiceCompetition, found.id, with_for_update=True)
    if stage(row) not in stages:
        raise NotAtThisStage
    return row


def _tested(public_id: str) -> ServiceCompetition:
    """Return a competition whose test was held and whose results are not published, held."""
    row = _locked(public_id, Stage.JUDGED)
    if today() < row.test_on:
        raise AheadOfTheTest
    return row


def _ensure_score(name: str, value: int | None, most: int) -> None:
    if value is not None and not 0 <= value <= most:
        raise CompetitionWrong(fields={name: _l("Bal 0 ilə %(most)s arasında olmalıdır.", most=most)})


def _tell(row: ServiceCompetition, code: str, **more: str) -> None:
    for one in candidates_of(row.id):
        if one.account_id is not None:
            told = {"number": one.number, "post": row.post_title, "competition": row.public_id, **more}
            notify_account(one.account_id, code, **told)


def _note(step: str, row: ServiceCompetition, actor: Actor) -> None:
    db.session().flush()
    detail = {"number": row.number}
    record(
        f"civil_service.competition_{step}", actor=actor, object_type=OBJECT, object_key=row.public_id, detail=detail
    )
