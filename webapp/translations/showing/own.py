"""The texts of one request: with the drafts of who looks, or with marks around each."""

from collections.abc import Mapping
from gettext import NullTranslations
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import or_, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.overlay import Original, Over, published, shown_catalogue
from webapp.translations.following import fitting
from webapp.translations.models import TextRow, TextVersion
from webapp.translations.rules import VersionState
from webapp.translations.showing.marks import mark

Numbers = Mapping[Original, int]
DRAFTS: Final = (VersionState.PROPOSED, VersionState.APPROVED)


class Marking(NullTranslations):
    """A catalogue whose texts say which they are."""

    def __init__(self, over: NullTranslations, numbers: Numbers) -> None:
        super().__init__()
        self._over, self._numbers = over, numbers

    def gettext(self, message: str) -> str:
        """Return the words, marked."""
        return self._marked((message, None), self._over.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form that belongs to a number, marked."""
        return self._marked((msgid1, msgid2), self._over.ngettext(msgid1, msgid2, n))

    def _marked(self, original: Original, words: str) -> str:
        number = self._numbers.get(original)
        return words if number is None or not words.strip() else mark(number, words)


class Shown:
    """The texts of a request: `drafts` over what is published, each marked when there are `numbers`."""

    def __init__(
        self, drafts: Mapping[str, Mapping[Original, tuple[str, ...]]], numbers: Numbers | None, key: str
    ) -> None:
        self._drafts, self._numbers, self._key = drafts, numbers, key
        self._made: dict[str, NullTranslations] = {}

    def catalogue(self, language: str) -> NullTranslations:
        """Return the texts of `language`."""
        found = self._made.get(language)
        if found is None:
            found = shown_catalogue(language)
            drafts = self._drafts.get(language)
            if drafts:
                found = Over(found, drafts)
            if self._numbers is not None:
                found = Marking(found, self._numbers)
            self._made[language] = found
        return found

    def key(self, language: str) -> str:
        """Return a key that nobody else has: of these drafts over what is published now, marked or not."""
        return f"{language}{published().version}.{self._key}"


def drafts_for(actor: Actor) -> tuple[dict[str, dict[Original, tuple[str, ...]]], int, str]:
    """Return the words that are on their way and that `actor` may try: own drafts, and all that is proposed or approved.

    With them how many there are, and a digest of them. Words that would break a page are left out.
    """
    own = (TextVersion.state == VersionState.DRAFT) & (TextVersion.author_id == actor.account_id)
    text, version = TextRow, TextVersion
    query = (
        select(version.id, version.language, text.msgid, text.plural, version.forms, text.flags, text.locations)
        .join(text, text.id == version.text_id)
        .where(or_(own, version.state.in_(DRAFTS)), text.gone_at.is_(None))
        .order_by(version.id)
    )
    later: dict[Any, Any] = {(row.language, row.msgid, row.plural): row for row in db.session().execute(query)}
    digest = sha256(repr(sorted(row.id for row in later.values())).encode()).hexdigest()[:16]
    words = fitting((tuple(row)[1:] for row in later.values()), tell=None)
    return words, sum(map(len, words.values())), digest


def numbers_of_texts() -> tuple[dict[Original, int], dict[int, str]]:
    """Return the number of each text, and the key of each number."""
    rows = db.session().execute(select(TextRow.id, TextRow.key, TextRow.msgid, TextRow.plural)).all()
    return {(row.msgid, row.plural): row.id for row in rows}, {row.id: row.key for row in rows}
