"""How texts stand, worked out anew after something happened to them: the rows that lists are made of."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from webapp.core import db
from webapp.core.azerbaijani import fold
from webapp.translations.checks import TermRule, check
from webapp.translations.models import (
    TextDismissal,
    TextPublicationItem,
    TextRow,
    TextTarget,
    TextVersion,
)
from webapp.translations.queries import check_source, original_of, served, term_rules
from webapp.translations.rules import LANGUAGES, OPEN, ORIGINAL, How, State, digest_of

Place = tuple[int, str]
"""A text in a language."""
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around the texts whose standing is worked out."""

    published: dict[Place, TextVersion]
    working: dict[Place, TextVersion]
    dismissed: dict[Place, set[tuple[str, str]]]
    terms: dict[str, tuple[TermRule, ...]]


def refresh(text_ids: Collection[int]) -> None:
    """Work out anew how these texts stand in every language."""
    db.session().flush()
    wanted = sorted(set(text_ids))
    for start in range(0, len(wanted), CHUNK):
        _refresh(wanted[start : start + CHUNK])
    db.session().flush()


def _refresh(ids: Sequence[int]) -> None:
    targets = db.session().scalars(select(TextTarget).where(TextTarget.text_id.in_(ids))).all()
    texts = {row.id: row for row in db.session().scalars(select(TextRow).where(TextRow.id.in_(ids)))}
    around = Around(_published(ids), _working(ids), _dismissed(ids), {one: term_rules(one) for one in LANGUAGES})
    for row in targets:
        settle(row, texts[row.text_id], around)


def settle(row: TextTarget, text: TextRow, around: Around) -> None:
    """Set the columns of `row` that follow from versions, publication and catalogue."""
    place = row.text_id, row.language
    published, working = around.published.get(place), around.working.get(place)
    base = list(row.base) if row.base and not row.base_fuzzy else []
    row.published_id, row.working_id = (one.id if one else None for one in (published, working))
    row.shown = list(published.forms) if published else base
    newest = working or published
    forms = list(newest.forms) if newest else list(row.base)
    row.state = _state(row, published, working)
    row.stale_from = _stale_from(row, text, newest, around)
    row.words = fold(" ".join(forms))
    row.failing, row.blocked = _failing(row, text, forms, around)


def _state(row: TextTarget, published: TextVersion | None, working: TextVersion | None) -> str:
    if working is not None:
        return working.state
    if published is not None:
        return State.PUBLISHED
    if row.base and row.base_fuzzy:
        return State.FUZZY
    return State.TRANSLATED if row.base or row.language == ORIGINAL else State.UNTRANSLATED


def _stale_from(row: TextTarget, text: TextRow, newest: TextVersion | None, around: Around) -> list[str] | None:
    """Return the wording for which the newest words were made, None when the original still reads so."""
    original = original_of(text)
    if row.language == ORIGINAL:
        return list(newest.source) if newest is not None and newest.source != original else None
    reworded = around.published.get((text.id, ORIGINAL))
    source = list(reworded.forms) if reworded else original
    if newest is not None:
        return list(newest.source) if newest.source != source else None
    if not row.base:
        return None
    return original if source != original else row.stale_from if row.base_fuzzy else None


def _failing(row: TextTarget, text: TextRow, forms: list[str], around: Around) -> tuple[list[str], bool]:
    if not forms or (row.language == ORIGINAL and row.working_id is None and row.published_id is None):
        return [], False
    digest, gone = digest_of(forms), around.dismissed.get((row.text_id, row.language), set())
    found = check(check_source(text), forms, row.language, around.terms.get(row.language, ()))
    standing = [one for one in found if (one.code, digest) not in gone]
    return sorted({one.code for one in standing}), any(one.blocks for one in standing)


def _published(ids: Sequence[int]) -> dict[Place, TextVersion]:
    query = (
        select(TextVersion)
        .join(TextPublicationItem, TextPublicationItem.version_id == TextVersion.id)
        .where(TextPublicationItem.publication == served(), TextVersion.text_id.in_(ids))
    )
    return _by_place(db.session().scalars(query))


def _working(ids: Sequence[int]) -> dict[Place, TextVersion]:
    """Return the newest version on its way; what somebody only suggested comes after what a translator wrote."""
    query = select(TextVersion).where(TextVersion.text_id.in_(ids), TextVersion.state.in_(sorted(OPEN)))
    rows = sorted(db.session().scalars(query), key=lambda one: (one.how != How.SUGGESTED, one.number))
    return _by_place(rows)


def _dismissed(ids: Sequence[int]) -> dict[Place, set[tuple[str, str]]]:
    found: dict[Place, set[tuple[str, str]]] = defaultdict(set)
    for row in db.session().scalars(select(TextDismissal).where(TextDismissal.text_id.in_(ids))):
        found[row.text_id, row.language].add((row.code, row.words_digest))
    return found


def _by_place(rows: Iterable[TextVersion]) -> dict[Place, TextVersion]:
    return {(row.text_id, row.language): row for row in rows}
