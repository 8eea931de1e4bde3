"""Who may call a view. Every view says so with exactly one decorator; a view without one is never served."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final, TypeVar

from webapp.core.actor import Actor, Program
from webapp.core.clock import now
from webapp.core.errors import Forbidden, SignInNeeded, StepUpNeeded
from webapp.core.permissions import SIGNED_IN, Permission
from webapp.core.text import _l

View = TypeVar("View", bound=Callable[..., Any])
STEP_UP_LIFE: Final = timedelta(minutes=10)


class ScopeNeeded(Forbidden):
    """The token was not asked for this, or the program was never let do it (RFC 6750, 3.1); the fact `scope` names it."""

    code = "insufficient-scope"
    text = _l("Proqrama bu əməliyyat üçün icazə verilməyib.")


@dataclass(frozen=True, slots=True)
class Access:
    """The rule of one view: anybody, anybody signed in, the holders of one of `permissions`, programs that hold `scope`."""

    anybody: bool = False
    permissions: tuple[Permission, ...] = ()
    step_up: bool = False
    transaction: bool = True
    machine: bool = False
    body_limit: int | None = None
    any_role: bool = False
    scope: str | None = None

    def ensure(self, actor: Actor) -> None:
        """Raise SignInNeeded, Forbidden or StepUpNeeded when `actor` may not call the view."""
        if self.anybody:
            return
        if actor.program is not None:
            self._ensure_scope(actor.program)
            return
        if self.scope is not None and not self.permissions:
            raise SignInNeeded
        if not actor.signed_in:
            raise SignInNeeded
        if self.permissions and not any(actor.has(permission.code) for permission in self.permissions):
            raise Forbidden
        if self.step_up and not recently_proved(actor):
            raise StepUpNeeded

    def _ensure_scope(self, program: Program) -> None:
        if self.scope is None:
            raise Forbidden
        if self.scope not in program.scopes:
            raise ScopeNeeded(scope=self.scope)


def recently_proved(actor: Actor) -> bool:
    """Whether the person proved who they are with high assurance within the last ten minutes."""
    return actor.acr == "high" and actor.auth_time is not None and now() - actor.auth_time < STEP_UP_LIFE


def access_of(view: Callable[..., Any]) -> Access | None:
    """Return the rule that stands on `view`, None when nobody decided."""
    return getattr(view, "access", None)


def public(view: View) -> View:
    """Anybody may call the view, signed in or not."""
    return _decide(view, Access(anybody=True))


def requires(*rights: Permission | str, step_up: bool = False) -> Callable[[View], View]:
    """Only holders of one of the permissions may call the view; `requires(SIGNED_IN)` asks for a signed-in person.

    `step_up` asks for a fresh proof of identity with high assurance (signing, delegation, money).
    """
    wanted = tuple(right for right in rights if isinstance(right, Permission))
    if not rights or (not wanted and rights != (SIGNED_IN,)):
        raise ValueError("requires() takes permissions, or SIGNED_IN alone")

    def decide(view: View) -> View:
        return _decide(view, Access(permissions=wanted, step_up=step_up))

    return decide


def machine(view: View) -> View:
    """A machine calls the view and proves itself inside (a signed token, a probe): no session, no CSRF token."""
    return _decide(view, Access(anybody=True, machine=True))


def programs(scope: str, *rights: Permission) -> Callable[[View], View]:
    """Programs whose token holds `scope` may call the view, and with `rights` also signed-in holders of one of these.

    A view that writes names no rights: a cookie must not be enough for it, and a token needs no CSRF token beside it.
    """

    def decide(view: View) -> View:
        return _decide(view, Access(permissions=rights, scope=scope, machine=not rights))

    return decide


def no_transaction(view: View) -> View:
    """The view talks to somebody outside first and opens its own short transactions. Stands above the access rule."""
    rule = access_of(view)
    if rule is None:
        raise ValueError("no_transaction stands above the access decorator")
    view.access = replace(rule, transaction=False)  # type: ignore[attr-defined] # functions take attributes
    return view


def accepts_body(limit: int) -> Callable[[View], View]:
    """The view accepts a body of up to `limit` bytes instead of the ordinary two MiB. Stands above the access rule."""

    def allow(view: View) -> View:
        rule = access_of(view)
        if rule is None:
            raise ValueError("accepts_body stands above the access decorator")
        view.access = replace(rule, body_limit=limit)  # type: ignore[attr-defined] # functions take attributes
        return view

    return allow


def in_any_role(view: View) -> View:
    """The deed is the same for whomever the person acts: a page made in another role may do it. Above the access rule."""
    rule = access_of(view)
    if rule is None:
        raise ValueError("in_any_role stands above the access decorator")
    view.access = replace(rule, any_role=True)  # type: ignore[attr-defined] # functions take attributes
    return view


def _decide(view: View, rule: Access) -> View:
    if access_of(view) is not None:
        raise ValueError(f"{view.__name__} has two access rules")
    view.access = rule  # type: ignore[attr-defined] # functions take attributes
    return view
