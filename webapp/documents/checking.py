"""The answer to a stranger's question: is it genuine, and how does it stand now."""

from dataclasses import dataclass
from datetime import datetime

from webapp.core.clock import now
from webapp.core.text import Text
from webapp.documents.kinds import PublicFacts, type_of
from webapp.documents.queries import Registered, Version, by_token, versions


@dataclass(frozen=True, slots=True)
class Check:
    """A document, its public facts and its versions, newest first, as they stood at `checked_at`."""

    document: Registered
    kind: Text
    facts: PublicFacts
    versions: list[Version]
    checked_at: datetime

    @property
    def number(self) -> str | None:
        """The number that the kind gives, or the one registered."""
        return self.facts.number or self.document.number


def check(token: str) -> Check:
    """Return what anybody may know of the document at `token`. Raises NoSuchDocument, or the kind's NotFound."""
    document = by_token(token)
    kind = type_of(document.type_code)
    return Check(document, kind.title, kind.facts(document.ref), versions(token)[::-1], now())
