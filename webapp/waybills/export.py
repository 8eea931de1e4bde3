"""What a driver downloads with "my data": the waybills that name the person (charter 1.4.5)."""

from typing import Any

from webapp.core.actor import Actor
from webapp.waybills.queries import trips_of


def driven(actor: Actor) -> list[dict[str, Any]]:
    """Return the waybills that name the person as driver, first those to drive, as plain values."""
    fin = actor.fin or ""
    return [
        {
            "number": line.number,
            "state": line.state.value,
            "consignor": line.consignor,
            "consignee": line.consignee,
            "loading": line.loading,
            "unloading": line.unloading,
            "vehicle": line.plate,
            "planned_loading_at": line.loading_at,
        }
        for line in (*trips_of(fin), *trips_of(fin, over=True))
    ]
