"""Questions to the state's registers, for the rooms above. Never call these while a transaction is open.

`asked_by` is the FİN of the official or person on whose behalf is asked (decision 118, clause 6.6), `purpose` why.
Each function raises RegisterUnavailable, RegisterRefused or AnswerRejected (all `Unavailable`: keep the draft, try
again later), PurposeNotAllowed, NotARegisterNumber; those that look for one record also NotInRegister and
SeveralInRegister. The values name their `source` (see `source_name`) and `as_of`.
"""

import re
from collections.abc import Callable
from typing import Final, TypeVar

from webapp.core.transaction import in_transaction
from webapp.ehis.answers import (
    Employee,
    LegalEntity,
    Licence,
    Person,
    Vehicle,
    employee_from,
    entity_from,
    licence_from,
    person_from,
    vehicle_from,
)
from webapp.ehis.directory.members import (
    block_member,
    disconnect_member,
    register_client,
    register_member,
    unblock_member,
)
from webapp.ehis.directory.publishing import (
    draft_version,
    end_version,
    publish_version,
    put_version_to_test,
    register_service,
)
from webapp.ehis.directory.queries import (
    ClientEntry,
    MemberEntry,
    RightEntry,
    VersionEntry,
    clients,
    members,
    officials,
    rights,
    state_of,
    versions,
)
from webapp.ehis.directory.rights import (
    block_certificate,
    grant_right,
    revoke_right,
    set_officials,
    unblock_certificate,
)
from webapp.ehis.errors import AnswerRejected, NotARegisterNumber, PurposeNotAllowed
from webapp.ehis.ids import FIN, user_id
from webapp.ehis.installation import exchange
from webapp.ehis.policy import POLICIES, Purpose
from webapp.ehis.question import Question
from webapp.ehis.sources import source_name

__all__ = [
    "ClientEntry",
    "Employee",
    "LegalEntity",
    "Licence",
    "MemberEntry",
    "Person",
    "Purpose",
    "RightEntry",
    "Vehicle",
    "VersionEntry",
    "block_certificate",
    "block_member",
    "clients",
    "disconnect_member",
    "draft_version",
    "employees_of",
    "end_version",
    "get_legal_entity",
    "get_licence",
    "get_person",
    "get_vehicle",
    "grant_right",
    "members",
    "normal_plate",
    "officials",
    "organisations_headed_by",
    "publish_version",
    "put_version_to_test",
    "register_client",
    "register_member",
    "register_service",
    "revoke_right",
    "rights",
    "set_officials",
    "source_name",
    "state_of",
    "unblock_certificate",
    "unblock_member",
    "vehicles_of",
    "versions",
]
Value = TypeVar("Value")
PLATE: Final = re.compile(r"(\d{2})([A-Z]{2})(\d{3})")


def get_person(fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> Person:
    """Return the person with this FİN."""
    return _ask("getPerson", fin, purpose, asked_by, issue, build=person_from)[0]


def get_legal_entity(voen: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> LegalEntity:
    """Return the organisation or sole trader with this VÖEN."""
    return _ask("getLegalEntity", voen, purpose, asked_by, issue, build=entity_from)[0]


def organisations_headed_by(
    fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> tuple[LegalEntity, ...]:
    """Return what the person with this FİN heads, sole trading included; empty when nothing."""
    return _ask("listByHead", fin, purpose, asked_by, issue, build=entity_from)


def get_vehicle(plate: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> Vehicle:
    """Return the vehicle with this plate, written with or without hyphens and spaces."""
    return _ask("getVehicle", normal_plate(plate), purpose, asked_by, issue, build=vehicle_from)[0]


def vehicles_of(owner: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> tuple[Vehicle, ...]:
    """Return the vehicles registered on this VÖEN or FİN; empty when none."""
    return _ask("listVehiclesByOwner", owner, purpose, asked_by, issue, build=vehicle_from)


def get_licence(fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> Licence:
    """Return the driving licence of the person with this FİN."""
    return _ask("getLicence", fin, purpose, asked_by, issue, build=licence_from)[0]


def employees_of(voen: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> tuple[Employee, ...]:
    """Return who works for the organisation with this VÖEN; empty when nobody."""
    return _ask("listEmployees", voen, purpose, asked_by, issue, build=employee_from)


def normal_plate(typed: str) -> str:
    """Return a plate as the register writes it, 10-AB-123; what is no such plate comes back upper-cased."""
    plain = re.sub(r"[\s\-]", "", typed).upper()
    found = PLATE.fullmatch(plain)
    return "-".join(found.groups()) if found else plain


def _ask(
    code: str, parameter: str, purpose: Purpose | str, asked_by: str, issue: str | None, *, build: Callable[..., Value]
) -> tuple[Value, ...]:
    """Check the right to ask, then ask. Raises RuntimeError inside a transaction: a slow register would hold its locks."""
    if in_transaction():
        raise RuntimeError("a register was to be asked while a transaction is open")
    policy = POLICIES[code]
    if purpose not in policy.purposes:
        raise PurposeNotAllowed
    if not FIN.fullmatch(asked_by):
        raise NotARegisterNumber
    answer = exchange().ask(Question(policy, parameter, user_id(asked_by), Purpose(purpose), issue))
    try:
        return tuple(build(row, source=str(policy.service.member), as_of=answer.as_of) for row in answer.rows)
    except ValueError:  # XML has days and numbers that Python has not
        raise AnswerRejected("unreadable_value") from None
