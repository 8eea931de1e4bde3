"""Whether somebody may ask, decided before anything is built (decision 118, annex 2, clauses 2.5, 3.3 and 6.6)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.ehis.asking.standing import contract_end
from webapp.ehis.errors import ContractEnded, OfficialMissing, PurposeNotAllowed, RoleNotAllowed
from webapp.ehis.ids import FIN
from webapp.ehis.policy import POLICIES, Policy, Purpose, Role

OFFICES: Final = {role.value: role for role in (Role.CASE_OFFICER, Role.HEAD_OF_SECTION, Role.INSPECTOR)}
_capacity: ContextVar[Role | None] = ContextVar("ehis_capacity", default=None)


def policy_of(code: str) -> Policy:
    """Return the row of the service `code`. Raises PurposeNotAllowed when there is none: no row, no call."""
    if code not in POLICIES:
        raise PurposeNotAllowed
    return POLICIES[code]


def roles_of(actor: Actor) -> frozenset[Role]:
    """Return in what capacities `actor` can ask: a job, an office role, or the cabinet's user."""
    if actor.is_system:
        return frozenset({_capacity.get() or Role.JOB})
    if not actor.signed_in:
        return frozenset()
    if actor.party_id is None and actor.office_roles:
        return frozenset(OFFICES[code] for code in actor.office_roles & OFFICES.keys())
    return frozenset({Role.CABINET})


@contextmanager
def in_capacity(role: Role) -> Iterator[None]:
    """Let the system ask in the capacity of the person who asked first: a question repeated later is still theirs."""
    token = _capacity.set(role)
    try:
        yield
    finally:
        _capacity.reset(token)


def ensure_may_ask(policy: Policy, purpose: Purpose | str, *, actor: Actor, asked_by: str) -> Role:
    """Return the capacity in which `actor` asks for `purpose` in the name of the person with the FİN `asked_by`.

    Raises PurposeNotAllowed (no line for the purpose), RoleNotAllowed (not to this actor, or in another's name),
    OfficialMissing (nobody is named), ContractEnded.
    """
    allowed = policy.terms(purpose).roles & roles_of(actor)
    if not allowed:
        raise RoleNotAllowed
    if not FIN.fullmatch(asked_by):
        raise OfficialMissing
    if not actor.is_system and actor.fin != asked_by:
        raise RoleNotAllowed
    end = contract_end(policy.contract)
    if end is not None and end <= today():
        raise ContractEnded
    return min(allowed)
