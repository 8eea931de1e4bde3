"""What somebody looks for among waybills, as plain values; and the words by which a waybill is found. Pure.

A word is kept with a letter before it that says where it stands: p(arty), v(ehicle), g(oods), l(place), s(tate).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from webapp.core.azerbaijani import fold, normal_fin, normal_plate, normal_voen
from webapp.waybills.content import WaybillContent
from webapp.waybills.rules import State

MOST_WORDS: Final = 6
LONGEST: Final = 120
ANYWHERE: Final = "pvgl"
WHOLE: Final = "s"
NAMED: Final = re.compile(r"[^\W\d]{4,}\d{1,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word that must be there: in one of `places`, by its beginning unless it is a state."""

    places: str
    words: tuple[str, ...]

    def query(self, scope: str = "") -> str:
        """Return it as a piece of a tsquery over words that `scope` stands before."""
        end = "" if self.places == WHOLE else ":*"
        return "(" + " | ".join(f"'{scope}{place}{word}'{end}" for place in self.places for word in self.words) + ")"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A filter. Empty members ask nothing; days are those of the planned loading."""

    words: str = ""
    plate: str = ""
    partner: str = ""
    goods: str = ""
    states: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words that must all be there."""
        found = [
            Term(places=places, words=(word,))
            for places, typed in ((ANYWHERE, self.words), ("p", self.partner), ("g", self.goods))
            for word in typed_words(typed)
        ]
        if self.plate:
            found.append(Term(places="v", words=(compact(normal_plate(self.plate) or self.plate),)))
        states = tuple(one for one in self.states if one in {state.value for state in State})
        return (*found, Term(places=WHOLE, words=states)) if states else tuple(found)

    @property
    def is_empty(self) -> bool:
        """Whether everything is wanted."""
        return self == Wanted()

    def arguments(self) -> dict[str, Any]:
        """Return what stands in an address that asks for this; nothing for what is empty."""
        days = {name: f"{day:%d.%m.%Y}" for name in ("since", "until") if (day := getattr(self, name))}
        texts = {"q": self.words, "plate": self.plate, "partner": self.partner, "goods": self.goods}
        found: dict[str, Any] = {name: value for name, value in texts.items() if value}
        return {**found, **({"state": list(self.states)} if self.states else {}), **days}


def compact(text: str) -> str:
    """Return only the folded letters and digits: plates and numbers are typed with and without hyphens."""
    return "".join(c for c in fold(text) if c.isalnum())


def words_in(text: str) -> list[str]:
    """Return the folded words of a text that is kept; hyphens part words."""
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()


def typed_words(typed: str) -> list[str]:
    """Return the words that somebody typed, a plate in its one form."""
    whole = normal_plate(typed)
    if whole:
        return [compact(whole)]
    found: list[str] = []
    for piece in typed[:LONGEST].split():
        plate = normal_plate(piece)
        found += [compact(plate)] if plate else words_in(piece)
    return found[:MOST_WORDS]


def without_people(typed: str) -> str:
    """Return `typed` without words that are personal numbers: they have no place in an address.

    A FİN mixes letters and digits; what is a plate, or a name with a number behind it (Bazar24), is none.
    """
    return " ".join(piece for piece in typed.split() if not _is_personal(piece))


def words_of(content: WaybillContent, names: Mapping[str, str], state: str) -> list[str]:
    """Return the words under which a waybill is found; `names` are the parties' names by role. No personal number."""
    found = {f"s{state}"}
    for role, entry in content.parties.items():
        number = [entry.number] if normal_voen(entry.number) else []
        found |= _placed("p", [*number, *words_in(names.get(role) or entry.name)])
    for plate in content.plates:
        found |= _placed("v", [compact(plate), *words_in(plate)])
    for row in content.goods:
        found |= _placed("g", [*words_in(row.nature), row.hs_code])
    for drop in content.drops:
        number = [drop.consignee.number] if normal_voen(drop.consignee.number) else []
        found |= _placed("p", [*number, *words_in(drop.consignee.name)])
    for place in (content.loading, content.unloading, *(drop.unloading for drop in content.drops)):
        found |= _placed("l", words_in(place.name))
    return sorted(found)


def _is_personal(piece: str) -> bool:
    mixed = any(c.isdigit() for c in piece) and any(c.isalpha() for c in piece)
    return mixed and normal_fin(piece) is not None and normal_plate(piece) is None and not NAMED.fullmatch(piece)


def _placed(place: str, words: Iterable[str]) -> set[str]:
    return {f"{place}{word[:60]}" for word in words if word}
