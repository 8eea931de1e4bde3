"""A second pair of eyes: versions approved or turned back; checks judged not to matter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import AppError
from webapp.core.text import Text
from webapp.core.transaction import savepoint
from webapp.translations.checks import CODES
from webapp.translations.errors import NoSuchText, NotYourLanguage, OwnWork, ReasonNeeded, StateStands
from webapp.translations.models import TextDismissal, TextRow, TextVersion
from webapp.translations.permissions import REVIEW, TRANSLATE
from webapp.translations.queries import latest_number, target, text_by_key, version
from webapp.translations.rules import OPEN, VersionState, digest_of
from webapp.translations.services.drafting import ensure_publishable, note
from webapp.translations.services.standing import refresh
from webapp.translations.telling import tell_the_author

LONGEST_REASON = 1_000


@dataclass(frozen=True, slots=True)
class Bulk:
    """What became of many texts at once: how many were done, which not and why, and by which name they are found again."""

    done: int
    refused: tuple[tuple[str, Text], ...] = ()
    batch: str | None = None


def approve(*, actor: Actor, key: str, language: str, number: int) -> None:
    """Approve a proposed version: it goes with the next publication. Others on their way give way to it.

    Raises NoSuchText, NotYourLanguage, StateStands, OwnWork where a second person is asked for, WordsRefused.
    """
    text, row = _proposed(actor, key, language, number)
    if row.two_persons and row.author_id is not None and row.author_id == actor.account_id:
        raise OwnWork
    ensure_publishable(text, language, row.forms)
    db.session().execute(
        update(TextVersion)
        .where(
            TextVersion.text_id == text.id,
            TextVersion.language == language,
            TextVersion.state.in_(sorted(OPEN)),
            TextVersion.number < number,
        )
        .values(state=VersionState.REPLACED)
    )
    row.state = VersionState.APPROVED
    _signed(row, actor)
    refresh([text.id])
    note("approved", actor, text, row)


def reject(*, actor: Actor, key: str, language: str, number: int, reason: str) -> None:
    """Turn a proposed version back, with the reason. Raises NoSuchText, NotYourLanguage, StateStands, ReasonNeeded."""
    text, row = _proposed(actor, key, language, number)
    row.reason = _reason(reason)
    row.state = VersionState.REJECTED
    if not (row.two_persons and row.author_id == actor.account_id):
        _signed(row, actor)
    refresh([text.id])
    note("rejected", actor, text, row)
    tell_the_author(text, row)


def approve_many(*, actor: Actor, language: str, picks: Iterable[tuple[str, int]]) -> Bulk:
    """Approve many versions, named by key and number; what is refused stays as it is and is told with its reason."""
    done, refused = 0, []
    for key, number in picks:
        try:
            with savepoint():
                approve(actor=actor, key=key, language=language, number=number)
        except AppError as error:
            refused.append((key, error.message))
        else:
            done += 1
    return Bulk(done, tuple(refused))


def dismiss(*, actor: Actor, key: str, language: str, code: str, reason: str) -> None:
    """Judge that a check does not matter for the newest words. Raises NoSuchText, NotYourLanguage, ReasonNeeded.

    What would break a page (placeholders, markup) cannot be judged away.
    """
    ensure_works_on(actor, language)
    text = text_by_key(key)
    if code not in CODES or code in NEVER:
        raise NoSuchText
    words = newest_words(text, language)
    values = {
        "text_id": text.id,
        "language": language,
        "code": code,
        "words_digest": digest_of(words),
        "reason": _reason(reason),
        "by_id": actor.account_id,
        "by_name": actor.name,
        "at": now(),
    }
    db.session().execute(insert(TextDismissal).values(values).on_conflict_do_nothing())
    refresh([text.id])
    detail = {"code": code, "reason": reason.strip()}
    record(
        "translations.dismissed", actor=actor, object_type="text", object_key=f"{language}/{text.key}", detail=detail
    )


NEVER = frozenset({"too_long", "plurals", "empty", "placeholders", "positions", "percent", "braces", "tags"})
"""Checks that nobody may judge away: pages break, or say nothing."""


def newest_words(text: TextRow, language: str) -> list[str]:
    """Return the newest words of a text in a language: of its newest open version, else what pages show."""
    found = target(text.id, language)
    newest = found.working_id or found.published_id
    row = db.session().get(TextVersion, newest) if newest is not None else None
    return list(row.forms) if row is not None else list(found.base)


def _proposed(actor: Actor, key: str, language: str, number: int) -> tuple[TextRow, TextVersion]:
    wanted = REVIEW.get(language)
    if not actor.is_system and (wanted is None or not actor.has(wanted.code)):
        raise NotYourLanguage
    text = text_by_key(key)
    row = version(text.id, language, number)
    if row.state != VersionState.PROPOSED or number > latest_number(text.id, language):
        raise StateStands
    return text, row


def ensure_works_on(actor: Actor, language: str) -> None:
    """Raise NotYourLanguage unless `actor` writes or reviews in `language`. The system may."""
    rights: Sequence[str] = [one[language].code for one in (TRANSLATE, REVIEW) if language in one]
    if not actor.is_system and not any(map(actor.has, rights)):
        raise NotYourLanguage


def _signed(row: TextVersion, actor: Actor) -> None:
    if actor.account_id is not None:
        row.reviewer_id, row.reviewer_name, row.reviewed_at = actor.account_id, actor.name, now()


def _reason(typed: str) -> str:
    words = " ".join(typed.split())[:LONGEST_REASON]
    if not words:
        raise ReasonNeeded
    return words
