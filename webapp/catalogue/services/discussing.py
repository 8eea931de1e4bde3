"""A draft regulation: made from a definition or typed, put to public discussion, answered, summed up, approved (9.2, 9.7, 9.8)."""

import hashlib
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

from webapp.catalogue.addresses import service_address
from webapp.catalogue.errors import DiscussionOver, NoSuchEntry, NotReady, StepNotPossible
from webapp.catalogue.models import Comment, DraftRegulation
from webapp.catalogue.offer import offer_of
from webapp.catalogue.permissions import DISCUSS
from webapp.catalogue.points import WRITTEN, missing_points
from webapp.catalogue.queries import authority, draft, entry_by_code, unanswered
from webapp.catalogue.regulation import regulation_of
from webapp.catalogue.rules import LEAST_DISCUSSION, is_discussed
from webapp.catalogue.services.consenting import not_consented
from webapp.catalogue.services.stepping import ensure_possible, note, take
from webapp.catalogue.telling import tell_author
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.errors import Invalid, StaleVersion, TooMany
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.text import Text, _, _l

EDITABLE: Final = frozenset({"draft", "closed"})
MOST_COMMENTS: Final = 20
NUMBERS: Final = frozenset(point.no for point in WRITTEN)


def start_draft(service_code: str, *, actor: Actor) -> str:
    """Open a draft for a service, from its definition where it is ours; return its public id. Raises NoSuchEntry."""
    ensure_may(actor, DISCUSS)
    offer = offer_of(service_code)
    found = None if offer else entry_by_code(service_code)
    if offer is not None:
        title = offer.title
        points = regulation_of(offer, place=service_address(offer.code), day=today())
    elif found is not None and found.shown:
        title = found.name
        points = {"1.1": title, "1.4": authority(found.authority_no).name, "1.2": found.content, "2.4": found.place}
        service_code = found.code
    else:
        raise NoSuchEntry
    moment = now()
    started = DraftRegulation(
        public_id=new_public_id(),
        service_code=service_code,
        title=title,
        points=points,
        state="draft",
        created_at=moment,
        changed_at=moment,
    )
    db.session().add(started)
    note("drafted", started, actor=actor)
    return started.public_id


def save_draft(public_id: str, points: dict[str, str], *, version: int, actor: Actor) -> None:
    """Keep the texts of the points. Raises NoSuchEntry, StepNotPossible while people comment on it, StaleVersion."""
    found = _mine(public_id, actor)
    if found.state not in EDITABLE:
        raise StepNotPossible
    if found.version != version:
        raise StaleVersion
    kept: dict[str, Any] = {no: text for no, text in points.items() if no in NUMBERS}
    changed = {no: [found.points.get(no, ""), text] for no, text in kept.items() if found.points.get(no, "") != text}
    if not changed:
        return
    found.points = {**found.points, **kept}
    found.version += 1
    note("edited", found, actor=actor, changes=changed)


def publish_draft(public_id: str, *, closes_on: date, actor: Actor) -> None:
    """Put the draft to public discussion from today to `closes_on` (9.7).

    Raises NoSuchEntry, StepNotPossible, NotReady with the points that are empty, Invalid for a term that is none.
    """
    found = _mine(public_id, actor)
    ensure_possible(found, "publish")
    _ensure_whole(found)
    if (closes_on - today()).days < LEAST_DISCUSSION:
        raise Invalid(fields={"closes_on": _l("Müzakirənin son günü bu gündən sonra olmalıdır.")})
    found.opens_on, found.closes_on, found.published_by = today(), closes_on, actor.name
    take(found, "publish", actor=actor, text=f"{closes_on:%d.%m.%Y}")


def add_comment(public_id: str, *, text: str, point: str, actor: Actor) -> str:
    """Keep what a signed-in person says of the draft; the same words twice are one comment. Return its public id.

    Raises NoSuchEntry, DiscussionOver, TooMany.
    """
    found = draft(public_id, actor=actor, lock=True)
    if found.state != "open" or not found.opens_on or not found.closes_on:
        raise DiscussionOver
    if not is_discussed(found.opens_on, found.closes_on, today()):
        raise DiscussionOver
    assert actor.account_id is not None  # the view asks for a signed-in person
    digest = hashlib.sha256(f"{point}\n{text}".encode()).digest()
    mine = (Comment.draft_id == found.id, Comment.account_id == actor.account_id)
    same = db.session().scalar(select(Comment).where(*mine, Comment.digest == digest))
    if same is not None:
        return same.public_id
    if db.session().scalars(select(func.count()).where(*mine)).one() >= MOST_COMMENTS:
        raise TooMany
    said = Comment(
        public_id=new_public_id(),
        draft_id=found.id,
        account_id=actor.account_id,
        author=", ".join(dict.fromkeys(part for part in (actor.name, actor.party_name) if part)),
        point=point if point in NUMBERS else "",
        text=text,
        digest=digest,
        at=now(),
    )
    db.session().add(said)
    db.session().flush()
    return said.public_id


def answer_comment(public_id: str, comment_id: str, *, text: str, actor: Actor) -> None:
    """Publish the body's answer to a comment and tell its author. Raises NoSuchEntry, StepNotPossible."""
    found = _mine(public_id, actor)
    mine = (Comment.public_id == comment_id, Comment.draft_id == found.id)
    said = db.session().scalar(select(Comment).where(*mine).with_for_update())
    if said is None:
        raise NoSuchEntry
    if said.answered_at is not None or found.state not in {"open", "closed"}:
        raise StepNotPossible
    said.answer, said.answered_at, said.answered_by = text, now(), actor.name
    note("answer", found, actor=actor, text=text)
    tell_author(said, found)


def close_discussion(public_id: str, *, summary: str, actor: Actor) -> None:
    """Sum the discussion up after its last day. Raises NoSuchEntry, StepNotPossible, NotReady before it is over."""
    found = _mine(public_id, actor)
    ensure_possible(found, "close")
    if found.closes_on is not None and today() <= found.closes_on:
        raise NotReady([("summary", _l("Müzakirənin son günü hələ bitməyib."))])
    found.summary, found.closed_at = summary, now()
    take(found, "close", actor=actor, text=summary)


def approve_regulation(public_id: str, *, actor: Actor) -> None:
    """Put the regulation in force: whole, discussed, every comment answered, every other body agreed (9.2).

    Raises NoSuchEntry, StepNotPossible, NotReady with what is missing.
    """
    found = _mine(public_id, actor)
    ensure_possible(found, "approve")
    _ensure_whole(found)
    if unanswered(found):
        raise NotReady([("", _l("Cavabsız rəy qalıb."))])
    waiting = not_consented(found)
    if waiting:
        raise NotReady(
            [("consents", _("Layihəyə razılığı alınmayan orqanlar: %(bodies)s.", bodies=", ".join(waiting)))]
        )
    found.approved_at, found.approved_by = now(), actor.name
    take(found, "approve", actor=actor)


def drop_draft(public_id: str, *, reason: str, actor: Actor) -> None:
    """Take the draft back, with a reason. Raises NoSuchEntry, StepNotPossible."""
    take(_mine(public_id, actor), "drop", actor=actor, text=reason)


def _mine(public_id: str, actor: Actor) -> DraftRegulation:
    ensure_may(actor, DISCUSS)
    return draft(public_id, actor=actor, lock=True)


def _ensure_whole(found: DraftRegulation) -> None:
    missing: list[tuple[str, Text]] = [
        (f"p{point.no.replace('.', '_')}", f"{point.no}. {point.label}") for point in missing_points(found.points)
    ]
    if missing:
        raise NotReady(missing)
