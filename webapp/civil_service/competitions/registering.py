"""The candidate's side: registration with a number, taken back, the own result (list 4.1, 4.2)."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.civil_service.competitions.errors import (
    CompetitionWrong,
    NoSuchCandidate,
    RegisteredAlready,
    RegistrationClosed,
)
from webapp.civil_service.competitions.models import ServiceCandidate, ServiceCompetition
from webapp.civil_service.competitions.queries import competition, stage
from webapp.civil_service.competitions.rules import SERIES, Outcome, Stage, registration_number
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.crypto import blind_index
from webapp.core.errors import Forbidden
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.text import _l
from webapp.core.transaction import savepoint
from webapp.notifications.api import notify_account

OBJECT: Final = "service_candidate"
LONGEST: Final = 300


def register(public_id: str, *, education: str, actor: Actor) -> ServiceCandidate:
    """Register the acting person for a competition; who took a registration back has it again, with its number.

    Raises NoSuchCompetition, RegistrationClosed after the moment of closing, RegisteredAlready, CompetitionWrong without
    an education.
    """
    found = competition(public_id, lock=True)
    if stage(found) is not Stage.OPEN:
        raise RegistrationClosed
    if not education.strip() or len(education) > LONGEST:
        raise CompetitionWrong(fields={"education": _l("Təhsilinizi və ixtisasınızı yazın.")})
    index, known = blind_index(_own_fin(actor)), registration_of(found.id, actor)
    if known is not None and known.withdrawn_at is None:
        raise RegisteredAlready
    if known is None:
        year = today().year
        known = ServiceCandidate(
            public_id=new_public_id(),
            number=registration_number(year, next_number(SERIES, year)),
            competition_id=found.id,
            account_id=actor.account_id,
            fin=_own_fin(actor),
            fin_index=index,
            name=actor.name,
            closes_at=found.closes_at,
            outcome=Outcome.WAITING.value,
        )
    known.education, known.registered_at, known.withdrawn_at = education.strip(), now(), None
    with savepoint():
        db.session().add(known)
    _note("registered", known, actor)
    if actor.account_id is not None:
        told = {"number": known.number, "post": found.post_title, "competition": public_id}
        notify_account(actor.account_id, "civil_service.candidate_registered", **told)
    return known


def take_back(public_id: str, *, actor: Actor) -> None:
    """Take the own registration back while registration is open. Raises NoSuchCandidate, RegistrationClosed."""
    found = competition(public_id)
    known = registration_of(found.id, actor)
    if known is None or known.withdrawn_at is not None:
        raise NoSuchCandidate
    if stage(found) is not Stage.OPEN:
        raise RegistrationClosed
    known.withdrawn_at = now()
    _note("withdrew", known, actor)


def registration_of(competition_id: int, actor: Actor) -> ServiceCandidate | None:
    """Return the acting person's own registration, None when there is none."""
    where = (
        ServiceCandidate.competition_id == competition_id,
        ServiceCandidate.fin_index == blind_index(_own_fin(actor)),
    )
    return db.session().scalar(select(ServiceCandidate).where(*where))


def own_registrations(actor: Actor) -> Sequence[tuple[ServiceCandidate, ServiceCompetition]]:
    """Return the acting person's registrations with their competitions, newest first: nobody else's."""
    query = select(ServiceCandidate, ServiceCompetition).join(
        ServiceCompetition, ServiceCompetition.id == ServiceCandidate.competition_id
    )
    query = query.where(ServiceCandidate.fin_index == blind_index(_own_fin(actor)))
    rows = db.session().execute(query.order_by(ServiceCandidate.id.desc()).limit(100))
    return [(one, other) for one, other in rows]


def _own_fin(actor: Actor) -> str:
    if actor.fin is None:
        raise Forbidden
    return actor.fin


def _note(step: str, row: ServiceCandidate, actor: Actor) -> None:
    db.session().flush()
    detail = {"number": row.number}
    action = f"civil_service.candidate_{step}"
    record(action, actor=actor, object_type=OBJECT, object_key=row.public_id, subject_fin=row.fin, detail=detail)
