"""The record for machines: every fact with its period, its source and its instants, and whose property it is."""

from typing import Any, Final

from webapp.civil_service.looking import hidden, visible
from webapp.civil_service.queries import own_servant, record_of
from webapp.civil_service.record_tables import Servant
from webapp.civil_service.values import Fact
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.text import in_language

FORMAT: Final = "kabinet-servant-record/1"


def as_json(servant: Servant) -> dict[str, Any]:
    """Return the record as plain values: what the servant may see of it (8.1.2)."""
    record = record_of(servant.id, groups=[one.code for one in visible()])
    with in_language("az"):
        return {
            "format": FORMAT,
            "property": "Azərbaycan Respublikası",
            "made_at": now().isoformat(),
            "number": servant.number,
            "name": servant.full_name,
            "status": servant.status,
            "service_since": servant.since.isoformat() if servant.since else None,
            "service_ended": servant.ended_on.isoformat() if servant.ended_on else None,
            "facts": [_fact(one) for one in record.all()],
            "hidden_by_law": [{"group": one.code, "reason": str(one.hidden)} for one in hidden()],
        }


def exported(actor: Actor) -> dict[str, Any] | None:
    """Return the record for the file of all of one's data, None for who has none."""
    servant = own_servant(actor)
    return as_json(servant) if servant else None


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "entry": fact.entry,
        "version": fact.version,
        "group": fact.group.code,
        "clause": fact.group.clause,
        "content": fact.content,
        "valid_from": fact.valid_from.isoformat(),
        "valid_to": fact.valid_to.isoformat() if fact.valid_to else None,
        "known_from": fact.known_from.isoformat(),
        "origin": fact.origin.value,
        "source": fact.source,
        "as_of": fact.as_of.isoformat(),
        "entered_by": fact.entered_by,
        "manual": fact.manual,
        "order_number": fact.order_number,
        "order_date": fact.order_date.isoformat() if fact.order_date else None,
        "reason": fact.reason,
    }
