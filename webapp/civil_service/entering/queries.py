"""What the pages of entering show: a body's servants, its papers, the staff list, what may be entered."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select, text

from webapp.civil_service.entering.arriving import newcomer_of
from webapp.civil_service.entering.models import ServiceChange, ServicePaper, ServiceTable
from webapp.civil_service.entering.rules import Hand, State, Verdict, verdict
from webapp.civil_service.entering.stating import Newcomer
from webapp.civil_service.gaps import gap_of
from webapp.civil_service.groups import GROUPS, Group
from webapp.civil_service.permissions import ENTER
from webapp.civil_service.queries import body_of_party
from webapp.civil_service.record_tables import Servant, ServiceBody, ServicePost
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.pagination import Page, descending, encode, numbers, page
from webapp.core.words import by_beginning, typed_words


class Offered(NamedTuple):
    """A group as it may be entered; `why` is the recorded reason for which its exchange is impossible."""

    group: Group
    verdict: Verdict
    why: str | None


def staff(
    body: ServiceBody, *, typed: str = "", status: str = "", after: int | None = None, size: int = 50
) -> list[Servant]:
    """Return servants of a body from a place in the list on, by name; one more than `size` says that there are others."""
    query = select(Servant).where(Servant.body_id == body.id)
    if words := typed_words(typed):
        query = query.where(
            text("servants.words @@ to_tsquery('simple', :words)").bindparams(words=by_beginning(words))
        )
    if status:
        query = query.where(Servant.status == status)
    if after is not None:
        former = select(Servant.search_name).where(Servant.id == after).scalar_subquery()
        query = query.where(or_(Servant.search_name > former, (Servant.search_name == former) & (Servant.id > after)))
    return list(db.session().scalars(query.order_by(Servant.search_name, Servant.id).limit(size + 1)))


def offered(body: ServiceBody | None, hand: Hand) -> list[Offered]:
    """Return the groups that this hand may enter today, those without a reason first."""
    found = []
    for one in GROUPS:
        gap = gap_of(one.code, body.id if body else None) if one.origin == "ehis" else None
        decided = verdict(one.origin, hand, gap=gap is not None)
        if decided is not Verdict.NO and not one.single:
            found.append(Offered(one, decided, gap.reason if gap else None))
    return sorted(found, key=lambda one: one.verdict is Verdict.WITH_REASON)


def staff_list(body: ServiceBody | None) -> list[ServicePost]:
    """Return the lines of a body's staff list that are in force today."""
    if body is None:
        return []
    day = today()
    query = select(ServicePost).where(ServicePost.body_id == body.id, ServicePost.valid_from <= day)
    query = query.where(or_(ServicePost.valid_to.is_(None), ServicePost.valid_to >= day))
    return list(db.session().scalars(query.order_by(ServicePost.unit, ServicePost.title, ServicePost.id).limit(500)))


def papers_of(body: ServiceBody | None, *, after: str | None = None, before: str | None = None) -> Page[ServicePaper]:
    """Return a page of a body's papers (None: the operator's), newest first."""
    mine: Any = ServicePaper.body_id == body.id if body else ServicePaper.body_id.is_(None)
    wanted, backwards = descending(
        select(ServicePaper).where(mine), ServicePaper.id, after=after, before=before, parts=numbers
    )
    rows = list(db.session().scalars(wanted))
    return page(rows, lambda row: (row.id,), backwards=backwards, started=bool(after or before))


def changes_of(paper: ServicePaper, most: int) -> Sequence[tuple[ServiceChange, Servant | Newcomer | None]]:
    """Return the first changes of a paper with whose they are; what was refused comes first.

    Of a newcomer whose paper was put away nothing is known any more: None.
    """
    query = select(ServiceChange, Servant).outerjoin(Servant, Servant.id == ServiceChange.servant_id)
    query = query.where(ServiceChange.paper_id == paper.id)
    order = ((ServiceChange.fate == "refused").desc(), ServiceChange.place)
    rows = db.session().execute(query.order_by(*order).limit(most))
    return [(one, newcomer_of(paper.id) if one.servant_id is None else servant) for one, servant in rows]


def table_of(paper: ServicePaper) -> ServiceTable | None:
    """Return the table from which a paper came, None when it was typed."""
    return db.session().scalar(select(ServiceTable).where(ServiceTable.paper_id == paper.id))


def unsigned(actor: Actor) -> int | None:
    """Return how many papers of the body acted for wait for a signature."""
    body = body_of_party(actor.party_id)
    if body is None or not actor.has(ENTER.code):
        return None
    waits = ServicePaper.state.in_((State.DRAFT.value, State.SIGNING.value))
    query = select(func.count()).where(ServicePaper.body_id == body.id, waits, ServicePaper.rows > 0)
    return db.session().scalar(query) or None


def cursor(row: Servant) -> str:
    """Return the place of a servant in the list, for an address."""
    return encode(row.id)
