"""The catalogues read into the tables: new texts, texts that are gone, texts whose wording changed.

Nothing is deleted. What translators had made of a text that is gone is carried to the one that came in its place, as a
draft made for the former wording.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from sqlalchemy import bindparam, column, func, insert, select, update
from sqlalchemy.dialects.postgresql import JSONB

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.azerbaijani import fold
from webapp.core.clock import now
from webapp.core.db import Base
from webapp.translations.catalogue_files import CATALOGUES, Entry, Words, entries, files_digest
from webapp.translations.checks import TermRule, check
from webapp.translations.models import TextReading, TextRow, TextTarget, TextVersion
from webapp.translations.queries import check_source, original_of, term_rules
from webapp.translations.reach import areas_of, reach_of
from webapp.translations.rules import LANGUAGES, OPEN, ORIGINAL, How, State, VersionState, digest_of
from webapp.translations.services.standing import refresh

SIMILAR: Final = 0.6
LOCK: Final = 0x7E87
CHUNK: Final = 1_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading found; nothing when the files are those of the last one."""

    read: bool
    all: int = 0
    new: int = 0
    gone: int = 0
    changed: int = 0
    carried: int = 0


def read_catalogues(folder: Path = CATALOGUES, *, actor: Actor = SYSTEM) -> Reading:
    """Bring the tables to what the catalogues say. The same files are not read twice. Raises OSError for a missing file."""
    db.session().execute(select(func.pg_advisory_xact_lock(LOCK)))
    digest = files_digest(folder)
    latest = select(TextReading.digest).order_by(TextReading.id.desc()).limit(1)
    if db.session().scalar(latest) == digest:
        return Reading(read=False)
    found = _enter({entry.key: entry for entry in entries(folder)})
    counts = {name: getattr(found, name) for name in ("all", "new", "gone", "changed", "carried")}
    db.session().add(TextReading(digest=digest, at=now(), counts=counts))
    record("translations.read", actor=actor, object_type="texts", object_key=digest[:12], detail=counts)
    return found


def _enter(wanted: dict[str, Entry]) -> Reading:
    known = {row.key: row for row in db.session().scalars(select(TextRow))}
    gone = [row for key, row in known.items() if row.gone_at is None and key not in wanted]
    fresh = [entry for key, entry in wanted.items() if key not in known]
    moment = now()
    for row in gone:
        row.gone_at = moment
    for key, row in known.items():
        if key in wanted:
            _follow(row, wanted[key])
    rows = _add(fresh, gone)
    changed = _words_of(wanted, {row.key: row for row in (*known.values(), *rows)})
    carried = sum(_carry(row) for row in rows if row.previous_id is not None)
    refresh(changed | {row.id for row in rows if row.previous_id is not None})
    return Reading(True, len(wanted), len(fresh), len(gone), len(changed), carried)


def _follow(row: TextRow, entry: Entry) -> None:
    """Let a text that is known say where it stands now."""
    row.gone_at = None
    row.locations, row.flags, row.notes = list(entry.locations), list(entry.flags), entry.notes
    row.areas, row.reach = areas_of(entry.locations), int(reach_of(entry.locations))


def _add(fresh: Sequence[Entry], gone: Sequence[TextRow]) -> list[TextRow]:
    moment, replaced = now(), _predecessors(fresh, gone)
    values = [
        {
            "key": entry.key,
            "msgid": entry.msgid,
            "plural": entry.plural,
            "context": entry.context,
            "locations": list(entry.locations),
            "areas": areas_of(entry.locations),
            "flags": list(entry.flags),
            "notes": entry.notes,
            "reach": int(reach_of(entry.locations)),
            "words": fold(f"{entry.msgid} {entry.plural or ''} {entry.key}"),
            "since": moment.isoformat(),
            "previous_id": replaced.get(entry.key),
        }
        for entry in fresh
    ]
    _insert(TextRow, values)
    keys = [entry.key for entry in fresh]
    return list(db.session().scalars(select(TextRow).where(TextRow.key.in_(keys)))) if keys else []


def _predecessors(fresh: Iterable[Entry], gone: Sequence[TextRow]) -> dict[str, int]:
    """Return for new texts the one that is gone from the same file and reads most like it."""
    found: dict[str, int] = {}
    for entry in fresh if gone else ():
        near = [
            row for row in gone if set(row.locations) & set(entry.locations) and bool(row.plural) == bool(entry.plural)
        ]
        alike = [(SequenceMatcher(None, row.msgid, entry.msgid).ratio(), row.id) for row in near]
        best = max(alike, default=(0.0, 0))
        if best[0] >= SIMILAR:
            found[entry.key] = best[1]
    return found


def _words_of(wanted: dict[str, Entry], rows: dict[str, TextRow]) -> set[int]:
    """Set what the catalogues have in each language; returns the texts for which that is something else than before."""
    known = {
        (row[0], row[1]): (tuple(row[2]), row[3])
        for row in db.session().execute(
            select(TextTarget.text_id, TextTarget.language, TextTarget.base, TextTarget.base_fuzzy)
        )
    }
    terms = {language: term_rules(language) for language in LANGUAGES}
    fresh, changed = [], set()
    for key, entry in wanted.items():
        text = rows[key]
        for language, words in entry.words.items():
            before = known.get((text.id, language))
            if before is None:
                fresh.append(_new_target(text, language, words, terms[language]))
            elif before != (words.forms, words.fuzzy):
                changed.add(text.id)
                _set_base(text.id, language, words)
    _insert(TextTarget, fresh)
    return changed


def _new_target(text: TextRow, language: str, words: Words, terms: tuple[TermRule, ...]) -> dict[str, Any]:
    """Return the row of a text that nobody worked on yet."""
    forms = list(words.forms)
    found = check(check_source(text), forms, language, terms) if forms else ()
    state = State.FUZZY if forms and words.fuzzy else State.TRANSLATED
    return {
        "text_id": text.id,
        "language": language,
        "base": forms,
        "base_fuzzy": words.fuzzy,
        "stale_from": _former(words),
        "state": state if forms or language == ORIGINAL else State.UNTRANSLATED,
        "shown": [] if words.fuzzy else forms,
        "failing": sorted({one.code for one in found}),
        "blocked": any(one.blocks for one in found),
        "words": fold(" ".join(forms)),
    }


def _former(words: Words) -> list[str] | None:
    return [words.previous] if words.fuzzy and words.previous else None


def _set_base(text_id: int, language: str, words: Words) -> None:
    db.session().execute(
        update(TextTarget)
        .where(TextTarget.text_id == text_id, TextTarget.language == language)
        .values(base=list(words.forms), base_fuzzy=words.fuzzy, stale_from=_former(words))
    )


def _carry(row: TextRow) -> int:
    """Bring what a text's predecessor was called in each language along, as drafts made for the former wording."""
    before = db.session().get_one(TextRow, row.previous_id)
    targets = db.session().scalars(select(TextTarget).where(TextTarget.text_id == before.id)).all()
    own = {one.language: one for one in db.session().scalars(select(TextTarget).where(TextTarget.text_id == row.id))}
    made = 0
    for one in targets:
        kept = one.working_id or one.published_id
        words = list(db.session().get_one(TextVersion, kept).forms) if kept else list(one.base)
        if words and (kept or (one.language != ORIGINAL and not own[one.language].base)):
            db.session().add(_carried(row, one.language, words, original_of(before)))
            made += 1
    _close_open(before.id)
    return made


def _carried(row: TextRow, language: str, words: list[str], source: list[str]) -> TextVersion:
    return TextVersion(
        text_id=row.id,
        language=language,
        number=1,
        forms=words,
        source=source,
        source_digest=digest_of(source),
        state=VersionState.DRAFT,
        how=How.CARRIED,
        two_persons=True,
        author_name=SYSTEM.name,
        at=now(),
    )


def _close_open(text_id: int) -> None:
    db.session().execute(
        update(TextVersion)
        .where(TextVersion.text_id == text_id, TextVersion.state.in_(sorted(OPEN)))
        .values(state=VersionState.REPLACED)
    )


def _insert(table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Write rows as one value of each thousand: thrice as quick as one by one, and every first start waits for it."""
    if not rows:
        return
    columns = [column(name, table.__table__.c[name].type) for name in rows[0]]
    given = (
        func.jsonb_to_recordset(bindparam("rows", type_=JSONB)).table_valued(*columns).render_derived(with_types=True)
    )
    names = list(rows[0])
    statement = insert(table.__table__).from_select(names, select(*(given.c[name] for name in names)))  # type: ignore[arg-type] # a mapped class has a table
    for start in range(0, len(rows), CHUNK):
        db.session().execute(statement, {"rows": rows[start : start + CHUNK]})
