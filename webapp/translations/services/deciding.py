"""What the office decides: whether a second person reviews, how long a text may be, which terms hold."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import Invalid
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.translations.errors import NoSuchText
from webapp.translations.models import TextLanguage, TextTerm
from webapp.translations.permissions import ADMINISTER, GLOSSARY
from webapp.translations.queries import text_by_key
from webapp.translations.rules import LANGUAGES, LONGEST_WORDS
from webapp.translations.services.standing import refresh

LONGEST_TERM = 200
MOST_FORBIDDEN = 20


def set_two_persons(*, actor: Actor, language: str, wanted: bool) -> None:
    """Decide whether a second person reviews what is written in a language from now on. Raises Forbidden, NoSuchText."""
    ensure_may(actor, ADMINISTER)
    row = db.session().get(TextLanguage, language)
    if row is None:
        raise NoSuchText
    row.two_persons, row.changed_at, row.changed_by = wanted, now(), actor.name
    detail = {"two_persons": wanted}
    record("translations.language_set", actor=actor, object_type="text_language", object_key=language, detail=detail)


def set_longest(*, actor: Actor, key: str, longest: int | None) -> None:
    """Set how many letters a text may have in any language, None for no limit. Raises Forbidden, NoSuchText, Invalid."""
    ensure_may(actor, ADMINISTER)
    if longest is not None and not 1 <= longest <= LONGEST_WORDS:
        raise Invalid(fields={"longest": _l("1 ilə %(most)s arasında ədəd yazın.", most=LONGEST_WORDS)})
    text = text_by_key(key)
    text.longest = longest
    refresh([text.id])
    detail = {"longest": longest}
    record("translations.limited", actor=actor, object_type="text", object_key=f"az/{key}", detail=detail)


def keep_term(
    *,
    actor: Actor,
    az: str,
    en: str,
    ru: str,
    forbidden: Mapping[str, Sequence[str]],
    note: str = "",
    public_id: str | None = None,
) -> str:
    """Keep a term, or change the one with `public_id`. Returns its public id. Raises Forbidden, NoSuchText, Invalid."""
    ensure_may(actor, GLOSSARY)
    words = {"az": _plain(az), "en": _plain(en), "ru": _plain(ru)}
    _ensure_possible(words, public_id)
    row = term(public_id) if public_id else TextTerm(public_id=new_public_id())
    row.az, row.en, row.ru, row.note = words["az"], words["en"], words["ru"], _plain(note, 1_000)
    row.forbidden = {one: [_plain(word) for word in forbidden.get(one, ())][:MOST_FORBIDDEN] for one in LANGUAGES}
    row.by_name, row.at = actor.name, now()
    db.session().add(row)
    db.session().flush()
    detail = {**words, "forbidden": row.forbidden}
    record("translations.term_kept", actor=actor, object_type="text_term", object_key=row.public_id, detail=detail)
    return row.public_id


def end_term(*, actor: Actor, public_id: str) -> None:
    """Have a term hold no longer. Raises Forbidden, NoSuchText."""
    ensure_may(actor, GLOSSARY)
    row = term(public_id)
    row.ended_at = now()
    record("translations.term_ended", actor=actor, object_type="text_term", object_key=public_id, detail={"az": row.az})


def term(public_id: str) -> TextTerm:
    """Return a term that holds. Raises NoSuchText."""
    same = (TextTerm.public_id == public_id, TextTerm.ended_at.is_(None))
    found = db.session().scalar(select(TextTerm).where(*same))
    if found is None:
        raise NoSuchText
    return found


def _ensure_possible(words: Mapping[str, str], public_id: str | None) -> None:
    if not words["az"]:
        raise Invalid(fields={"az": _l("Termini Azərbaycan dilində yazın.")})
    same = (TextTerm.az == words["az"], TextTerm.ended_at.is_(None), TextTerm.public_id != (public_id or ""))
    if db.session().scalar(select(TextTerm.id).where(*same)) is not None:
        raise Invalid(fields={"az": _l("Bu termin lüğətdə artıq var.")})


def _plain(typed: str, most: int = LONGEST_TERM) -> str:
    return " ".join(typed.split())[:most]
