"""What a translator looks for: the words of the search box and the filters, read from an address and written into one.

No regular expressions and no wildcards: every letter typed is meant. Letters are folded as everywhere (ə as e, ı and İ as i).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Literal

from webapp.core.azerbaijani import fold

Where = Literal["any", "source", "target", "key", "place"]
LONGEST: Final = 200
MOST_TERMS: Final = 12
PREFIXES: Final[dict[str, Where]] = {
    "source": "source",
    "menbe": "source",
    "исходник": "source",
    "target": "target",
    "tercume": "target",
    "перевод": "target",
    "key": "key",
    "acar": "key",
    "ключ": "key",
    "place": "place",
    "yer": "place",
    "место": "place",
}
"""How one says where to look, in each language, folded."""
TYPED: Final = re.compile(r'(?P<not>-)?(?:(?P<where>\w+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
SHELVES: Final = (
    "all",
    "untranslated",
    "fuzzy",
    "stale",
    "failing",
    "draft",
    "unreviewed",
    "approved",
    "edited",
    "assigned",
    "discussed",
)
EARLIEST: Final = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that must (or must not) stand somewhere."""

    words: str
    where: Where = "any"
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list of texts as its address says it; what is not asked for is empty."""

    q: str = ""
    shelf: str = "all"
    area: str = ""
    place: str = ""
    by: str = ""
    since: str = ""
    until: str = ""
    plural: str = ""

    @property
    def terms(self) -> tuple[Term, ...]:
        """What the search box asks for."""
        return read_terms(self.q)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and last day of the last change; what cannot be read asks for nothing."""
        return _day(self.since), _day(self.until)

    def arguments(self, **changes: str) -> dict[str, Any]:
        """Return the arguments of the address of this list, or of one that differs in `changes`."""
        other = replace(self, **changes)
        usual = Wanted()
        found = {one.name: getattr(other, one.name) for one in fields(other)}
        return {name: value for name, value in found.items() if value != getattr(usual, name)}


def read_wanted(asked: Mapping[str, str]) -> Wanted:
    """Return what an address asks for; values that no page of ours writes are left out."""
    typed = {one.name: " ".join(asked.get(one.name, "").split())[:LONGEST] for one in fields(Wanted)}
    typed["shelf"] = typed["shelf"] if typed["shelf"] in SHELVES else "all"
    typed["by"] = "me" if typed["by"] == "me" else ""
    typed["plural"] = "1" if typed["plural"] == "1" else ""
    for day in ("since", "until"):
        typed[day] = typed[day] if _day(typed[day]) else ""
    return Wanted(**typed)


def read_terms(typed: str) -> tuple[Term, ...]:
    """Return the terms of a search: words, “phrases”, -excluded ones, each perhaps with where it stands (`key:`)."""
    found = []
    for match in TYPED.finditer(typed[:LONGEST].replace("“", '"').replace("”", '"')):
        where = PREFIXES.get(fold(match["where"])) if match["where"] else "any"
        words = match["phrase"] if match["phrase"] is not None else match["word"]
        if where is None:  # a colon within the words: `https://…`, `Saat: 10`
            where, words = "any", f"{match['where']}:{words}"
        folded = fold(words)
        if folded:
            found.append(Term(folded, where, bool(match["not"])))
    return tuple(found[:MOST_TERMS])


def _day(typed: str) -> date | None:
    for pattern in (r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})", r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"):
        match = re.fullmatch(pattern, typed, re.ASCII)
        if match:
            try:
                found = date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                return None
            return found if EARLIEST <= found <= date(2200, 1, 1) else None
    return None
