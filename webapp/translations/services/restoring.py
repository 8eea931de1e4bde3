"""Going back within one text, or all texts of a batch: a former version becomes the newest one."""

from collections.abc import Iterable

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.errors import AppError
from webapp.core.transaction import savepoint
from webapp.translations.errors import NoSuchText, StateStands
from webapp.translations.models import TextRow, TextVersion
from webapp.translations.queries import original_of, target, text_by_key, version
from webapp.translations.rules import ORIGINAL, How
from webapp.translations.services.drafting import add_version, ensure_keepable, ensure_translates, note
from webapp.translations.services.reviewing import Bulk
from webapp.translations.services.standing import refresh


def revert(*, actor: Actor, key: str, language: str, number: int) -> int:
    """Make a draft with the words of version `number`, 0 for the catalogue's. Returns its number.

    Raises NoSuchText, NotYourLanguage, StateStands where the catalogue has no words.
    """
    ensure_translates(actor, language)
    text = text_by_key(key)
    words = list(version(text.id, language, number).forms) if number else _base(text, language)
    if not words:
        raise StateStands
    ensure_keepable(text, language, words)
    row = add_version(text, language, words, actor=actor, how=How.REVERTED)
    refresh([text.id])
    note("reverted", actor, text, row)
    return row.number


def revert_batch(*, actor: Actor, batch: str) -> Bulk:
    """Undo a batch (a replacement, an import) where nobody wrote since: each text gets the words it had before.

    Raises NoSuchText for a batch that does not exist.
    """
    rows = list(_of_batch(batch))
    if not rows:
        raise NoSuchText
    done, refused = 0, []
    for text, row in rows:
        try:
            with savepoint():
                _undo(actor, text, row)
        except AppError as error:
            refused.append((text.key, error.message))
        else:
            done += 1
    return Bulk(done, tuple(refused), batch)


def _undo(actor: Actor, text: TextRow, row: TextVersion) -> None:
    found = target(text.id, row.language)
    if row.id not in {found.working_id, found.published_id}:
        raise StateStands
    revert(actor=actor, key=text.key, language=row.language, number=row.number - 1)


def _of_batch(batch: str) -> Iterable[tuple[TextRow, TextVersion]]:
    query = select(TextRow, TextVersion).join(TextVersion, TextVersion.text_id == TextRow.id)
    return [(row[0], row[1]) for row in db.session().execute(query.where(TextVersion.batch == batch))]


def _base(text: TextRow, language: str) -> list[str]:
    base = list(target(text.id, language).base)
    return original_of(text) if language == ORIGINAL and not base else base
