"""Whose officer somebody is: each sees the letters of his own authority alone."""

from collections.abc import Sequence

from sqlalchemy import select

from webapp.auth.api import named_posts, staff_posts, staff_with
from webapp.cabinets.api import party
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.reading import once_a_page
from webapp.correspondence.models import Letter, LetterBody
from webapp.correspondence.permissions import HEAD, POSTS, SEE


@once_a_page
def standing_of(actor: Actor) -> dict[int, bool]:
    """Return the authorities for which the actor opens letters, each with whether they lead there."""
    if actor.account_id is None or not actor.has(SEE.code):
        return {}
    held = {post: body for post, body in staff_posts(actor.account_id).items() if post in POSTS}
    rows = db.session().execute(select(LetterBody.id, LetterBody.name).where(LetterBody.name.in_(held.values())))
    return {row.id: held.get(HEAD) == row.name for row in rows}


def leads(actor: Actor, body_id: int) -> bool:
    """Whether the actor leads the letters of this authority."""
    return standing_of(actor).get(body_id, False)


def is_writer(actor: Actor, letter: Letter) -> bool:
    """Whether the actor wrote the letter, or is the person who sends it: for the authority another one handles it."""
    if actor.account_id is not None and letter.account_id == actor.account_id:
        return True
    return actor.fin is not None and party(letter.party_id).number == actor.fin


@once_a_page
def officers_of(body_id: int) -> list[int]:
    """Return the accounts of everybody who opens letters of this authority."""
    return staff_with(POSTS, body=_name(body_id))


def posts_of_bodies() -> dict[str, int]:
    """Return how many people are named to open letters, by authority; who is named counts before they first sign in."""
    return named_posts(POSTS)


def heads_of(body_id: int) -> list[int]:
    """Return the accounts of those who lead its letters."""
    return staff_with((HEAD,), body=_name(body_id))


def names_of_bodies(ids: Sequence[int]) -> dict[int, str]:
    """Return the names of authorities by id."""
    rows = db.session().execute(select(LetterBody.id, LetterBody.name).where(LetterBody.id.in_(set(ids))))
    return {row.id: row.name for row in rows}


def _name(body_id: int) -> str:
    return names_of_bodies([body_id])[body_id]
