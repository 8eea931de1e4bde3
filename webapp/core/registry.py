"""What a subsystem contributes, and how engines find what others plugged in.

An engine defines a plug-in type (a frozen dataclass); any subsystem lists instances in its manifest; the engine asks
`plugins(Type)`. So engines know no domain.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Blueprint
from flask.cli import AppGroup

from webapp.core.bus import Reaction
from webapp.core.jobs import Job
from webapp.core.permissions import Area, OfficeRole, Permission

P = TypeVar("P")


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
    commands: tuple[AppGroup, ...] = ()
    plugins: tuple[object, ...] = ()
    setup: Callable[[Any], None] | None = None
    seed: Callable[[], None] | None = None


_subsystems: list[Subsystem] = []


def install_subsystems(subsystems: Iterable[Subsystem]) -> None:
    """Make `subsystems` the ones of this process, lowest tier first. Raises ValueError when a name is taken twice."""
    found = list(subsystems)
    names = [subsystem.name for subsystem in found]
    codes = [permission.code for subsystem in found for permission in subsystem.permissions]
    if len(set(names)) < len(names) or len(set(codes)) < len(codes):
        raise ValueError("two subsystems or two permissions have the same name")
    _subsystems[:] = found


def subsystems() -> tuple[Subsystem, ...]:
    """Return the subsystems of this process, lowest tier first."""
    return tuple(_subsystems)


def plugins(kind: type[P]) -> tuple[P, ...]:
    """Return every plug-in of the type `kind`, in the order of the subsystems."""
    return tuple(item for subsystem in _subsystems for item in subsystem.plugins if isinstance(item, kind))


def permissions() -> tuple[Permission, ...]:
    """Return every declared permission."""
    return tuple(item for subsystem in _subsystems for item in subsystem.permissions)


def areas() -> tuple[Area, ...]:
    """Return every area of rights that the head of an organisation can hand out."""
    return tuple(item for subsystem in _subsystems for item in subsystem.areas)


def office_roles() -> tuple[OfficeRole, ...]:
    """Return every office role; one code may be contributed to by several subsystems, its rights add up."""
    merged: dict[str, OfficeRole] = {}
    for role in (item for subsystem in _subsystems for item in subsystem.roles):
        known = merged.get(role.code)
        rights = (*known.permissions, *role.permissions) if known else role.permissions
        merged[role.code] = OfficeRole(role.code, known.title if known else role.title, rights)
    return tuple(merged.values())
