"""The operator's decision: entering a service, amending it, cancelling it (Rules, 10.2, 10.4, 10.7, 10.8), or refusing."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import func, select

from webapp.catalogue.content import TAKEN, changes, content_of
from webapp.catalogue.errors import OwnApplication, StepNotPossible
from webapp.catalogue.models import Application, Area, Authority, Entry
from webapp.catalogue.permissions import DECIDE
from webapp.catalogue.queries import authority, entry, entry_of_offer, listed, office_application
from webapp.catalogue.rules import Request, register_number
from webapp.catalogue.services.stepping import ensure_possible, note, take
from webapp.catalogue.telling import tell_applicant
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import fold
from webapp.core.clock import now
from webapp.core.errors import Forbidden, Invalid
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.core.words import words_of

EVER: Final = 0  # numbers of the register run on over the years
AFTER_THE_LIST: Final = 500_000  # places in an authority's order behind those of the act
RANK: Final = 1_000_000


def accept_application(public_id: str, *, areas: Sequence[int], protected: bool, actor: Actor) -> str:
    """Do what the application asks for and tell the body; return the entry's code.

    `areas` and `protected` (1.4: information that the law protects) are for a registration. Raises Forbidden,
    OwnApplication, NoSuchApplication, StepNotPossible, Invalid when no area is chosen.
    """
    application = _to_decide(public_id, "accept", actor)
    found = DOING[Request(application.request)](application, areas, protected, actor)
    application.entry_id = found.id
    _decide(application, "accept", actor=actor, text=found.number or "")
    return found.code


def refuse_application(public_id: str, *, reason: str, actor: Actor) -> None:
    """Refuse with a reason and tell the body. Raises Forbidden, OwnApplication, NoSuchApplication, StepNotPossible."""
    application = _to_decide(public_id, "refuse", actor)
    application.reason = reason
    _decide(application, "refuse", actor=actor, text=reason)


def _to_decide(public_id: str, action: str, actor: Actor) -> Application:
    ensure_may(actor, DECIDE)
    application = office_application(public_id, actor=actor, lock=True)
    ensure_possible(application, action)
    if application.signer_id is not None and application.signer_id == actor.account_id:
        raise OwnApplication
    if application.party_id is not None and application.party_id == actor.party_id:
        raise Forbidden
    return application


def _decide(application: Application, action: str, *, actor: Actor, text: str) -> None:
    application.decided_at, application.decided_by = now(), actor.name
    take(application, action, actor=actor, text=text)
    tell_applicant(application, action, text)


def _register(application: Application, areas: Sequence[int], protected: bool, actor: Actor) -> Entry:  # noqa: FBT001 - one signature for the three
    known = set(db.session().scalars(select(Area.no)))
    if not areas or not set(areas) <= known:
        raise Invalid(fields={"areas": _l("Ən azı bir sahə seçin.")})
    content = application.content
    offered = content["offer_code"] or None
    if offered and entry_of_offer(offered) is not None:
        raise StepNotPossible
    kind = listed(content["list_no"], lock=True) if content["list_no"] else None
    n = next_number("catalogue.register", EVER)
    number = register_number(n)
    body = authority(kind.authority_no) if kind else _authority(application)
    found = kind or Entry(code=number, authority_no=body.no, rank=-(body.no * RANK + AFTER_THE_LIST + n), users=[])
    found.number, found.offer_code, found.party_id = number, offered, application.party_id
    found.areas, found.registered_at = sorted(set(areas)), now()
    _write(found, content, body, state="registered", protected=protected)
    db.session().add(found)
    note("registered", found, application, actor=actor, text=number)
    return found


def _amend(application: Application, _areas: Sequence[int], _protected: bool, actor: Actor) -> Entry:  # noqa: FBT001 - one signature for the three
    found = _entry_of(application)
    differences = changes(content_of(found), application.content)
    body = authority(found.authority_no)
    _write(found, application.content, body, state="registered", protected=found.protected)
    note("amended", found, application, actor=actor, changes=differences)
    return found


def _cancel(application: Application, _areas: Sequence[int], _protected: bool, actor: Actor) -> Entry:  # noqa: FBT001 - one signature for the three
    found = _entry_of(application)
    found.state, found.shown, found.cancelled_at, found.offer_code = "cancelled", False, now(), None
    note("cancelled", found, application, actor=actor)
    return found


def _entry_of(application: Application) -> Entry:
    assert application.entry_id is not None  # the constraint `about_an_entry`
    found = entry(application.entry_id, lock=True)
    if found.state != "registered":
        raise StepNotPossible
    return found


def _write(found: Entry, content: dict[str, Any], body: Authority, *, state: str, protected: bool) -> None:
    for name in TAKEN:
        setattr(found, name, content[name])
    found.state, found.protected, found.shown, found.changed_at = state, protected, not protected, now()
    words = words_of(found.number or "", found.list_no or "", found.name, body.name, found.content)
    found.search = func.array_to_tsvector(words)


def _authority(application: Application) -> Authority:
    """Return the body's row: its own, the one of its name that nobody holds, or a new one after the act's."""
    mine = Authority.party_id == application.party_id if application.party_id else None
    known = db.session().scalar(select(Authority).where(mine)) if mine is not None else None
    if known is None:
        same = select(Authority).where(Authority.folded == fold(application.body), Authority.party_id.is_(None))
        known = db.session().scalar(same.limit(1).with_for_update())
    if known is None:
        last = db.session().scalars(select(func.count()).select_from(Authority).where(Authority.listed)).one()
        no = last + next_number("catalogue.authority", EVER)
        known = Authority(no=no, name=application.body, folded=fold(application.body), listed=False)
        db.session().add(known)
    known.party_id = application.party_id
    db.session().flush()
    return known


DOING: Final[dict[Request, Callable[[Application, Sequence[int], bool, Actor], Entry]]] = {
    Request.REGISTER: _register,
    Request.AMEND: _amend,
    Request.CANCEL: _cancel,
}
