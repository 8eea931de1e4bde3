"""Responsible persons: invited, accepted, changed and ended. Only the head with the right of seal hands rights on (9.2)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record, views_by
from webapp.auth import api as auth
from webapp.cabinets.errors import AlreadyResponsible, CannotInvite, NotPossibleNow
from webapp.cabinets.events import (
    DelegationAccepted,
    DelegationChanged,
    DelegationDeclined,
    DelegationEnded,
    PersonInvited,
)
from webapp.cabinets.invited import keep_version
from webapp.cabinets.jobs import check_invited
from webapp.cabinets.models import Delegation
from webapp.cabinets.permissions import MANAGE_PEOPLE, delegable
from webapp.cabinets.rules import LIVE, Action, State, next_state
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.crypto import blind_index
from webapp.core.errors import NotFound, StaleVersion, TooMany
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.text import _

NAME: Final = "name"
MOST_NAMES_AN_HOUR: Final = 30


@dataclass(frozen=True, slots=True)
class Grant:
    """What is handed on, and for how long; both dates are included, no end means until taken back."""

    permissions: frozenset[str]
    valid_from: date
    valid_to: date | None


def ensure_may_ask_names(actor: Actor) -> None:
    """Raise TooMany when the person had so many names confirmed within the hour that it looks like collecting them."""
    if views_by(actor.account_id or 0, NAME, now() - timedelta(hours=1)) >= MOST_NAMES_AN_HOUR:
        raise TooMany


def ensure_can_invite(fin: str, grant: Grant, *, actor: Actor) -> None:
    """Raise Forbidden, or CannotInvite naming the form's field, when `actor` cannot hand this to the person with `fin`."""
    ensure_may(actor, MANAGE_PEOPLE)
    _ensure_grant(grant)
    if fin == actor.fin:
        raise CannotInvite(
            fields={"fin": _("Özünüzü məsul şəxs təyin edə bilməzsiniz: bütün hüquqlar onsuz da sizdədir.")}
        )
    live = select(Delegation.id).where(
        Delegation.party_id == actor.party_id, Delegation.fin_index == blind_index(fin), Delegation.state.in_(LIVE)
    )
    if db.session().scalar(live) is not None:
        raise CannotInvite(fields={"fin": str(AlreadyResponsible.text)})


def invite(fin: str, grant: Grant, *, actor: Actor) -> str:
    """Invite the person with `fin` to act for the actor's party; return the public id. The register names them later.

    Raises what `ensure_can_invite` raises, AlreadyResponsible for a lost race.
    """
    ensure_can_invite(fin, grant, actor=actor)
    known = auth.account_by_fin(fin)
    row = Delegation(public_id=new_public_id(), party_id=actor.party_id, fin=fin, fin_index=blind_index(fin), name="")
    row.account_id = known.id if known else None
    row.invited_by, row.invited_by_name = actor.account_id or 0, actor.name
    row.state, row.version, row.created_at = State.INVITED.value, 0, now()
    _apply(row, grant)
    keep_version(row, actor)
    _keep("cabinets.person_invited", row, actor)
    publish(PersonInvited(delegation_id=row.id, party_id=row.party_id, account_id=row.account_id))
    check_invited.defer(once=str(row.id), delegation_id=row.id)
    return row.public_id


def change(public_id: str, grant: Grant, *, version: int, actor: Actor) -> None:
    """Change rights or dates of a responsible person of the actor's party.

    Raises NotFound, Forbidden, CannotInvite, NotPossibleNow, StaleVersion when somebody saved since `version`.
    """
    row = _of_party(public_id, actor)
    _ensure_grant(grant)
    if row.version != version:
        raise StaleVersion
    row.state = next_state(State(row.state), Action.CHANGE).value
    _apply(row, grant)
    keep_version(row, actor)
    _keep("cabinets.rights_changed", row, actor)
    publish(DelegationChanged(delegation_id=row.id, party_id=row.party_id))


def end(public_id: str, *, actor: Actor) -> None:
    """Take all rights back at once. Raises NotFound, Forbidden, NotPossibleNow."""
    row = _of_party(public_id, actor)
    row.state, row.ended_at = next_state(State(row.state), Action.END).value, now()
    keep_version(row, actor)
    _keep("cabinets.rights_ended", row, actor)
    publish(DelegationEnded(delegation_id=row.id, party_id=row.party_id))


def answer(public_id: str, *, accept: bool, actor: Actor) -> Delegation:
    """Accept or decline an invitation to oneself. Raises NotFound, NotPossibleNow (answered, ended or out of date)."""
    row = _locked(public_id)
    if actor.fin is None or row.fin_index != blind_index(actor.fin):
        raise NotFound
    row.state = next_state(State(row.state), Action.ACCEPT if accept else Action.DECLINE).value
    if accept and row.valid_to is not None and row.valid_to < today():
        raise NotPossibleNow
    row.account_id, row.name, row.answered_at = actor.account_id, actor.name, now()
    keep_version(row, actor)
    _keep("cabinets.invitation_accepted" if accept else "cabinets.invitation_declined", row, actor)
    fact = DelegationAccepted if accept else DelegationDeclined
    publish(fact(delegation_id=row.id, party_id=row.party_id))
    return row


def _apply(row: Delegation, grant: Grant) -> None:
    row.permissions = sorted(grant.permissions)
    row.valid_from, row.valid_to = grant.valid_from, grant.valid_to


def _ensure_grant(grant: Grant) -> None:
    if not grant.permissions or not grant.permissions <= delegable():
        raise CannotInvite(fields={"rights": _("Ən azı bir hüquq seçin.")})
    if grant.valid_to is not None and grant.valid_to < max(grant.valid_from, today()):
        raise CannotInvite(fields={"valid_to": _("Son gün başlanğıc gündən və bu gündən əvvəl ola bilməz.")})


def _of_party(public_id: str, actor: Actor) -> Delegation:
    ensure_may(actor, MANAGE_PEOPLE)
    row = _locked(public_id)
    if row.party_id != actor.party_id:
        raise NotFound
    return row


def _locked(public_id: str) -> Delegation:
    row = db.session().scalar(select(Delegation).where(Delegation.public_id == public_id).with_for_update())
    if row is None:
        raise NotFound
    return row


def _keep(action: str, row: Delegation, actor: Actor) -> None:
    detail = {
        "permissions": row.permissions,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "version": row.version,
    }
    record(action, actor=actor, object_type="delegation", object_key=row.public_id, subject_fin=row.fin, detail=detail)
