"""What a given consent does, in the transaction in which it is given."""

from datetime import date
from typing import Final

from sqlalchemy import select, update

from webapp.auth.api import account_by_fin
from webapp.civil_service.governing.errors import ProposalWrong
from webapp.civil_service.governing.models import ServiceClosing, ServiceConsent, ServiceParameter
from webapp.civil_service.governing.rules import Kind
from webapp.civil_service.permissions import ENTER
from webapp.civil_service.record_tables import Servant, ServiceBody
from webapp.core import db
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.text import _l
from webapp.notifications.api import notify_account, notify_party

PAST: Final = _l(
    "Dəyişikliyin günü artıq çatıb: razılıq keçmişi dəyişmir. Operator yeni tarixlə yenidən təklif etməlidir."
)
TAKEN: Final = _l("Həmin gündən bu parametrin artıq başqa qiyməti var.")
CLOSED: Final = _l("Bu giriş artıq bağlanıb və ya məhdudlaşdırılıb.")


def carry_out(consent: ServiceConsent) -> None:
    """Add the parameter's row, close the entry or open it again."""
    {Kind.PARAMETER: _set, Kind.CLOSE: _close, Kind.REOPEN: _reopen}[Kind(consent.kind)](consent)
    db.session().flush()


def ensure_possible(consent: ServiceConsent) -> None:
    """Raise ProposalWrong when what was asked for cannot be any more: it is refused, or asked for anew."""
    if consent.kind == Kind.PARAMETER:
        day = date.fromisoformat(consent.content["valid_from"])
        if day <= today():
            raise ProposalWrong(fields={"outcome": PAST})
        if db.session().get(ServiceParameter, (consent.target, day)) is not None:
            raise ProposalWrong(fields={"outcome": TAKEN})
    if consent.kind == Kind.CLOSE:
        kind, _sign, key = consent.target.partition(":")
        same = ServiceClosing.body_id == int(key) if kind == "body" else ServiceClosing.fin_index == bytes.fromhex(key)
        if db.session().scalar(select(ServiceClosing.id).where(same, ServiceClosing.lifted_at.is_(None))) is not None:
            raise ProposalWrong(fields={"outcome": CLOSED})


def _set(consent: ServiceConsent) -> None:
    row = ServiceParameter(
        code=consent.target,
        valid_from=date.fromisoformat(consent.content["valid_from"]),
        value=consent.content["value"],
        basis=f"{consent.number}: {consent.reason}",
        assumed=False,
        consent_id=consent.id,
    )
    db.session().add(row)


def _close(consent: ServiceConsent) -> None:
    kind, _sign, key = consent.target.partition(":")
    row = ServiceClosing(
        public_id=new_public_id(),
        body_id=int(key) if kind == "body" else None,
        fin_index=bytes.fromhex(key) if kind == "user" else None,
        name=consent.content["name"],
        extent=consent.content["extent"],
        reason=consent.reason,
        since=now(),
        consent_id=consent.id,
    )
    db.session().add(row)
    _tell(consent, "civil_service.entry_closed")


def _reopen(consent: ServiceConsent) -> None:
    where = ServiceClosing.public_id == consent.content["closing"]
    lifted = update(ServiceClosing).where(where, ServiceClosing.lifted_at.is_(None))
    db.session().execute(lifted.values(lifted_at=now(), lifted_id=consent.id))
    _tell(consent, "civil_service.entry_opened")


def _tell(consent: ServiceConsent, code: str) -> None:
    """Tell whom it concerns: the person, or the people of the body who enter."""
    kind, _sign, key = consent.target.partition(":")
    if kind == "user":
        fin = db.session().scalar(select(Servant.fin).where(Servant.fin_index == bytes.fromhex(key)))
        account = account_by_fin(fin) if fin else None
        if account is not None:
            notify_account(account.id, code, reason=consent.reason)
        return
    party = db.session().scalar(select(ServiceBody.party_id).where(ServiceBody.id == int(key)))
    if party is not None:
        notify_party(party, code, permission=ENTER, reason=consent.reason)
