"""Words that translators write: kept as versions, offered for review."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import update

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.permissions import ensure_may
from webapp.translations.checks import Finding, check
from webapp.translations.errors import NotYourLanguage, StateStands, VersionRaced, WordsRefused
from webapp.translations.models import TextRow, TextTarget, TextVersion
from webapp.translations.permissions import TRANSLATE, VIEW
from webapp.translations.queries import (
    check_source,
    findings_of,
    latest_number,
    original_of,
    source_of,
    text_by_key,
    two_persons,
    version,
)
from webapp.translations.rules import IMPOSSIBLE, OPEN, ORIGINAL, How, VersionState, digest_of, forms_wanted
from webapp.translations.services.standing import refresh

UNKEEPABLE = frozenset({"too_long"})
"""Findings for which words are not even kept as a draft."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A version that was kept, and what checks say of it."""

    number: int
    findings: tuple[Finding, ...]


def save_draft(*, actor: Actor, key: str, language: str, forms: Sequence[str], base_number: int) -> Saved:
    """Keep words as a draft over the version `base_number` that the translator saw.

    The same words again make no new version. Raises NoSuchText, NotYourLanguage, WordsRefused (`findings`) for words
    that cannot be kept, VersionRaced (`theirs`) when somebody saved in between.
    """
    ensure_translates(actor, language)
    text = text_by_key(key)
    latest = latest_number(text.id, language)
    if latest != base_number:
        raise VersionRaced(theirs=latest)
    findings = ensure_keepable(text, language, forms)
    if latest and _same_again(version(text.id, language, latest), forms):
        return Saved(latest, findings)
    row = add_version(text, language, forms, actor=actor, how=How.WRITTEN)
    refresh([text.id])
    note("saved", actor, text, row)
    return Saved(row.number, findings)


def suggest(*, actor: Actor, key: str, language: str, forms: Sequence[str]) -> Saved:
    """Offer words without the right to the language: reviewers see them. Raises NoSuchText, Forbidden, WordsRefused."""
    ensure_may(actor, VIEW)
    text = text_by_key(key)
    findings = ensure_keepable(text, language, forms)
    row = add_version(text, language, forms, actor=actor, how=How.SUGGESTED, state=VersionState.PROPOSED)
    refresh([text.id])
    note("suggested", actor, text, row)
    return Saved(row.number, findings)


def propose(*, actor: Actor, key: str, language: str, number: int) -> None:
    """Hand a draft over for review; where no second person is asked for, it is approved at once.

    Words that the portal carried along are the work of who hands them over, so that another person approves them.
    Raises NoSuchText, NotYourLanguage, StateStands, WordsRefused (`findings`) when a check stands in the way.
    """
    ensure_translates(actor, language)
    text = text_by_key(key)
    row = version(text.id, language, number)
    if row.state != VersionState.DRAFT:
        raise StateStands
    ensure_publishable(text, language, row.forms)
    if row.author_id is None:
        row = add_version(text, language, row.forms, actor=actor, how=How.CARRIED)
    row.state = VersionState.PROPOSED if row.two_persons else VersionState.APPROVED
    refresh([text.id])
    note("proposed", actor, text, row)


def ensure_translates(actor: Actor, language: str) -> None:
    """Raise NotYourLanguage unless `actor` may write in `language`. The system may."""
    wanted = TRANSLATE.get(language)
    if not actor.is_system and (wanted is None or not actor.has(wanted.code)):
        raise NotYourLanguage


def ensure_keepable(text: TextRow, language: str, forms: Sequence[str]) -> tuple[Finding, ...]:
    """Return what checks say. Raises WordsRefused for words that cannot be kept at all: too long, forms missing, signs that no text holds."""
    if any(map(IMPOSSIBLE.search, forms)):
        raise WordsRefused(findings=check(check_source(text), forms, language))
    found = findings_of(text, language, forms)
    wanted = forms_wanted(language, has_plural=text.plural is not None)
    impossible = [one for one in found if one.code in UNKEEPABLE]
    if impossible or len(forms) != wanted:
        raise WordsRefused(findings=tuple(impossible) or found)
    return found


def ensure_publishable(text: TextRow, language: str, forms: Sequence[str]) -> None:
    """Raise WordsRefused when a check that blocks, and that nobody dismissed, fails."""
    found = findings_of(text, language, forms)
    if any(one.stands_in_the_way for one in found):
        raise WordsRefused(findings=found)


def add_version(
    text: TextRow,
    language: str,
    forms: Sequence[str],
    *,
    actor: Actor,
    how: How,
    state: VersionState = VersionState.DRAFT,
    batch: str | None = None,
) -> TextVersion:
    """Add the next version and return it. What was on its way gives way to it, except to a mere suggestion."""
    if how != How.SUGGESTED:
        _give_way(text.id, language)
    source = original_of(text) if language == ORIGINAL else source_of(text)
    row = TextVersion(
        text_id=text.id,
        language=language,
        number=latest_number(text.id, language) + 1,
        forms=list(forms),
        source=source,
        source_digest=digest_of(source),
        state=state,
        how=how,
        batch=batch,
        two_persons=two_persons(language),
        author_id=actor.account_id,
        author_name=actor.name,
        at=now(),
    )
    db.session().add(row)
    db.session().flush()
    _mark_changed(text.id, language, actor)
    return row


def _give_way(text_id: int, language: str) -> None:
    mine = (TextVersion.text_id == text_id, TextVersion.language == language, TextVersion.how != How.SUGGESTED)
    query = update(TextVersion).where(*mine, TextVersion.state.in_(sorted(OPEN)))
    db.session().execute(query.values(state=VersionState.REPLACED))


def note(action: str, actor: Actor, text: TextRow, row: TextVersion) -> None:
    """Keep what happened to a version in the journal, with its words."""
    detail = {"number": row.number, "state": row.state, "forms": list(row.forms), "reason": row.reason or ""}
    record(
        f"translations.{action}",
        actor=actor,
        object_type="text",
        object_key=f"{row.language}/{text.key}",
        detail=detail,
    )


def _same_again(row: TextVersion, forms: Sequence[str]) -> bool:
    return list(row.forms) == list(forms) and row.state == VersionState.DRAFT


def _mark_changed(text_id: int, language: str, actor: Actor) -> None:
    db.session().execute(
        update(TextTarget)
        .where(TextTarget.text_id == text_id, TextTarget.language == language)
        .values(changed_at=now(), changed_by=actor.account_id)
    )
