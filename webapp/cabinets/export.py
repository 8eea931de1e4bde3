"""Everything the cabinet shows of a person, as one file for machines. Rooms above add their part by `DataExport`."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from webapp.audit.api import views_of, wording
from webapp.cabinets.accounts import known_account
from webapp.cabinets.acting import choices
from webapp.cabinets.contacts import contact_of, history
from webapp.cabinets.parties import facts_of, find
from webapp.cabinets.queries import changes_of, delegations_of
from webapp.cabinets.reports import own_reports
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.registry import plugins


@dataclass(frozen=True, slots=True)
class DataExport:
    """A part of a person's data under `code`: `collect` returns plain values for JSON."""

    code: str
    collect: Callable[[Actor], Any]


def everything(actor: Actor) -> dict[str, Any]:
    """Return the person's data as plain values; instants and dates are left to the JSON writer (ISO 8601)."""
    account_id = actor.account_id or 0
    account = known_account(account_id)
    found: dict[str, Any] = {
        "made_at": now(),
        "account": {"fin": account.fin, "full_name": account.full_name, "birthdate": account.birthdate},
        "contact": {**asdict(contact_of(account_id)), "history": [asdict(item) for item in history(account_id)]},
        "register": _register(actor.person_party_id),
        "acts_for": [
            {"number": item.number, "name": item.name, "position": item.position, "rights": sorted(item.rights)}
            for item in choices(actor).parties
        ],
        "delegations": [
            {**asdict(item), "permissions": sorted(item.permissions)} for item in delegations_of(account_id)
        ],
        "error_reports": [
            {"field": item.field, "text": item.text, "state": item.state, "answer": item.answer, "at": item.created_at}
            for item in own_reports(account_id)
        ],
        "looks": _looks(account.fin),
    }
    return found | {part.code: part.collect(actor) for part in plugins(DataExport)}


def _register(party_id: int | None) -> dict[str, Any]:
    if party_id is None:
        return {}
    row = find(party_id)
    changes = [{"field": item.field, "old": item.old, "new": item.new, "at": item.at} for item in changes_of(party_id)]
    return {"facts": facts_of(row), "source": row.source, "as_of": row.as_of, "changes": changes}


def _looks(fin: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after = None
    for _page in range(50):
        page = views_of(fin, after=after)
        found += [
            {
                "at": look.at,
                "who": look.actor_name,
                "for": look.on_behalf_name,
                "purpose": look.purpose,
                "what": str(wording(look.object_type)),
            }
            for look in page.rows
        ]
        after = page.following
        if after is None:
            break
    return found
