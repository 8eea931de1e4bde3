"""Who acts: the person, for whom, with which rights. Set by the edge, asked for by name everywhere else."""

from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

ANONYMOUS_NAME: Final = ""


@dataclass(frozen=True, slots=True)
class Program:
    """A program of a firm at work instead of a person.

    `key` is its client id, `scopes` what its token is for; a program in the `sandbox` touches nothing real. `answerable` is
    the account of the person who let it in: registers are asked in their name.
    """

    id: int
    key: str
    scopes: frozenset[str]
    sandbox: bool
    answerable: int


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a program of a firm, or the system at work.

    `account_id` is None for the system and for an anonymous visitor. `party_id` is whom the person acts for (a party of
    `cabinets`: oneself, a sole trader, an organisation), None in the operator's office. `rights` are permission codes.
    `acr` is the assurance of the sign-in (`substantial`, `high`), `auth_time` when the person last proved who they are.
    """

    account_id: int | None = None
    name: str = ANONYMOUS_NAME
    fin: str | None = None
    party_id: int | None = None
    party_name: str = ""
    person_party_id: int | None = None
    office_roles: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()
    acr: str | None = None
    auth_time: datetime | None = None
    session_id: int | None = None
    address: str | None = field(default=None, repr=False)
    is_system: bool = False
    program: Program | None = None

    @property
    def asks_as(self) -> int | None:
        """The account in whose name registers are asked: the person's, or of whoever answers for the program."""
        return self.program.answerable if self.program else self.account_id

    @property
    def signed_in(self) -> bool:
        """Whether a person is there."""
        return self.account_id is not None

    def has(self, permission: str) -> bool:
        """Whether the actor holds the permission with this code."""
        return permission in self.rights


ANONYMOUS: Final = Actor()
SYSTEM: Final = Actor(name="Kabinet", is_system=True)

_current: ContextVar[Actor] = ContextVar("actor", default=ANONYMOUS)


def current_actor() -> Actor:
    """Return who acts in this request, job or command; ANONYMOUS when nobody was set."""
    return _current.get()


def set_actor(actor: Actor) -> Token[Actor]:
    """Make `actor` the current one; the token gives the former one back to `reset_actor`."""
    return _current.set(actor)


def reset_actor(token: Token[Actor]) -> None:
    """Undo the `set_actor` that gave `token`."""
    _current.reset(token)
