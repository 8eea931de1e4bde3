"""Words replaced in many texts at once: shown first, then kept as drafts of one batch."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.errors import Invalid
from webapp.core.ids import new_public_id
from webapp.core.text import Text, _l
from webapp.translations.checks import Finding
from webapp.translations.models import TextRow, TextTarget, TextVersion
from webapp.translations.queries import findings_of, original_of
from webapp.translations.rules import ORIGINAL, How
from webapp.translations.services.drafting import add_version, ensure_translates
from webapp.translations.services.reviewing import Bulk
from webapp.translations.services.standing import refresh

MOST: Final = 500
SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Replacement:
    """A text that would read otherwise."""

    key: str
    msgid: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def blocked(self) -> bool:
        """Whether the new words could not be published."""
        return any(one.stands_in_the_way for one in self.findings)


def preview_replace(
    language: str, needle: str, by: str, *, whole_word: bool = False, areas: Sequence[str] = ()
) -> list[Replacement]:
    """Return what replacing `needle` by `by` would do, letter by letter (case counts). Raises Invalid for a needle too short."""
    if len(needle.strip()) < SHORTEST:
        raise Invalid(fields={"needle": _l("Ən azı iki hərf yazın.")})
    pattern = re.compile(rf"(?<!\w){re.escape(needle)}(?!\w)" if whole_word else re.escape(needle))
    found = []
    for text, before in _saying(language, needle, areas):
        after = tuple(pattern.sub(lambda _found: by, form) for form in before)
        if after != before:
            found.append(Replacement(text.key, text.msgid, before, after, findings_of(text, language, after)))
        if len(found) == MOST:
            break
    return found


def replace_many(
    *,
    actor: Actor,
    language: str,
    needle: str,
    by: str,
    whole_word: bool = False,
    areas: Sequence[str] = (),
    keys: Collection[str] = (),
) -> Bulk:
    """Keep the replacement in the texts named by `keys` (all that were shown when none is named) as drafts of one batch.

    Raises NotYourLanguage, Invalid. What a check forbids is refused.
    """
    ensure_translates(actor, language)
    rows = [
        one
        for one in preview_replace(language, needle, by, whole_word=whole_word, areas=areas)
        if not keys or one.key in keys
    ]
    batch, refused, done = new_public_id(), list[tuple[str, Text]](), []
    for one in rows:
        if one.blocked:
            refused.append((one.key, next(each.words for each in one.findings if each.stands_in_the_way)))
            continue
        text = db.session().scalars(select(TextRow).where(TextRow.key == one.key)).one()
        add_version(text, language, one.after, actor=actor, how=How.REPLACED, batch=batch)
        done.append(text.id)
    refresh(done)
    detail = {"language": language, "needle": needle[:200], "by": by[:200], "texts": len(done), "refused": len(refused)}
    record("translations.replaced", actor=actor, object_type="text_batch", object_key=batch, detail=detail)
    return Bulk(len(done), tuple(refused), batch)


def _saying(language: str, needle: str, areas: Sequence[str]) -> Iterator[tuple[TextRow, tuple[str, ...]]]:
    query = (
        select(TextRow, TextTarget, TextVersion)
        .join(TextTarget, TextTarget.text_id == TextRow.id)
        .outerjoin(TextVersion, TextVersion.id == TextTarget.working_id)
        .where(TextRow.gone_at.is_(None), TextTarget.language == language)
        .order_by(TextRow.id)
    )
    if areas:
        query = query.where(TextRow.areas.overlap(list(areas)))
    for row in db.session().execute(query):
        text, standing = row[0], row[2].forms if row[1].working_id is not None else row[1].shown or row[1].base
        words = tuple(standing or (original_of(text) if language == ORIGINAL else ()))
        if any(needle in form for form in words):
            yield text, words
