"""Identifiers of the exchange: members, their subsystems (who asks), services (what is asked).

Parts may hold A-Z a-z 0-9 and ' ( ) + , - . = ? (message protocol 4.0, identifiers); neither slash nor underscore.
"""

import re
from dataclasses import dataclass
from typing import Final

from webapp.ehis.faults import Refused

PART: Final = re.compile(r"[A-Za-z0-9'()+,\-.=?]{1,255}")
MESSAGE_ID: Final = re.compile(r"[A-Za-z0-9\-]{8,64}")
USER_ID: Final = re.compile(r"[A-Z]{2}[A-Z0-9]{4,40}")
FIN: Final = re.compile(r"[0-9A-HJ-NP-Z]{7}")
MEMBER_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation that takes part: instance, class (GOV, COM…) and its code."""

    instance: str
    member_class: str
    code: str

    def __post_init__(self) -> None:
        _check(self.instance, self.member_class, self.code)

    def __str__(self) -> str:
        return f"{self.instance}/{self.member_class}/{self.code}"


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks: a member, or one of its information systems (subsystem)."""

    member: Member
    subsystem: str | None = None

    def __post_init__(self) -> None:
        _check(self.subsystem)

    def __str__(self) -> str:
        return f"{self.member}/{self.subsystem}" if self.subsystem else str(self.member)


@dataclass(frozen=True, slots=True)
class Service:
    """What is asked: a service of a member, with its version where there is one."""

    member: Member
    code: str
    version: str | None = None
    subsystem: str | None = None

    def __post_init__(self) -> None:
        _check(self.subsystem, self.code, self.version)

    def __str__(self) -> str:
        parts = (str(self.member), self.subsystem, self.code, self.version)
        return "/".join(part for part in parts if part)


def member_from_path(path: str) -> Member:
    """Return the member that `AZ/GOV/AYNA` names. Raises Refused when it is not such a path."""
    parts = path.split("/")
    if len(parts) != MEMBER_PARTS:
        raise Refused("invalid_client_identifier", "a member path has three parts")
    return Member(*parts)


def user_id(fin: str) -> str:
    """Return the userId of a person or official: country and FİN (decision 118, clause 6.6: never empty).

    Raises ValueError for what is no FİN.
    """
    if not FIN.fullmatch(fin):
        raise ValueError("not a FİN")
    return f"AZ{fin}"


def _check(*parts: str | None) -> None:
    """Raise Refused when a part that is there holds a character outside the alphabet, or is empty or too long."""
    for part in parts:
        if part is not None and not PART.fullmatch(part):
            raise Refused(
                "invalid_client_identifier", "a part of an identifier is empty, too long or has a wrong character"
            )
