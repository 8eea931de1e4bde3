"""What keeps the tables small: rows that can serve nobody any more are deleted."""

from datetime import timedelta
from typing import Final

from sqlalchemy import delete

from webapp.auth.models import AuthRequest, AuthSession, LogoutToken, ParkedForm
from webapp.core import db
from webapp.core.clock import now
from webapp.core.jobs import job
from webapp.core.transaction import transaction

DAY: Final = timedelta(days=1)
SESSIONS_KEPT: Final = timedelta(days=30)


@job("auth.clear_old_rows", queue="upkeep", cron="23 * * * *", attempts=1)
def clear_old_rows(timestamp: int) -> None:  # noqa: ARG001 - every periodic job is told its tick
    """Delete finished requests, kept forms and logout tokens after a day, visitors' sessions at once, others after a month."""
    at = now()
    over = AuthSession.absolute_expires_at
    with transaction():
        session = db.session()
        session.execute(delete(AuthRequest).where(AuthRequest.created_at < at - DAY))
        session.execute(delete(ParkedForm).where(ParkedForm.created_at < at - DAY))
        session.execute(delete(LogoutToken).where(LogoutToken.received_at < at - DAY))
        session.execute(delete(AuthSession).where(AuthSession.account_id.is_(None), over < at))
        session.execute(delete(AuthSession).where(over < at - SESSIONS_KEPT))
