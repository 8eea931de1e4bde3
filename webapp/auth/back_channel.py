"""Obeying a logout token: once, and only for sessions that the provider opened."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects.postgresql import insert

from webapp.auth.errors import SignInRefused
from webapp.auth.logout_tokens import LogoutOrder
from webapp.auth.models import Account, AuthSession, LogoutToken
from webapp.auth.rules import EndReason
from webapp.auth.sessions import end_where
from webapp.core import db
from webapp.core.clock import now


def obey(order: LogoutOrder) -> int:
    """End the sessions that `order` names and return how many. Raises SignInRefused for a token that was seen before."""
    fresh = db.session().execute(
        insert(LogoutToken)
        .values(iss=order.iss, jti=order.jti, received_at=now())
        .on_conflict_do_nothing(constraint="uq_logout_tokens_iss_jti")
        .returning(LogoutToken.id)
    )
    if fresh.one_or_none() is None:
        raise SignInRefused("logout-token-replayed")
    owners = select(Account.id).where(Account.iss == order.iss)
    if order.sub is not None:
        owners = owners.where(Account.sub == order.sub)
    which: list[ColumnElement[bool]] = [AuthSession.account_id.in_(owners)]
    if order.sid is not None:
        which.append(AuthSession.op_sid == order.sid)
    return end_where(*which, reason=EndReason.PROVIDER)
