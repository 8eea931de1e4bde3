"""Whom the person acts for in this session: kept here, decided by cabinets, which knows who may."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from flask import current_app

from webapp.audit.api import record
from webapp.auth import queries, sessions
from webapp.auth.web_session import current_session
from webapp.core.actor import current_actor
from webapp.core.errors import SignInNeeded
from webapp.core.registry import plugins

ACT_AS: Final = "/cabinet/act-as"


@dataclass(frozen=True, slots=True)
class Choice:
    """The role of a session: a party, the operator's office, or nothing chosen yet."""

    party_id: int | None
    office: bool


@dataclass(frozen=True, slots=True)
class Landing:
    """A plug-in: where a person goes right after signing in. `lead(account_id, wanted)` returns a path, None for no opinion."""

    lead: Callable[[int, str], str | None]


def session_choice() -> Choice:
    """Return the role of the present session; nothing chosen for a visitor."""
    held = current_session().alive
    return Choice(held.party_id, held.office) if held else Choice(None, office=False)


def rows_beside() -> tuple[tuple[Any, ...], ...]:
    """Return the rows of the `Beside` plug-in for the present session; none for a visitor."""
    held = current_session().alive
    return held.beside if held else ()


def choose(*, party_id: int | None = None, office: bool = False) -> None:
    """Write the role into the present session, which gets a new id, and into the journal.

    The caller has checked that the person may. Raises SignInNeeded without a session. Needs the open transaction of a view.
    """
    held = current_session()
    row = held.alive
    if row is None or row.account_id is None:
        raise SignInNeeded
    if (row.party_id, row.office) == (party_id, office):
        return
    opened = sessions.renew(row.id, party_id=party_id, office=office)
    held.issue_for(replace(row, party_id=party_id, office=office), opened.token)
    detail = {"party": party_id, "office": office}
    record("session.role_chosen", actor=current_actor(), object_type="session", object_key=row.public_id, detail=detail)


def landing(account_id: int, wanted: str) -> str:
    """Return where the person goes after signing in: `wanted`, or first the choice of role when there is a choice."""
    led = (plugin.lead(account_id, wanted) for plugin in plugins(Landing))
    path = next((path for path in led if path is not None), None)
    if path is not None:
        return path
    several = bool(queries.certificates(account_id) or queries.posts(account_id))
    known = any(rule.rule == ACT_AS for rule in current_app.url_map.iter_rules())
    return f"{ACT_AS}?{urlencode({'next': wanted})}" if several and known else wanted
