"""What anybody who scans the code of a paper learns: that it is ours, whose it is, how it stands; no person, no data."""

from typing import Final

from sqlalchemy import select

from webapp.attachments.offer import AttachmentOwner, Slot
from webapp.civil_service.entering.drafting import own_paper
from webapp.civil_service.entering.errors import NoSuchPaper
from webapp.civil_service.entering.models import ServicePaper
from webapp.civil_service.entering.returning import page_of
from webapp.civil_service.entering.rules import DOCUMENT, ORDER, State
from webapp.civil_service.entering.wording import STATES
from webapp.civil_service.groups import group
from webapp.civil_service.permissions import ENTER, STAFF
from webapp.civil_service.queries import body_by_id
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.errors import NotFound
from webapp.core.text import Text, _l
from webapp.documents.api import DocumentType, PublicFacts, Tone

TONES: Final[dict[str, Tone]] = {"draft": "warning", "signing": "warning", "carrying": "warning", "in_force": "success"}
MOST_COPIES: Final = 5


def public_facts(ref: str) -> PublicFacts:
    """Return what is public of the paper with this public id. Raises NoSuchPaper."""
    paper = paper_of(ref)
    of = group(paper.group_code)
    rows: tuple[tuple[Text, str], ...] = (
        (_l("Təqdim edən"), body_by_id(paper.body_id).name if paper.body_id else str(_l("Reyestrin operatoru"))),
        (_l("Məlumat qrupu"), str(of.title) if of else paper.group_code),
        (_l("Dəyişikliklərin sayı"), str(paper.rows)),
    )
    return PublicFacts(
        tone=TONES.get(paper.state, "danger"),
        word=STATES[paper.state][0],
        number=paper.number,
        rows=rows,
        issued_at=paper.signed_at or paper.created_at,
    )


def paper_of(ref: str) -> ServicePaper:
    """Return a paper whoever asks. Raises NoSuchPaper."""
    found = db.session().scalar(select(ServicePaper).where(ServicePaper.public_id == ref))
    if found is None:
        raise NoSuchPaper
    return found


def may_see(actor: Actor, ref: str) -> bool:
    """The people of the body whose paper it is, or the operator's of the operator's."""
    try:
        own_paper(ref, actor)
    except NotFound:
        return False
    return actor.party_id is None or actor.has(STAFF.code) or actor.has(ENTER.code)


def may_change(actor: Actor, ref: str) -> bool:
    """Who may enter, until the paper is signed."""
    return may_see(actor, ref) and (actor.party_id is None or actor.has(ENTER.code)) and _is_open(ref)


def slot_of(ref: str, slot: str) -> Slot | None:
    """Return the one place: for copies of the order."""
    return Slot(_l("Əmrin surəti"), most=MOST_COPIES, is_open=_is_open(ref)) if slot == ORDER else None


def _is_open(ref: str) -> bool:
    return paper_of(ref).state == State.DRAFT


PAPER_DOCUMENT: Final = DocumentType(DOCUMENT, _l("Dövlət qulluqçularının reyestrinə təqdimat"), public_facts)
ORDERS: Final = AttachmentOwner(DOCUMENT, may_see, may_change, page_of, slot_of=slot_of)
