"""Who may read the archived messages of a service, as its procedure lists them (clause 3.8.4): one person a line.

A line is `7LYL5H2 Əliyeva Leyla – sorğular`: FİN, name, and what the person may read. The FİN is what the message log
knows people by; pages do not show it.
"""

import json
import re
from typing import Final

from webapp.connections.models import Service
from webapp.core.azerbaijani import normal_fin

LINE: Final = re.compile(r"(?:(?P<fin>[0-9A-Za-z]{7})\s+)?(?P<name>[^–]+?)\s*(?:–\s*(?P<what>.*))?")


def reader_lines(service: Service) -> list[str]:
    """Return the lines as they were written."""
    return [str(line) for line in json.loads(service.archive_readers or "[]")]


def shown_readers(service: Service) -> list[str]:
    """Return the lines without personal numbers."""
    return [line if person(line) is None else line.strip().split(maxsplit=1)[1] for line in reader_lines(service)]


def named_readers(service: Service) -> list[tuple[str, str]]:
    """Return (FİN, name) of those whose line says both."""
    return [found for found in map(person, reader_lines(service)) if found is not None]


def are_all_named(service: Service) -> bool:
    """Whether there are readers, and each line begins with a FİN."""
    lines = reader_lines(service)
    return bool(lines) and len(named_readers(service)) == len(lines)


def person(line: str) -> tuple[str, str] | None:
    """Return FİN and name of a line; None when it does not begin with a FİN."""
    found = LINE.fullmatch(line.strip())
    fin = normal_fin(found["fin"]) if found and found["fin"] and any(map(str.isdigit, found["fin"])) else None
    return (fin, found["name"]) if found and fin else None
