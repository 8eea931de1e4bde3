"""Texts taken out: for translators' programs, and back into the repository."""

from dataclasses import dataclass
from difflib import unified_diff
from typing import Final

import polib
from sqlalchemy import ColumnElement, select, true

from webapp.core import db
from webapp.translations.catalogue_files import path_of
from webapp.translations.exchange import MEDIA, Row, write
from webapp.translations.exchange.rows import ENDINGS
from webapp.translations.models import TextRow, TextTarget, TextVersion
from webapp.translations.queries import items_of, original_of, served
from webapp.translations.rules import State

WHAT: Final = ("all", "published", "waiting", "diff")
"""Everything as it is shown; only what is published over the catalogues; what somebody must still do; a patch of the repository."""
WAITING: Final = (State.UNTRANSLATED, State.FUZZY)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to give away."""

    name: str
    media: str
    content: bytes


def export(*, kind: str, language: str, what: str = "all") -> Exported:
    """Return the texts of a language as a file of `kind`; a "diff" is a patch of the repository's catalogue, whatever the kind."""
    if what == "diff":
        return Exported(f"kabinet-{language}.patch", "text/x-diff; charset=utf-8", _patch(language).encode())
    rows = [_row(text, target, forms) for text, target, forms in _wanted(language, what)]
    name = f"kabinet-{language}{'' if what == 'all' else f'-{what}'}.{ENDINGS[kind]}"
    return Exported(name, MEDIA[kind], write(kind, rows, language))


def _wanted(language: str, what: str) -> list[tuple[TextRow, TextTarget, tuple[str, ...]]]:
    condition: ColumnElement[bool] = true()
    if what == "published":
        condition = TextTarget.published_id.is_not(None)
    elif what == "waiting":
        condition = TextTarget.state.in_(WAITING) | TextTarget.stale_from.is_not(None) | TextTarget.blocked
    query = (
        select(TextRow, TextTarget, TextVersion)
        .join(TextTarget, TextTarget.text_id == TextRow.id)
        .outerjoin(TextVersion, TextVersion.id == TextTarget.working_id)
        .where(TextRow.gone_at.is_(None), TextTarget.language == language, condition)
        .order_by(TextRow.msgid)
    )
    return [
        (
            row[0],
            row[1],
            tuple(row[2].forms if what == "waiting" and row[2] is not None else row[1].shown or row[1].base),
        )
        for row in db.session().execute(query)
    ]


def _row(text: TextRow, target: TextTarget, forms: tuple[str, ...]) -> Row:
    doubted = target.state == State.FUZZY or (target.stale_from is not None and bool(forms))
    original = tuple(original_of(text))
    return Row(
        text.key, original, forms, text.context, tuple(text.locations), tuple(text.flags), text.notes, fuzzy=doubted
    )


def _patch(language: str) -> str:
    """Return a unified diff that writes what is published into the repository's catalogue, touching nothing else."""
    path = path_of(language)
    before = path.read_text(encoding="utf-8")
    file = polib.pofile(before, wrapwidth=0)
    places = {entry.linenum: entry for entry in file}
    lines = before.splitlines(keepends=True)
    words = {(text.msgid, text.plural): row.forms for text, row in items_of(served(), [language])} if served() else {}
    changed = [
        (entry, list(words[name]))
        for entry in places.values()
        if (name := (entry.msgid, entry.msgid_plural or None)) in words
    ]
    after = list(lines)
    for entry, forms in sorted(changed, key=lambda pair: -pair[0].linenum):
        _rewrite(after, entry, forms)
    place = f"translations/{language}/LC_MESSAGES/messages.po"
    return "".join(unified_diff(lines, after, f"a/{place}", f"b/{place}"))


def _rewrite(lines: list[str], entry: polib.POEntry, forms: list[str]) -> None:
    """Put `forms` in the place of the entry's msgstr lines; its other lines stay letter by letter."""
    start = entry.linenum - 1
    end = next((at for at in range(start, len(lines)) if not lines[at].strip()), len(lines))
    first = next(at for at in range(start, end) if lines[at].startswith("msgstr"))
    if entry.msgid_plural:
        made = [f'msgstr[{place}] "{polib.escape(form)}"\n' for place, form in enumerate(forms)]
    else:
        made = [f'msgstr "{polib.escape(forms[0])}"\n']
    flags = [at for at in range(start, first) if lines[at].startswith("#,") and "fuzzy" in lines[at]]
    lines[first:end] = made
    for at in reversed(flags):
        rest = [one.strip() for one in lines[at][2:].split(",") if one.strip() != "fuzzy"]
        lines[at : at + 1] = [f"#, {', '.join(rest)}\n"] if rest else []
