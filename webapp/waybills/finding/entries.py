"""Writing how each party, and the office, finds a waybill; rewritten with every change that concerns it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import cast, delete, func, tuple_
from sqlalchemy.dialects.postgresql import ARRAY, TEXT, insert

from webapp.cabinets.api import parties_by_number
from webapp.core import db
from webapp.waybills.content import WaybillContent
from webapp.waybills.content_json import content_from_json
from webapp.waybills.finding.models import EVERYBODY, SearchEntry
from webapp.waybills.finding.wanted import words_of
from webapp.waybills.models import Waybill
from webapp.waybills.rules import State

SECONDS: Final = 7 * 24 * 3600


def keep_entries(waybill: Waybill, party_ids: Collection[int]) -> None:
    """Write how these parties find the waybill, and nobody else; the office finds what was offered."""
    readers = set(party_ids)
    if State(waybill.state) is not State.DRAFT:
        readers.add(EVERYBODY)
    gone = delete(SearchEntry).where(SearchEntry.waybill_id == waybill.id, SearchEntry.party_id.not_in(readers))
    db.session().execute(gone)
    if not readers:
        return
    content = content_from_json(waybill.standing)
    at = waybill.loading_at or waybill.created_at
    words = cast(words_of(content, _names(content), waybill.state), ARRAY(TEXT))
    same = {"waybill_id": waybill.id, "at": at, "week": week_of(at), "words": func.array_to_tsvector(words)}
    statement = insert(SearchEntry).values([{**same, "party_id": reader} for reader in sorted(readers)])
    fresh = statement.excluded
    changed = tuple_(SearchEntry.at, SearchEntry.words).is_distinct_from(tuple_(fresh.at, fresh.words))
    db.session().execute(
        statement.on_conflict_do_update(
            index_elements=["waybill_id", "party_id"],
            set_={"at": fresh.at, "week": fresh.week, "words": fresh.words},
            where=changed,
        )
    )


def add_entries(drafts: Sequence[tuple[Waybill, WaybillContent]], names: Mapping[str, str]) -> None:
    """Write how their initiators find new drafts, all at once; `names` are the parties' names by number."""
    rows = []
    for waybill, content in drafts:
        at = waybill.loading_at or waybill.created_at
        known = {role: entry.name or names.get(entry.number, "") for role, entry in content.parties.items()}
        words = cast(words_of(content, known, waybill.state), ARRAY(TEXT))
        place = {"waybill_id": waybill.id, "party_id": waybill.initiator_party_id, "at": at, "week": week_of(at)}
        rows.append({**place, "words": func.array_to_tsvector(words)})
    db.session().execute(insert(SearchEntry).values(rows))


def week_of(at: datetime) -> int:
    """Return the number of an instant's week, counted from the first of 1970 in UTC."""
    return int(at.timestamp() // SECONDS)


def _names(content: WaybillContent) -> dict[str, str]:
    """Return the parties' names; those that the draft does not hold yet are asked of the cabinets, once for all."""
    nameless = {entry.number for entry in content.parties.values() if entry.number and not entry.name}
    known = parties_by_number(nameless) if nameless else {}
    return {
        role: entry.name or (known[entry.number].name if entry.number in known else "")
        for role, entry in content.parties.items()
    }
