"""Reads of cases, papers, steps."""

from collections.abc import Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import Select, case, func, or_, select

from webapp.connections.access import OUR_MEMBER, ensure_office, ensure_own
from webapp.connections.errors import NoSuchCase
from webapp.connections.models import Breach, CheckItem, Official, Paper, Participant, Service, Step, Ticket
from webapp.connections.rules import RUNNING
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import fold
from webapp.core.clock import today

Row = TypeVar("Row")
MOST: Final = 200


def own_cases(actor: Actor) -> Sequence[Participant]:
    """Return the cases of whom the actor acts for, newest first; in the office, those of our own systems."""
    mine = Participant.member_code == OUR_MEMBER if actor.office_roles else Participant.party_id == actor.party_id
    return db.session().scalars(select(Participant).where(mine).order_by(Participant.id.desc()).limit(MOST)).all()


def own_case(public_id: str, *, actor: Actor, lock: bool = False) -> Participant:
    """Return a case of the actor's own. Raises NoSuchCase."""
    return ensure_own(actor, _one(select(Participant).where(Participant.public_id == public_id), lock=lock))


def office_case(public_id: str, *, actor: Actor, lock: bool = False) -> Participant:
    """Return a case for the office. Raises NoSuchCase."""
    return ensure_office(actor, _one(select(Participant).where(Participant.public_id == public_id), lock=lock))


def service_of(public_id: str, *, actor: Actor, own: bool, lock: bool = False) -> tuple[Service, Participant]:
    """Return a service and its participant, for the participant itself (`own`) or for the office. Raises NoSuchCase."""
    service = _one(select(Service).where(Service.public_id == public_id), lock=lock)
    if service is None:
        raise NoSuchCase
    return service, _participant(service.participant_id, actor=actor, own=own)


def paper_of(public_id: str, *, actor: Actor, own: bool, lock: bool = False) -> tuple[Paper, Participant]:
    """Return a paper and its participant. Raises NoSuchCase."""
    paper = _one(select(Paper).where(Paper.public_id == public_id), lock=lock)
    if paper is None:
        raise NoSuchCase
    return paper, _participant(paper.participant_id, actor=actor, own=own)


def breach_of(public_id: str, *, actor: Actor, own: bool, lock: bool = False) -> tuple[Breach, Participant]:
    """Return a breach case and its participant. Raises NoSuchCase."""
    breach = _one(select(Breach).where(Breach.public_id == public_id), lock=lock)
    if breach is None:
        raise NoSuchCase
    return breach, _participant(breach.participant_id, actor=actor, own=own)


def papers(participant: Participant, kind: str) -> Sequence[Paper]:
    """Return the participant's papers of a kind, newest first."""
    wanted = (Paper.participant_id == participant.id, Paper.kind == kind)
    return db.session().scalars(select(Paper).where(*wanted).order_by(Paper.id.desc())).all()


def application(participant: Participant) -> Paper:
    """Return the participant's form 1, which every case has from its beginning."""
    return papers(participant, "form1")[0]


def contract_of(participant: Participant) -> Paper | None:
    """Return the contract, None when none was begun."""
    return next(iter(papers(participant, "contract")), None)


def signed_contract(participant: Participant) -> Paper | None:
    """Return the contract in force, None when none is signed by both; a correction does not end it before it is signed."""
    return next((paper for paper in papers(participant, "contract") if paper.state == "signed"), None)


def services(participant: Participant) -> Sequence[Service]:
    """Return the participant's services, newest first."""
    wanted = select(Service).where(Service.participant_id == participant.id)
    return db.session().scalars(wanted.order_by(Service.id.desc()).limit(MOST)).all()


def services_on(paper: Paper) -> Sequence[Service]:
    """Return the services that one form 2 asks for, in their order."""
    return db.session().scalars(select(Service).where(Service.paper_id == paper.id).order_by(Service.id)).all()


def steps(*, participant: int | None = None, service: int | None = None, ticket: int | None = None) -> Sequence[Step]:
    """Return the steps of one subject, oldest first."""
    subject = {"participant_id": participant, "service_id": service, "ticket_id": ticket}
    return db.session().scalars(select(Step).filter_by(**_given(subject)).order_by(Step.id)).all()


def checks(*, participant: int | None = None, service: int | None = None) -> dict[str, CheckItem]:
    """Return the answered items of a check list, by item."""
    subject = {"participant_id": participant, "service_id": service}
    return {row.item: row for row in db.session().scalars(select(CheckItem).filter_by(**_given(subject)))}


def officials(participant: Participant) -> Sequence[Official]:
    """Return the officials who are entitled to exchange now, by name."""
    wanted = (Official.participant_id == participant.id, Official.removed_at.is_(None))
    return db.session().scalars(select(Official).where(*wanted).order_by(Official.name)).all()


def breaches(participant: Participant) -> Sequence[Breach]:
    """Return the breach cases of the participant, newest first."""
    return (
        db.session()
        .scalars(select(Breach).where(Breach.participant_id == participant.id).order_by(Breach.id.desc()))
        .all()
    )


def open_breach(participant: Participant) -> Breach | None:
    """Return the breach case that is not over, None when there is none."""
    return next((item for item in breaches(participant) if item.state in {"notified", "cure"}), None)


def tickets_of(participant: Participant) -> Sequence[Ticket]:
    """Return the participant's defects and proposals, newest first."""
    wanted = select(Ticket).where(Ticket.participant_id == participant.id)
    return db.session().scalars(wanted.order_by(Ticket.id.desc()).limit(MOST)).all()


def queue(state: str = "", search: str = "", *, blocked: bool = False) -> Sequence[Participant]:
    """Return the office's queue: what is overdue first, then by the end of the term; drafts are nobody's business."""
    wanted = select(Participant).where(Participant.state != "draft")
    if state:
        wanted = wanted.where(Participant.state == state)
    if blocked:
        wanted = wanted.where(Participant.blocked_reason.is_not(None))
    if search:
        named = Participant.name.icontains(search, autoescape=True)
        system = Participant.system_folded.contains(fold(search), autoescape=True)
        wanted = wanted.where(or_(named, system, Participant.number == search))
    late = case((Participant.due_on < today(), 0), (Participant.due_on.is_not(None), 1), else_=2)
    return db.session().scalars(wanted.order_by(late, Participant.due_on, Participant.id.desc()).limit(MOST)).all()


def waiting_services() -> list[tuple[Service, Participant]]:
    """Return the services on which the office has a step to take, what is overdue or ends first on top."""
    wanted = select(Service, Participant).join(Participant, Participant.id == Service.participant_id)
    wanted = wanted.where(Service.state.in_(("applied", "test", "passed", "withdrawal", "notified")))
    ends = func.coalesce(Service.due_on, Service.ends_on)
    rows = db.session().execute(wanted.order_by(ends.asc().nulls_last(), Service.id).limit(MOST))
    return [(row[0], row[1]) for row in rows]


def services_of_others() -> list[tuple[Service, Participant]]:
    """Return the services that other bodies provide over the exchange and that still answer, by name."""
    wanted = select(Service, Participant).join(Participant, Participant.id == Service.participant_id)
    wanted = wanted.where(Service.state.in_(RUNNING), Participant.state == "connected")
    wanted = wanted.where(Participant.member_code != OUR_MEMBER).order_by(Service.title, Service.id).limit(MOST)
    return [(row[0], row[1]) for row in db.session().execute(wanted)]


def has_case_for(participant: Participant) -> bool:
    """Whether the organisation has another case for the same system that was sent and is not over."""
    same = (Participant.party_id == participant.party_id, Participant.system_folded == participant.system_folded)
    alive = Participant.state.not_in(("draft", "refused", "disconnected"))
    wanted = select(Participant.id).where(*same, alive, Participant.id != participant.id).limit(1)
    return db.session().scalar(wanted) is not None


def _participant(participant_id: int, *, actor: Actor, own: bool) -> Participant:
    found = db.session().get(Participant, participant_id)
    return ensure_own(actor, found) if own else ensure_office(actor, found)


def _given(subject: dict[str, int | None]) -> dict[str, Any]:
    return {name: value for name, value in subject.items() if value is not None}


def _one(query: Select[Row], *, lock: bool) -> Row | None:
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return db.session().scalar(query)


def case_of_paper(public_id: str) -> str:
    """Return the public id of the case to which a paper belongs. Raises NoSuchCase."""
    wanted = select(Participant.public_id).join(Paper, Paper.participant_id == Participant.id)
    found = db.session().scalar(wanted.where(Paper.public_id == public_id))
    if found is None:
        raise NoSuchCase
    return found
