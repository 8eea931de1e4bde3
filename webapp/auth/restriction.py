"""The operator closes and opens a person's access, with a reason (charter 003, cl. 9.6)."""

from sqlalchemy import select

from webapp.audit.api import record
from webapp.auth.errors import AccountNotFound, AlreadyRestricted, NotRestricted, OwnAccount
from webapp.auth.events import AccountRestored, AccountRestricted
from webapp.auth.models import Account, AuthSession
from webapp.auth.permissions import RESTRICT_ACCOUNTS
from webapp.auth.rules import EndReason
from webapp.auth.sessions import end_where
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.permissions import ensure_may


def restrict(account_id: int, *, reason: str, actor: Actor) -> None:
    """Close the person's access: every session is dead at once, the next sign-in is refused with `reason`.

    Raises Forbidden, AccountNotFound, AlreadyRestricted, OwnAccount. Publishes AccountRestricted.
    """
    ensure_may(actor, RESTRICT_ACCOUNTS)
    account = _locked(account_id)
    if account.id == actor.account_id:
        raise OwnAccount
    if account.restricted_at is not None:
        raise AlreadyRestricted
    account.restricted_at, account.restricted_reason, account.restricted_by = now(), reason, actor.account_id
    ended = end_where(AuthSession.account_id == account.id, reason=EndReason.RESTRICTED)
    _audit("account.restricted", account, actor, reason=reason, sessions_ended=ended)
    publish(AccountRestricted(account_id=account.id))


def restore(account_id: int, *, reason: str, actor: Actor) -> None:
    """Open the person's access again. Raises Forbidden, AccountNotFound, NotRestricted. Publishes AccountRestored."""
    ensure_may(actor, RESTRICT_ACCOUNTS)
    account = _locked(account_id)
    if account.restricted_at is None:
        raise NotRestricted
    account.restricted_at = account.restricted_reason = account.restricted_by = None
    _audit("account.restored", account, actor, reason=reason)
    publish(AccountRestored(account_id=account.id))


def _locked(account_id: int) -> Account:
    account = db.session().scalars(select(Account).where(Account.id == account_id).with_for_update()).one_or_none()
    if account is None:
        raise AccountNotFound
    return account


def _audit(action: str, account: Account, actor: Actor, **detail: object) -> None:
    record(
        action,
        actor=actor,
        object_type="account",
        object_key=account.public_id,
        subject_fin=account.fin,
        detail=dict(detail),
    )
