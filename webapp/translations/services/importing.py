"""Files of translators: first compared with what stands, row by row, then taken as drafts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.ids import new_public_id
from webapp.core.text import Text, _l
from webapp.translations.checks import Finding, check
from webapp.translations.errors import FileTooLarge, FileUnreadable
from webapp.translations.exchange import MOST_BYTES, Parsed, Row, Unreadable, parse
from webapp.translations.models import TextRow, TextTarget, TextVersion
from webapp.translations.queries import check_source, original_of, term_rules
from webapp.translations.rules import IMPOSSIBLE, How, VersionState, forms_wanted
from webapp.translations.services.drafting import add_version, ensure_translates
from webapp.translations.services.reviewing import Bulk
from webapp.translations.services.standing import refresh

NEW, CHANGED, SAME = "new", "changed", "same"
UNKNOWN, IGNORED, REFUSED = "unknown", "ignored", "refused"
OUTCOMES: Final = (NEW, CHANGED, SAME, UNKNOWN, IGNORED, REFUSED)
CHUNK: Final = 1_000
Known = dict[str, tuple[TextRow, TextTarget, TextVersion | None]]


@dataclass(frozen=True, slots=True)
class Compared:
    """What would become of a row of the file, and why."""

    outcome: str
    key: str
    msgid: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    reason: Text | None = None
    fuzzy: bool = False
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole file beside what stands."""

    language: str
    kind: str
    rows: tuple[Compared, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each outcome."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    @property
    def taken(self) -> list[Compared]:
        """The rows that would be taken."""
        return [row for row in self.rows if row.outcome in {NEW, CHANGED}]


def compare(content: bytes, name: str, language: str | None = None) -> Comparison:
    """Return what importing a file would do; nothing is written. `language` is wanted where the file does not say its own.

    Raises FileTooLarge, FileUnreadable with the reason.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge
    try:
        parsed = parse(content, name)
    except Unreadable as error:
        raise FileUnreadable(error.words) from None
    return _compared(parsed, _language(parsed, language))


def import_apply(
    *, actor: Actor, content: bytes, name: str, language: str | None = None, as_state: str = VersionState.DRAFT
) -> Bulk:
    """Take the new and changed words of a file as drafts, or as proposals for review. Returns the batch.

    Raises what `compare` raises, and NotYourLanguage.
    """
    found = compare(content, name, language)
    ensure_translates(actor, found.language)
    batch = new_public_id()
    state = VersionState.PROPOSED if as_state == VersionState.PROPOSED else VersionState.DRAFT
    texts = _known([row.key for row in found.taken], found.language)
    for row in found.taken:
        text = texts[row.key][0]
        add_version(text, found.language, row.after, actor=actor, how=How.IMPORTED, state=state, batch=batch)
    refresh([texts[row.key][0].id for row in found.taken])
    detail = {"language": found.language, "kind": found.kind, "file": name[:120], **found.counts}
    record("translations.imported", actor=actor, object_type="text_batch", object_key=batch, detail=detail)
    refused = tuple((row.key, row.reason or "") for row in found.rows if row.outcome == REFUSED)
    return Bulk(len(found.taken), refused, batch)


def _language(parsed: Parsed, asked: str | None) -> str:
    if asked and parsed.language and asked != parsed.language:
        raise FileUnreadable(
            _l("Fayl başqa dildədir (%(theirs)s), siz “%(asked)s” seçmisiniz.", theirs=parsed.language, asked=asked)
        )
    language = parsed.language or asked
    if not language:
        raise FileUnreadable(_l("Fayl hansı dildə olduğunu göstərmir: dili seçin."))
    return language


def _compared(parsed: Parsed, language: str) -> Comparison:
    known = _known([row.key for row in parsed.rows], language)
    terms = term_rules(language)
    seen: set[str] = set()
    rows = []
    for row in parsed.rows:
        told = _outcome(row, known, seen, language)
        if told.outcome in {NEW, CHANGED}:
            text = known[row.key][0]
            findings = check(check_source(text), row.forms, language, terms)
            wrong = next((one for one in findings if one.blocks), None)
            outcome = REFUSED if wrong else told.outcome
            told = Compared(
                outcome,
                row.key,
                told.msgid,
                told.before,
                told.after,
                wrong.words if wrong else None,
                row.fuzzy,
                findings,
            )
        seen.add(row.key)
        rows.append(told)
    return Comparison(language, parsed.kind, tuple(rows))


def _outcome(row: Row, known: Known, seen: set[str], language: str) -> Compared:
    if row.obsolete or row.key in seen or row.key not in known:
        outcome, why = _passed_over(row, seen)
        return Compared(outcome, row.key, row.original[0] if row.original else "", after=row.forms, reason=why)
    text, target, working = known[row.key]
    before = tuple(target.shown or target.base if working is None else working.forms)
    told, reason = _judged(row, text, before, language)
    return Compared(told, row.key, text.msgid, before, row.forms, reason, fuzzy=row.fuzzy)


def _passed_over(row: Row, seen: set[str]) -> tuple[str, Text]:
    if row.obsolete:
        return IGNORED, _l("Faylda köhnəlmiş kimi qeyd olunub.")
    if row.key in seen:
        return REFUSED, _l("Bu mətn faylda bir dəfədən çox var.")
    return UNKNOWN, _l("Portalda belə mətn yoxdur.")


def _judged(row: Row, text: TextRow, before: tuple[str, ...], language: str) -> tuple[str, Text | None]:
    original = original_of(text)
    cases: tuple[tuple[bool, str, Text | None], ...] = (
        (not any(form.strip() for form in row.forms), IGNORED, _l("Faylda tərcümə yoxdur.")),
        (tuple(row.forms) == before, SAME, None),
        (any(map(IMPOSSIBLE.search, row.forms)), REFUSED, _l("Mətndə görünməyən, saxlanılmayan işarə var.")),
        (row.fuzzy, IGNORED, _l("Faylda şübhəli (fuzzy) kimi qeyd olunub.")),
        (row.original[0] not in {"", original[0]}, REFUSED, _l("Fayldakı orijinal portaldakından fərqlidir.")),
        (
            len(row.forms) != forms_wanted(language, has_plural=len(original) > 1),
            REFUSED,
            _l("Say formalarının sayı düz gəlmir."),
        ),
        (True, CHANGED if before else NEW, None),
    )
    return next((outcome, why) for holds, outcome, why in cases if holds)


def _known(keys: Sequence[str], language: str) -> Known:
    found: Known = {}
    for start in range(0, len(keys), CHUNK):
        query = (
            select(TextRow, TextTarget, TextVersion)
            .join(TextTarget, TextTarget.text_id == TextRow.id)
            .outerjoin(TextVersion, TextVersion.id == TextTarget.working_id)
            .where(TextRow.key.in_(keys[start : start + CHUNK]), TextTarget.language == language)
            .where(TextRow.gone_at.is_(None))
        )
        found |= {row[0].key: (row[0], row[1], row[2]) for row in db.session().execute(query)}
    return found
