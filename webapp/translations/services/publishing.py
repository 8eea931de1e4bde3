"""Publishing: what is approved goes over the catalogues, everywhere at once, or nothing does. Going back is publishing too."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from sqlalchemy import func, insert, select, update

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.permissions import ensure_may
from webapp.core.text import Text, _l
from webapp.translations.errors import GateClosed, NothingToPublish
from webapp.translations.models import TextPublication, TextPublicationItem, TextRow, TextTarget, TextVersion
from webapp.translations.permissions import PUBLISH
from webapp.translations.queries import findings_of, items_of, publication, served
from webapp.translations.rules import LANGUAGES, ORIGINAL, Reach, VersionState
from webapp.translations.services.standing import Place, refresh

LOCK: Final = 0x7E88
NAMES: Final = {"az": _l("Azərbaycan dili"), "en": _l("ingilis dili"), "ru": _l("rus dili")}


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be published of what is approved; everything where nothing is named."""

    languages: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def holds(self, text: TextRow, language: str) -> bool:
        """Whether a text in a language belongs to it."""
        return (
            (not self.languages or language in self.languages)
            and (not self.areas or bool(set(self.areas) & set(text.areas)))
            and (not self.keys or text.key in self.keys)
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One text that will read otherwise."""

    key: str
    language: str
    msgid: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    version_id: int | None
    number: int
    author_name: str
    reviewer_name: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing would do: what changes, what stands in the way, what is left out because the portal no longer says it.

    `unfinished` are languages in which visitors would meet the original.
    """

    number: int
    changes: tuple[Change, ...]
    obstacles: tuple[Text, ...]
    gone: tuple[str, ...]
    versions: tuple[int, ...]
    unfinished: tuple[str, ...]


def plan(scope: Scope | None = None) -> Plan:
    """Return what publishing `scope` would do now. Reads only."""
    wanted, before = scope or Scope(), served()
    standing = items_of(before) if before else []
    kept = {(text.id, row.language): (text, row) for text, row in standing if text.gone_at is None}
    fresh = {(text.id, row.language): (text, row) for text, row in _approved() if wanted.holds(text, row.language)}
    changes = tuple(_change(text, row, kept.get(place)) for place, (text, row) in sorted(fresh.items()))
    after = {**kept, **fresh}
    missing = _missing({row.language for _text, row in fresh.values()}, after)
    return Plan(
        before + 1,
        changes,
        (*_broken(fresh.values()), *(_incomplete(*one) for one in missing.items())),
        tuple(sorted({text.key for text, _row in standing if text.gone_at is not None})),
        tuple(row.id for _text, row in after.values()),
        tuple(missing),
    )


def publish(*, actor: Actor, scope: Scope | None = None, note: str = "") -> int:
    """Publish what is approved within `scope`; every process shows it a moment after the commit. Returns the number.

    Raises Forbidden, GateClosed (`obstacles`), NothingToPublish.
    """
    ensure_may(actor, PUBLISH)
    _alone()
    found = plan(scope)
    if not found.changes:
        raise NothingToPublish
    if found.obstacles:
        raise GateClosed(obstacles=found.obstacles)
    wanted = scope or Scope()
    row = _publication(actor, note)
    row.scope = {"languages": wanted.languages, "areas": wanted.areas, "keys": wanted.keys}
    row.counts = {
        "changed": len(found.changes),
        "texts": len(found.versions),
        "gone": len(found.gone),
        **{f"changed_{one}": number for one, number in Counter(change.language for change in found.changes).items()},
    }
    return _serve(row, found.versions, actor)


def roll_back(*, actor: Actor, to: int, note: str = "") -> int:
    """Serve again what publication `to` served; 0 is the bare catalogues. Returns the number of the new publication.

    Raises Forbidden, NoSuchText, NothingToPublish when that is what is served.
    """
    ensure_may(actor, PUBLISH)
    _alone()
    before = served()
    if to:
        publication(to)
    versions = tuple(row.id for text, row in items_of(to) if text.gone_at is None) if to else ()
    now_served = {row.id for _text, row in items_of(before)} if before else set()
    if to == before or set(versions) == now_served:
        raise NothingToPublish
    row = _publication(actor, note)
    row.rolls_back_to = to or None
    row.scope = {"back": to}
    row.counts = {"changed": len(set(versions) ^ now_served), "texts": len(versions), "gone": 0}
    return _serve(row, versions, actor)


def _alone() -> None:
    """Let nobody else publish until this transaction ends."""
    db.session().execute(select(func.pg_advisory_xact_lock(LOCK)))


def _publication(actor: Actor, note: str) -> TextPublication:
    return TextPublication(
        number=served() + 1,
        version=uuid4(),
        at=now(),
        by_id=actor.account_id,
        by_name=actor.name,
        note=" ".join(note.split())[:500],
    )


def _serve(row: TextPublication, versions: Sequence[int], actor: Actor) -> int:
    before = items_of(row.number - 1) if row.number > 1 else []
    db.session().add(row)
    db.session().flush()
    if versions:
        items = [{"publication": row.number, "version_id": one} for one in sorted(versions)]
        db.session().execute(insert(TextPublicationItem), items)
    dropped = {version.id for _text, version in before} - set(versions)
    _set_state(dropped, VersionState.REPLACED)
    _set_state(set(versions), VersionState.PUBLISHED)
    touched = {text.id for text, version in before if version.id in dropped}
    fresh = set(versions) - {version.id for _text, version in before}
    touched |= set(db.session().scalars(select(TextVersion.text_id).where(TextVersion.id.in_(sorted(fresh)))))
    refresh(touched)
    detail = {"number": row.number, "back": row.rolls_back_to, "note": row.note, **row.counts}
    action = "translations.published" if "back" not in row.scope else "translations.rolled_back"
    record(action, actor=actor, object_type="text_publication", object_key=str(row.number), detail=detail)
    return row.number


def _set_state(ids: set[int], state: VersionState) -> None:
    if ids:
        wanted = TextVersion.id.in_(sorted(ids)), TextVersion.state != state
        db.session().execute(update(TextVersion).where(*wanted).values(state=state))


def _approved() -> Iterable[tuple[TextRow, TextVersion]]:
    query = (
        select(TextRow, TextVersion)
        .join(TextVersion, TextVersion.text_id == TextRow.id)
        .where(TextVersion.state == VersionState.APPROVED, TextRow.gone_at.is_(None))
        .order_by(TextVersion.number)
    )
    return ((row[0], row[1]) for row in db.session().execute(query))


def _change(text: TextRow, row: TextVersion, before: tuple[TextRow, TextVersion] | None) -> Change:
    shown = before[1].forms if before else db.session().get_one(TextTarget, (text.id, row.language)).base
    return Change(
        text.key, row.language, text.msgid, tuple(shown), tuple(row.forms), row.id, row.number, row.author_name, row.reviewer_name
    )  # fmt: skip


def _broken(rows: Iterable[tuple[TextRow, TextVersion]]) -> Iterable[Text]:
    """Words that a check forbids: checked again, for terms and limits may have changed since they were approved."""
    for text, row in rows:
        for one in findings_of(text, row.language, row.forms):
            if one.stands_in_the_way:
                yield _l("“%(words)s”: %(why)s", words=row.forms[0][:60], why=one.words)


def _missing(languages: Iterable[str], after: Mapping[Place, object]) -> dict[str, int]:
    """Return how many texts visitors would meet in the original, for each language of what is published where there are any."""
    found = {}
    for language in sorted(set(languages) & set(LANGUAGES) - {ORIGINAL}):
        query = (
            select(TextTarget.text_id)
            .join(TextRow, TextRow.id == TextTarget.text_id)
            .where(
                TextTarget.language == language,
                TextRow.gone_at.is_(None),
                TextRow.reach == Reach.VISITORS,
                func.cardinality(TextTarget.shown) == 0,
            )
        )
        found[language] = sum((text_id, language) not in after for text_id in db.session().scalars(query))
    return {language: count for language, count in found.items() if count}


def _incomplete(language: str, missing: int) -> Text:
    return _l(
        "Hamıya açıq səhifələrin %(missing)s mətni hələ tərcümə olunmayıb (%(language)s).",
        missing=missing,
        language=NAMES[language],
    )
