"""Claims as a person: cleaned, capped, in normal form. What the provider says of a name is still only text from outside."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from webapp.auth.errors import SignInRefused
from webapp.auth.id_tokens import Proof
from webapp.core.azerbaijani import fold, normal_fin

LONGEST_NAME: Final = 100
LONGEST_ORGANISATION: Final = 300
MOST_CERTIFICATES: Final = 200
KINDS: Final = frozenset({"legal", "entrepreneur", "state", "municipality"})
VOEN: Final = re.compile(r"[0-9]{10}\Z")
PHONE_DIGITS: Final = range(8, 16)


@dataclass(frozen=True, slots=True)
class Person:
    """A natural person as the provider describes them."""

    fin: str
    given_name: str
    family_name: str
    patronymic: str | None
    birthdate: date | None
    phone: str | None

    @property
    def search_name(self) -> str:
        """The name as search compares it, each word after a space."""
        return " " + fold(f"{self.family_name} {self.given_name} {self.patronymic or ''}")


@dataclass(frozen=True, slots=True)
class Listed:
    """One certificate as the provider lists it."""

    voen: str
    name: str
    position: str
    has_stamp: bool
    kind: str
    number: str
    valid_to: date


def full_name(given: str, patronymic: str | None, family: str) -> str:
    """Return a name as pages show it: given name, father's name if known, family name."""
    return " ".join(part for part in (given, patronymic, family) if part)


def person_of(proof: Proof, userinfo: Mapping[str, Any]) -> Person:
    """Return the person whom id_token and userinfo describe together; the id_token's word comes first.

    Raises SignInRefused when userinfo speaks of another subject, or FİN or name are missing or absurdly long.
    """
    if userinfo and userinfo.get("sub") != proof.sub:
        raise SignInRefused("userinfo-sub")
    said = {**userinfo, **proof.claims}
    raw_fin = said.get("fin")
    fin = normal_fin(raw_fin) if isinstance(raw_fin, str) and len(raw_fin) < LONGEST_NAME else None
    given, family = _name(said.get("given_name")), _name(said.get("family_name"))
    if fin is None:
        raise SignInRefused("fin")
    if not (given or family):
        raise SignInRefused("name")
    return Person(
        fin=fin,
        given_name=given,
        family_name=family,
        patronymic=_name(said.get("patronymic")) or None,
        birthdate=_day(said.get("birthdate")),
        phone=_phone(said.get("phone_number")),
    )


def certificates_of(raw: Iterable[Any]) -> list[Listed]:
    """Return the certificates that make sense, one per number.

    A number listed twice has the right of stamp only when both lines say so. Lines without a VÖEN of ten digits are dropped.
    """
    found: dict[str, Listed] = {}
    for item in list(raw)[:MOST_CERTIFICATES]:
        listed = _listed(item) if isinstance(item, Mapping) else None
        if listed is None:
            continue
        known = found.get(listed.number)
        if known and known.voen != listed.voen:
            continue
        found[listed.number] = _weaker(known, listed) if known else listed
    return list(found.values())


def _weaker(first: Listed, second: Listed) -> Listed:
    return first if second.has_stamp or not first.has_stamp else second


def _listed(item: Mapping[str, Any]) -> Listed | None:
    voen, valid_to = item.get("voen"), _day(item.get("valid_to"))
    name, number = _line(item.get("name"), LONGEST_ORGANISATION), _line(item.get("certificate_number"), LONGEST_NAME)
    kind = item.get("kind")
    if (
        not (isinstance(voen, str) and VOEN.match(voen))
        or valid_to is None
        or not name
        or not number
        or kind not in KINDS
    ):
        return None
    return Listed(
        voen=voen,
        name=name,
        position=_line(item.get("position"), LONGEST_NAME),
        has_stamp=item.get("has_stamp") is True,
        kind=str(kind),
        number=number,
        valid_to=valid_to,
    )


def _name(value: object) -> str:
    """Return a name cleaned; a name that nobody bears (too long) is refused rather than cut."""
    line = _line(value, LONGEST_NAME + 1)
    if len(line) > LONGEST_NAME:
        raise SignInRefused("name-too-long")
    return line


def _line(value: object, longest: int) -> str:
    if not isinstance(value, str):
        return ""
    composed = unicodedata.normalize("NFC", value[: longest * 4])
    return " ".join("".join(c if c.isprintable() else " " for c in composed).split())[:longest]


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _phone(value: object) -> str | None:
    if not isinstance(value, str) or not value.startswith("+") or not value[1:].isascii():
        return None
    return value if value[1:].isdigit() and len(value) - 1 in PHONE_DIGITS else None
