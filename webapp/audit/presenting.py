"""Entries as the cells of the journal's table."""

from collections.abc import Iterable

from webapp.audit.queries import Line
from webapp.audit.terms import capacity, purpose_in_words, wording
from webapp.core.text import Text, _
from webapp.ui.filters import machine_time


def table_rows(lines: Iterable[Line]) -> list[dict[str, Text]]:
    """Return one mapping of column key to cell per entry."""
    return [
        {
            "at": machine_time(line.at),
            "action": wording(line.action),
            "who": line.actor_name or _("Ziyarətçi"),
            "capacity": capacity(line.office_roles, line.on_behalf_name),
            "object": f"{wording(line.object_type)} {line.object_key}".strip(),
            "purpose": purpose_in_words(line.purpose),
        }
        for line in lines
    ]
