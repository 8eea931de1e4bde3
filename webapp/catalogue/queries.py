"""Reads of entries, applications, drafts and their steps, each only to whom it may be shown."""

from collections.abc import Sequence
from typing import Final, TypeVar

from sqlalchemy import Select, func, select

from webapp.catalogue.errors import NoSuchApplication, NoSuchEntry
from webapp.catalogue.models import Application, Authority, Comment, DraftRegulation, Entry, Step
from webapp.catalogue.permissions import DISCUSS, PREPARE, SEE, SIGN
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.pagination import Page, descending, numbers, page

Row = TypeVar("Row")
MOST: Final = 200
QUEUE_SIZE: Final = 50


def is_own(actor: Actor, party_id: int | None) -> bool:
    """Whether `actor` acts for the body: its people, or, for the agency's own (None), those of the office who may."""
    if not (actor.has(PREPARE.code) or actor.has(SIGN.code)):
        return False
    return bool(actor.office_roles) if party_id is None else actor.party_id == party_id


def own_application(public_id: str, *, actor: Actor, lock: bool = False) -> Application:
    """Return an application of the actor's own body. Raises NoSuchApplication, for another's as for none."""
    found = _one(select(Application).where(Application.public_id == public_id), lock=lock)
    if found is None or not is_own(actor, found.party_id):
        raise NoSuchApplication
    return found


def office_application(public_id: str, *, actor: Actor, lock: bool = False) -> Application:
    """Return an application for the office; drafts are the applicant's alone. Raises NoSuchApplication."""
    found = _one(select(Application).where(Application.public_id == public_id), lock=lock)
    if found is None or found.state == "draft" or not (actor.is_system or actor.has(SEE.code)):
        raise NoSuchApplication
    return found


def own_applications(actor: Actor) -> Sequence[Application]:
    """Return the applications of the body acted for, newest first."""
    mine = Application.party_id.is_(None) if actor.office_roles else Application.party_id == actor.party_id
    return db.session().scalars(select(Application).where(mine).order_by(Application.id.desc()).limit(MOST)).all()


def own_entries(actor: Actor) -> Sequence[Entry]:
    """Return what the body acted for has in the register, newest first."""
    mine = Entry.party_id.is_(None) if actor.office_roles else Entry.party_id == actor.party_id
    wanted = select(Entry).where(mine, Entry.number.is_not(None)).order_by(Entry.id.desc()).limit(MOST)
    return db.session().scalars(wanted).all()


def queue() -> Sequence[Application]:
    """Return what waits for a decision, the most urgent first: whatever is overdue stands on top."""
    wanted = select(Application).where(Application.state == "applied")
    return db.session().scalars(wanted.order_by(Application.due_on, Application.id).limit(MOST)).all()


def decided(*, after: str | None, before: str | None) -> Page[Application]:
    """Return a page of decided applications, newest first. Raises NotFound for a cursor that is none."""
    wanted = select(Application).where(Application.state.in_(("accepted", "refused", "withdrawn")))
    wanted = wanted.where(Application.received_at.is_not(None))
    query, backwards = descending(wanted, Application.id, after=after, before=before, size=QUEUE_SIZE, parts=numbers)
    rows = db.session().scalars(query).all()
    started = after is not None or before is not None
    return page(rows, lambda row: (row.id,), backwards=backwards, started=started, size=QUEUE_SIZE)


def entry_by_code(code: str) -> Entry | None:
    """Return the entry at this address, also by its register number; None when there is none."""
    found = db.session().scalar(select(Entry).where(Entry.code == code))
    return found or db.session().scalar(select(Entry).where(Entry.number == code))


def entry_of_offer(code: str) -> Entry | None:
    """Return the entry under which an offer is registered, None before that."""
    return db.session().scalar(select(Entry).where(Entry.offer_code == code))


def registered(number: str, *, lock: bool = False) -> Entry | None:
    """Return the entry in force with this register number, None when there is none."""
    return _one(select(Entry).where(Entry.number == number, Entry.state == "registered"), lock=lock)


def entry(entry_id: int, *, lock: bool = False) -> Entry:
    """Return the entry with this key."""
    return db.session().get_one(Entry, entry_id, with_for_update=lock or None)


def listed(list_no: str, *, lock: bool = False) -> Entry | None:
    """Return the kind of service that the act lists under this number and nobody has registered, None otherwise."""
    return _one(select(Entry).where(Entry.list_no == list_no, Entry.state == "listed"), lock=lock)


def authority(no: int) -> Authority:
    """Return an authority. Raises NoSuchEntry."""
    found = db.session().get(Authority, no)
    if found is None:
        raise NoSuchEntry
    return found


def history(*, entry: int | None = None, application: int | None = None, draft: int | None = None) -> Sequence[Step]:
    """Return what happened to one of them, in order."""
    about = {Step.entry_id: entry, Step.application_id: application, Step.draft_id: draft}
    wanted = [column == key for column, key in about.items() if key is not None]
    return db.session().scalars(select(Step).where(*wanted).order_by(Step.id).limit(MOST)).all()


def draft(public_id: str, *, actor: Actor, lock: bool = False) -> DraftRegulation:
    """Return a draft regulation; what is not published is the office's alone. Raises NoSuchEntry."""
    found = _one(select(DraftRegulation).where(DraftRegulation.public_id == public_id), lock=lock)
    if found is None or (found.state in {"draft", "withdrawn"} and not actor.has(DISCUSS.code)):
        raise NoSuchEntry
    return found


def drafts(*states: str) -> Sequence[DraftRegulation]:
    """Return drafts in these states, newest first."""
    wanted = select(DraftRegulation).where(DraftRegulation.state.in_(states))
    return db.session().scalars(wanted.order_by(DraftRegulation.id.desc()).limit(MOST)).all()


def approved_regulation(service_code: str) -> DraftRegulation | None:
    """Return the newest approved regulation of a service, None when none was approved."""
    wanted = select(DraftRegulation).where(
        DraftRegulation.service_code == service_code, DraftRegulation.state == "approved"
    )
    return db.session().scalar(wanted.order_by(DraftRegulation.approved_at.desc()).limit(1))


def comments(found: DraftRegulation) -> Sequence[Comment]:
    """Return what was said of a draft, in order."""
    wanted = select(Comment).where(Comment.draft_id == found.id).order_by(Comment.id).limit(MOST)
    return db.session().scalars(wanted).all()


def unanswered(found: DraftRegulation) -> int:
    """Return how many comments have no answer yet."""
    wanted = select(func.count()).where(Comment.draft_id == found.id, Comment.answered_at.is_(None))
    return db.session().scalars(wanted).one()


def _one(query: Select[Row], *, lock: bool) -> Row | None:
    return db.session().scalar(query.with_for_update() if lock else query)
