"""What checks find wrong with a paper before it is signed. The checks themselves, their codes and sentences are the rooms' own."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """BLOCK stops the signature, WARN is shown and may be signed over."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a code for machines, the field of the page, values for the sentence."""

    code: str
    level: Level
    field: str
    values: tuple[tuple[str, str], ...] = ()


def block(code: str, field: str, **values: object) -> Finding:
    """Return a finding that stops the signature."""
    return Finding(code, Level.BLOCK, field, _texts(values))


def warn(code: str, field: str, **values: object) -> Finding:
    """Return a finding that may be signed over."""
    return Finding(code, Level.WARN, field, _texts(values))


def blocking(found: Iterable[Finding]) -> list[Finding]:
    """Return what stops the signature."""
    return [one for one in found if one.level is Level.BLOCK]


def _texts(values: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in values.items())
