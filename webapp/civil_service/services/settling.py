"""What a servant's row says follows from the facts that stand: written anew whenever one changes, and by a job each night."""

from datetime import date

from sqlalchemy import func

from webapp.civil_service.queries import record_of
from webapp.civil_service.record_tables import Servant
from webapp.civil_service.rules import Standing, standing
from webapp.core.azerbaijani import sort_text
from webapp.core.clock import now, today
from webapp.core.words import words_of

GROUPS = ("identity", "post", "termination", "rank")


def settle(servant: Servant, on: date | None = None) -> bool:
    """Write what follows today (or on a day) from the record; return whether anything changed."""
    day = on or today()
    record = record_of(servant.id, groups=GROUPS)
    found = standing(record, day)
    before = _state(servant)
    _write(servant, found)
    for identity in record.of("identity")[:1]:
        _name(servant, identity.content)
    changed = before != _state(servant)
    if changed:
        servant.changed_at = now()
    return changed


def name_words(family: str, given: str, patronymic: str) -> tuple[str, object]:
    """Return the name as lists are ordered by it, and its words for the index."""
    full = " ".join(part for part in (family, given, patronymic) if part)
    return sort_text(full), func.to_tsvector("simple", " ".join(words_of(full)))


def _write(servant: Servant, found: Standing) -> None:
    servant.status, servant.since, servant.ended_on = found.status, found.since, found.ended_on
    post = found.post
    servant.body_id = post.body_id if post else None
    servant.unit = post.content.get("unit") if post else None
    servant.post_title = post.content.get("title") if post else None
    servant.post_class = post.content.get("post_class") if post else None
    servant.rank = found.rank


def _name(servant: Servant, content: dict[str, str]) -> None:
    named = (content["family_name"], content["given_name"], content.get("patronymic", ""))
    servant.sex, servant.birthdate = content["sex"], date.fromisoformat(content["birthdate"])
    if named != (servant.family_name, servant.given_name, servant.patronymic):
        servant.family_name, servant.given_name, servant.patronymic = named
        servant.search_name, servant.words = name_words(*named)


def _state(servant: Servant) -> tuple[object, ...]:
    names = "status since ended_on body_id unit post_title post_class rank family_name given_name patronymic birthdate"
    return tuple(getattr(servant, name) for name in names.split())
