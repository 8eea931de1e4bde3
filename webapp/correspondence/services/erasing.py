"""The end of a letter's time of keeping: words, files and names go; number, way, days and result stay, and who looks finds them.

The database refuses every day before it by itself.
"""

from datetime import timedelta
from typing import Final

from sqlalchemy import select, update

from webapp.attachments import api as attachments
from webapp.audit.api import record
from webapp.core import db, wordprints
from webapp.core.actor import SYSTEM
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.correspondence import jobs
from webapp.correspondence.clock import kept_until
from webapp.correspondence.models import Letter, LetterMessage, LetterStep
from webapp.correspondence.queries import draft_of, letter_by_public_id
from webapp.correspondence.rules import RANGES
from webapp.correspondence.services.composing import COPIES, discard_message
from webapp.correspondence.services.sending import WORDS
from webapp.correspondence.services.stepping import OBJECT
from webapp.documents import api as documents
from webapp.signing import api as signing

AT_ONCE: Final = 200
SHORTEST: Final = timedelta(days=365 * RANGES["keep_years"][0])
PURPOSES: Final = "correspondence."


def erase_due() -> int:
    """Erase every letter whose time is over, each in a transaction of its own; return how many."""
    erased, last = 0, 0
    while True:
        with transaction(read_only=True) as session:
            ended = Letter.closed_at < now() - SHORTEST
            query = select(Letter).where(ended, Letter.erased_at.is_(None), Letter.id > last).order_by(Letter.id)
            found = list(session.scalars(query.limit(AT_ONCE)))
            due = [letter.public_id for letter in found if _is_due(letter)]
            last = found[-1].id if found else last
        erased += sum(_erase(public_id) for public_id in due)
        if len(found) < AT_ONCE:
            return erased


def _is_due(letter: Letter) -> bool:
    last = kept_until(letter)
    return letter.erased_at is None and last is not None and today() > last


def _erase(public_id: str) -> bool:
    """Erase one letter, if it still is to be; its files are destroyed by jobs, once this is committed."""
    with transaction() as session:
        letter = letter_by_public_id(public_id, lock=True)
        if letter is None or not _is_due(letter):
            return False
        letter.erased_at, letter.subject, letter.rating_text = now(), "", None
        letter.words = wordprints.prints_of(letter.number or "", purpose=WORDS)
        session.flush()
        for side in ("sender", "office"):
            unsent = draft_of(letter, side, lock=True)
            if unsent is not None:
                discard_message(unsent, actor=SYSTEM)
        for message in session.scalars(select(LetterMessage).where(LetterMessage.letter_id == letter.id)):
            _blank(message)
        nobody = {"text": "", "actor_name": "", "account_id": None}
        session.execute(update(LetterStep).where(LetterStep.letter_id == letter.id).values(**nobody))
        record("correspondence.erased", actor=SYSTEM, object_type=OBJECT, object_key=public_id)
    return True


def _blank(message: LetterMessage) -> None:
    message.text = message.author = ""
    message.certificate = message.account_id = None
    db.session().flush()
    attachments.discard(COPIES, message.public_id, actor=SYSTEM)
    keys = set(signing.forget_signed(message.public_id, prefix=PURPOSES))
    keys |= set(documents.file_keys(message.document_token)) if message.document_token else set()
    for key in keys:
        jobs.destroy_file.defer(key=key)
