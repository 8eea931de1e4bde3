"""What rooms plug in for programs: scopes that a firm can give, events that a program can be told of."""

from dataclasses import dataclass

from webapp.core.permissions import Permission
from webapp.core.registry import plugins
from webapp.core.text import Text


@dataclass(frozen=True, slots=True)
class ApiScope:
    """What a firm can let a program do: `rights` are those of a person that come with it in the firm's name."""

    code: str
    title: Text
    rights: tuple[Permission, ...]


@dataclass(frozen=True, slots=True)
class ApiEventKind:
    """Something that programs are told of. `code` is `thing.happened`."""

    code: str
    title: Text


def scopes() -> dict[str, ApiScope]:
    """Return every scope by its code."""
    return {scope.code: scope for scope in plugins(ApiScope)}


def event_kinds() -> dict[str, ApiEventKind]:
    """Return every kind of event by its code."""
    return {kind.code: kind for kind in plugins(ApiEventKind)}
