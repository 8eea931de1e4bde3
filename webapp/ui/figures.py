"""Counts for the menu and the first page: rooms plug in one SELECT each, a page asks for all of them in one statement."""

from dataclasses import dataclass
from typing import Any, cast

from flask import g
from sqlalchemy import Select, select
from sqlalchemy.sql.elements import Label

from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.crypto import blind_index
from webapp.core.permissions import Permission
from webapp.core.registry import from_manifests, permissions, plugins
from webapp.core.statements import Statement
from webapp.core.transaction import in_transaction


@dataclass(frozen=True, slots=True)
class Figure:
    """A count under `code`. `statement` selects one number.

    It may use the bound parameters party, person, account, fin_index, rights, everybody and today: those of the actor.
    `in_menu` figures are asked for with every page, the others only where a page asks for one of them. An actor
    without `permission` has none.
    """

    code: str
    statement: Select[Any]
    in_menu: bool = False
    permission: Permission | None = None


def figure(code: str, actor: Actor) -> int:
    """Return the count under `code` for `actor`, who is the one of this request; 0 where it cannot be counted now."""
    known: dict[str, int] = g.setdefault("figures", {})
    if code not in known and in_transaction():
        known.update(_ask(code, actor))
    return known.get(code, 0)


def _ask(code: str, actor: Actor) -> dict[str, int]:
    """Return all figures of the menu, and the others too when one of these is wanted, by one statement."""
    mine = [item for item in plugins(Figure) if item.permission is None or actor.has(item.permission.code)]
    wanted = next((item for item in mine if item.code == code), None)
    if wanted is None:
        return {code: 0}
    codes = tuple(item.code for item in mine if item.in_menu or not wanted.in_menu)
    (row,) = _statement(codes).all(**_parameters(actor))
    return {name: value or 0 for name, value in zip(codes, row, strict=True)}


@from_manifests
def _statement(codes: tuple[str, ...]) -> Statement:
    by_code = {item.code: item for item in plugins(Figure)}
    columns: list[Label[int]] = [by_code[code].statement.scalar_subquery().label(None) for code in codes]
    return Statement(cast("Select[Any]", select(*columns)))


def _parameters(actor: Actor) -> dict[str, Any]:
    return {
        "party": actor.party_id,
        "person": actor.person_party_id,
        "account": actor.account_id,
        "fin_index": blind_index(actor.fin or ""),
        "rights": sorted(actor.rights),
        "everybody": [item.code for item in permissions() if item.everybody],
        "today": today(),
    }
