"""The number beside the desk in the menu: what waits for the person who looks."""

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.translations.models import TextVersion
from webapp.translations.permissions import REVIEW


def waiting(actor: Actor) -> int | None:
    """Return how many versions of others wait for this reviewer; None when none do."""
    languages = [language for language, right in REVIEW.items() if actor.has(right.code)]
    if not languages:
        return None
    others = TextVersion.author_id.is_distinct_from(actor.account_id)
    query = select(func.count()).where(TextVersion.state == "proposed", TextVersion.language.in_(languages), others)
    return db.session().scalar(query) or None
