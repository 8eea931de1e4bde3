"""Files handed in: kept while their dry run is looked at, applied or given up once. Inside a transaction; audited."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.translations.desk.models import TextImport
from webapp.translations.errors import NoSuchText, StateStands
from webapp.translations.exchange import MOST_BYTES
from webapp.translations.services.drafting import ensure_translates
from webapp.translations.services.importing import Comparison, compare, import_apply
from webapp.translations.services.reviewing import Bulk

LARGEST: Final = MOST_BYTES
LONGEST_NAME: Final = 120
MOST: Final = 20


def hand_in(content: bytes, name: str, language: str, *, actor: Actor) -> TextImport:
    """Keep a file that can be read. What it says of its language holds, else `language` does.

    Raises FileUnreadable, FileTooLarge, NotYourLanguage.
    """
    found = compare(content, name, language)
    ensure_translates(actor, found.language)
    row = TextImport(
        public_id=new_public_id(),
        language=found.language,
        name=name.replace("/", "_")[-LONGEST_NAME:],
        size=len(content),
        content=content,
        by_id=actor.account_id or 0,
        by_name=actor.name,
        at=now(),
    )
    db.session().add(row)
    detail = {"language": found.language, "file": row.name, **found.counts}
    record("translations.file_read", actor=actor, object_type="text_batch", object_key=row.public_id, detail=detail)
    return row


def handed_in(public_id: str, language: str, *, held: bool = False) -> TextImport:
    """Return a file; `held` until the transaction ends. Raises NoSuchText."""
    query = select(TextImport).where(TextImport.public_id == public_id, TextImport.language == language)
    found = db.session().scalar(query.with_for_update() if held else query)
    if found is None:
        raise NoSuchText
    return found


def newest(language: str) -> Sequence[TextImport]:
    """Return the files of a language that were handed in last."""
    query = select(TextImport).where(TextImport.language == language).order_by(TextImport.id.desc()).limit(MOST)
    return db.session().scalars(query).all()


def compared(row: TextImport) -> Comparison | None:
    """Return what a file would change now; None when it was applied or given up."""
    return None if row.content is None else compare(row.content, row.name, row.language)


def take(public_id: str, language: str, state: str, *, actor: Actor) -> Bulk:
    """Apply a file once. Raises NoSuchText, StateStands, NotYourLanguage."""
    row = handed_in(public_id, language, held=True)
    if row.content is None:
        raise StateStands
    done = import_apply(actor=actor, content=row.content, name=row.name, language=language, as_state=state)
    row.content, row.ended_at, row.batch, row.taken = None, now(), done.batch, done.done
    return done


def give_up(public_id: str, language: str, *, actor: Actor) -> None:
    """Forget a file that was not applied. Raises NoSuchText, StateStands, NotYourLanguage."""
    ensure_translates(actor, language)
    row = handed_in(public_id, language, held=True)
    if row.content is None:
        raise StateStands
    row.content, row.ended_at = None, now()
    record("translations.file_dropped", actor=actor, object_type="text_batch", object_key=public_id)
