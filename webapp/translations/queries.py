"""Single texts: their rows, versions, publications, what is decided for a language, what checks say."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Final

from sqlalchemy import func, select

from webapp.core import db
from webapp.translations.checks import Finding, Source, TermRule, check
from webapp.translations.errors import NoSuchText
from webapp.translations.models import (
    TextDismissal,
    TextLanguage,
    TextPublication,
    TextPublicationItem,
    TextRow,
    TextTarget,
    TextTerm,
    TextVersion,
)
from webapp.translations.rules import ORIGINAL, digest_of, is_template

SHOWN_VERSIONS: Final = 50


def text_by_key(key: str) -> TextRow:
    """Return a text by the name that stands in addresses. Raises NoSuchText."""
    found = db.session().scalar(select(TextRow).where(TextRow.key == key))
    if found is None:
        raise NoSuchText
    return found


def texts_by_keys(keys: Sequence[str]) -> dict[str, TextRow]:
    """Return the texts with these names, by name."""
    return {row.key: row for row in db.session().scalars(select(TextRow).where(TextRow.key.in_(keys)))}


def target(text_id: int, language: str) -> TextTarget:
    """Return how a text stands in a language. Raises NoSuchText."""
    found = db.session().get(TextTarget, (text_id, language))
    if found is None:
        raise NoSuchText
    return found


def versions(text_id: int, language: str, limit: int = SHOWN_VERSIONS) -> Sequence[TextVersion]:
    """Return the versions of a text in a language, the newest first."""
    query = select(TextVersion).where(TextVersion.text_id == text_id, TextVersion.language == language)
    return db.session().scalars(query.order_by(TextVersion.number.desc()).limit(limit)).all()


def version(text_id: int, language: str, number: int) -> TextVersion:
    """Return one version. Raises NoSuchText."""
    same = (TextVersion.text_id == text_id, TextVersion.language == language, TextVersion.number == number)
    found = db.session().scalar(select(TextVersion).where(*same))
    if found is None:
        raise NoSuchText
    return found


def latest_number(text_id: int, language: str) -> int:
    """Return the number of the newest version, 0 when there is none."""
    same = (TextVersion.text_id == text_id, TextVersion.language == language)
    return db.session().scalar(select(func.max(TextVersion.number)).where(*same)) or 0


def original_of(text: TextRow) -> list[str]:
    """Return the msgid, and the plural as the second."""
    return [text.msgid] if text.plural is None else [text.msgid, text.plural]


def source_of(text: TextRow) -> list[str]:
    """Return the original as pages show it now: as published in Azerbaijani, else the msgid."""
    found = db.session().get(TextTarget, (text.id, ORIGINAL))
    published = found.published_id if found is not None else None
    row = db.session().get(TextVersion, published) if published is not None else None
    return list(row.forms) if row is not None else original_of(text)


def check_source(text: TextRow) -> Source:
    """Return what words for a text are checked against: what the code says, for its placeholders and markup are filled."""
    return Source(tuple(original_of(text)), tuple(text.flags), is_template(text.locations), text.longest)


def findings_of(text: TextRow, language: str, forms: Sequence[str]) -> tuple[Finding, ...]:
    """Return what checks say of words; those that were dismissed for these very words are marked so."""
    found = check(check_source(text), forms, language, term_rules(language))
    if not found:
        return ()
    dismissed = dismissed_codes(text.id, language, forms)
    return tuple(replace(one, dismissed=True) if one.code in dismissed else one for one in found)


def dismissed_codes(text_id: int, language: str, forms: Sequence[str]) -> frozenset[str]:
    """Return the checks that somebody judged not to matter for these words."""
    same = (TextDismissal.text_id == text_id, TextDismissal.language == language)
    query = select(TextDismissal.code).where(*same, TextDismissal.words_digest == digest_of(list(forms)))
    return frozenset(db.session().scalars(query))


def terms() -> Sequence[TextTerm]:
    """Return the terms that hold, in the order of the alphabet's bytes."""
    return db.session().scalars(select(TextTerm).where(TextTerm.ended_at.is_(None)).order_by(TextTerm.az)).all()


def term_rules(language: str) -> tuple[TermRule, ...]:
    """Return the terms as a language's checks need them."""
    return tuple(TermRule(row.az, getattr(row, language), tuple(row.forbidden.get(language, ()))) for row in terms())


def two_persons(language: str) -> bool:
    """Whether a second person reviews what is written in a language. Yes where nobody decided otherwise."""
    row = db.session().get(TextLanguage, language)
    return row is None or row.two_persons


def served() -> int:
    """Return the number of the publication that is served, 0 when none is."""
    return db.session().scalar(select(func.max(TextPublication.number))) or 0


def publication(number: int) -> TextPublication:
    """Return a publication. Raises NoSuchText."""
    found = db.session().get(TextPublication, number)
    if found is None:
        raise NoSuchText
    return found


def publications(limit: int = SHOWN_VERSIONS) -> Sequence[TextPublication]:
    """Return the publications, the newest first."""
    query = select(TextPublication).order_by(TextPublication.number.desc()).limit(limit)
    return db.session().scalars(query).all()


def items_of(number: int, languages: Sequence[str] = ()) -> list[tuple[TextRow, TextVersion]]:
    """Return what a publication serves, text by text; of `languages` alone when some are named."""
    query = (
        select(TextRow, TextVersion)
        .join(TextVersion, TextVersion.text_id == TextRow.id)
        .join(TextPublicationItem, TextPublicationItem.version_id == TextVersion.id)
        .where(TextPublicationItem.publication == number)
        .order_by(TextRow.id, TextVersion.language)
    )
    wanted = [TextVersion.language == language for language in languages]
    rows = db.session().execute(query.where(reduce(or_, wanted)) if wanted else query)
    return [(row[0], row[1]) for row in rows]
