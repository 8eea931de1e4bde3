"""What a subsystem contributes, and how engines find what others plugged in.

An engine defines a plug-in type (a frozen dataclass); any subsystem lists instances in its manifest; the engine asks
`plugins(Type)`. So engines know no domain.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVar, cast

from click import Command
from flask import Blueprint

from webapp.core.bus import Reaction
from webapp.core.jobs import Job
from webapp.core.permissions import Area, OfficeRole, Permission

P = TypeVar("P")
W = TypeVar("W", bound=Callable[..., Any])
MOST_DERIVED: Final = 512


@dataclass(frozen=True, slots=True)
class Subsystem:
    """One room of the house. `setup` gets the application for what needs an extension (limits, log-in manager)."""

    name: str
    blueprints: tuple[Blueprint, ...] = ()
    permissions: tuple[Permission, ...] = ()
    areas: tuple[Area, ...] = ()
    roles: tuple[OfficeRole, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    jobs: tuple[Job, ...] = ()
    commands: tuple[Command, ...] = ()
    plugins: tuple[object, ...] = ()
    setup: Callable[[Any], None] | None = None
    seed: Callable[[], None] | None = None


_subsystems: list[Subsystem] = []
_derived: list[Any] = []


def install_subsystems(subsystems: Iterable[Subsystem]) -> None:
    """Make `subsystems` the ones of this process, lowest tier first. Raises ValueError when a name is taken twice."""
    found = list(subsystems)
    names = [subsystem.name for subsystem in found]
    codes = [permission.code for subsystem in found for permission in subsystem.permissions]
    if len(set(names)) < len(names) or len(set(codes)) < len(codes):
        raise ValueError("two subsystems or two permissions have the same name")
    _subsystems[:] = found
    for derived in _derived:
        derived.cache_clear()


def from_manifests(work: W) -> W:
    """Decorate a function whose answer follows from its arguments and the manifests alone: it is worked out once.

    The answer is shared by all who ask, so it must not be changed.
    """
    derived = lru_cache(maxsize=MOST_DERIVED)(work)
    _derived.append(derived)
    return cast("W", derived)


def subsystems() -> tuple[Subsystem, ...]:
    """Return the subsystems of this process, lowest tier first."""
    return tuple(_subsystems)


@from_manifests
def plugins(kind: type[P]) -> tuple[P, ...]:
    """Return every plug-in of the type `kind`, in the order of the subsystems."""
    return tuple(item for subsystem in _subsystems for item in subsystem.plugins if isinstance(item, kind))


@from_manifests
def permissions() -> tuple[Permission, ...]:
    """Return every declared permission."""
    return tuple(item for subsystem in _subsystems for item in subsystem.permissions)


@from_manifests
def areas() -> tuple[Area, ...]:
    """Return every area of rights that the head of an organisation can hand out."""
    return tuple(item for subsystem in _subsystems for item in subsystem.areas)


@from_manifests
def office_roles() -> tuple[OfficeRole, ...]:
    """Return every office role; one code may be contributed to by several subsystems, its rights add up."""
    merged: dict[str, OfficeRole] = {}
    for role in (item for subsystem in _subsystems for item in subsystem.roles):
        known = merged.get(role.code)
        rights = (*known.permissions, *role.permissions) if known else role.permissions
        merged[role.code] = OfficeRole(role.code, known.title if known else role.title, rights)
    return tuple(merged.values())
