"""The answer to a stranger's question: is it genuine, and how does it stand now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.core.clock import now
from webapp.core.errors import NotFound
from webapp.core.text import Text, _
from webapp.documents.errors import NoSuchDocument
from webapp.documents.face import face_of
from webapp.documents.issued import Issued, StatusChange
from webapp.documents.kinds import DocumentType, PublicFacts, type_of
from webapp.documents.minimal import facts_of
from webapp.documents.queries import Registered, Version


@dataclass(frozen=True, slots=True)
class Check:
    """A document, its public facts and its versions, newest first, as they stood at `checked_at`.

    `life` is there for a document that was issued; `copy` is the copy that the code came from, where it said so,
    `steps` its life for strangers, `later` token and number of what replaced it.
    """

    document: Registered
    kind: Text
    facts: PublicFacts
    versions: list[Version]
    checked_at: datetime
    life: Issued | None = None
    copy: int | None = None
    steps: Sequence[StatusChange] = ()
    later: tuple[str, str] | None = None

    @property
    def number(self) -> str | None:
        """The number that the kind gives, or the one registered."""
        return self.facts.number or self.document.number

    @property
    def is_void_copy(self) -> bool:
        """Whether what was scanned is a copy in whose place a duplicate was given."""
        return self.life is not None and self.copy is not None and self.copy < self.life.copy


def check(token: str, *, copy: int | None = None) -> Check:
    """Return what anybody may know of the document at `token`. Raises NoSuchDocument, or the kind's NotFound.

    How an issued document stands is said by its life, whatever its kind says.
    """
    face = face_of(token)
    document, life = face.document, face.life
    kind = type_of(document.type_code)
    if life is not None:
        facts = facts_of(life, rows=(*life.open_rows, *_rows(kind, document.ref)))
    elif kind.facts is not None:
        facts = kind.facts(document.ref)
    else:
        raise NoSuchDocument
    title = _(life.title) if life else kind.title
    return Check(document, title, facts, face.versions, now(), life, copy, face.steps, face.later)


def _rows(kind: DocumentType, ref: str) -> tuple[tuple[Text, str], ...]:
    """Return what the kind adds. What was issued stays verifiable when its issuer keeps nothing more of it."""
    if kind.facts is None:
        return ()
    try:
        return kind.facts(ref).rows
    except NotFound:
        return ()
