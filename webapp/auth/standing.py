"""How entry stands, in figures: for those who look after security (act 000, annex 2, 6.2.2)."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from webapp.auth.models import Account, AuthSession, StaffPost
from webapp.auth.rules import Limits
from webapp.core import db
from webapp.core.clock import now, today


@dataclass(frozen=True, slots=True)
class EntryStanding:
    """Live sessions, those of them in the office, closed accounts, people by post, and how long a session lives."""

    sessions: int
    office_sessions: int
    restricted: int
    posts: dict[str, int]
    limits: Limits


def entry_standing(limits: Limits) -> EntryStanding:
    """Return how many sessions live and how many people hold each post, for those who look after security."""
    at, day = now(), today()
    alive = (
        AuthSession.account_id.is_not(None),
        AuthSession.ended_at.is_(None),
        AuthSession.absolute_expires_at > at,
        AuthSession.last_seen_at > at - limits.idle,
    )
    counted = select(func.count(), func.count().filter(AuthSession.office)).where(*alive)
    sessions, office = db.session().execute(counted).one()
    held = (
        select(StaffPost.role, func.count().label("held"))
        .where(StaffPost.valid_from <= day, or_(StaffPost.valid_to.is_(None), StaffPost.valid_to >= day))
        .group_by(StaffPost.role)
    )
    restricted = db.session().scalar(select(func.count()).where(Account.restricted_at.is_not(None))) or 0
    posts = {row.role: row.held for row in db.session().execute(held)}
    return EntryStanding(sessions, office, restricted, posts, limits)
