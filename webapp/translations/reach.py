"""Who meets a text, told by the files that say it: visitors, people in their cabinets, offices alone.

A template's page layout decides, and that of the pages that use it; a Python file of a room says what the room's pages
say to the first of those who see them. Visitors' texts are what must be whole before anything is published.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from webapp.config import ROOT
from webapp.translations.rules import Reach

USED: Final = re.compile(r"{%-?\s*(extends|include|from|import)\s+\"([^\"]+)\"")
LAYOUTS: Final = {
    "layouts/office.html": Reach.OFFICES,
    "layouts/cabinet.html": Reach.CABINETS,
    "layouts/public.html": Reach.VISITORS,
    "layouts/print.html": Reach.CABINETS,
}
OFFICE_FILE: Final = re.compile(r"/(office|desk|oversight)[^/]*(/|\.py$)")
BEHIND: Final = re.compile(r"/(permissions|manifest|demo\w*|commands|tiles|jobs)\.py$")
PUBLIC_FILE: Final = re.compile(r"/(public|entrance|finding|forms|errors|wording)[^/]*(/|\.py$)")
SHARED: Final = "webapp/ui/"


def reach_of(locations: Iterable[str]) -> Reach:
    """Return the first of those who meet a text that these files say."""
    return min((_reach_of_file(place) for place in locations), default=Reach.CABINETS)


def areas_of(locations: Iterable[str]) -> list[str]:
    """Return the rooms that say a text."""
    parts = (place.split("/") for place in locations)
    return sorted({found[1].removesuffix(".py") for found in parts if len(found) > 1})


def _reach_of_file(place: str) -> Reach:
    if place.startswith(SHARED):
        return Reach.OFFICES if "/design/" in place else Reach.VISITORS
    if "/templates/" in place:
        return _templates().get(place, Reach.CABINETS)
    if OFFICE_FILE.search(place):
        return Reach.OFFICES
    room = "/".join(place.split("/")[:2])
    if BEHIND.search(place):
        return Reach.CABINETS
    return Reach.VISITORS if PUBLIC_FILE.search(place) and room in _public_rooms() else Reach.CABINETS


@cache
def _public_rooms() -> frozenset[str]:
    found = _templates().items()
    return frozenset("/".join(place.split("/")[:2]) for place, reach in found if reach is Reach.VISITORS)


@cache
def _templates() -> Mapping[str, Reach]:
    """Return who meets each template: by its layout, else by the templates that use it."""
    files = {
        _name(path): path for path in (ROOT / "webapp").rglob("templates/**/*") if path.suffix in {".html", ".txt"}
    }
    uses = {name: dict.fromkeys(USED.findall(path.read_text(encoding="utf-8"))) for name, path in files.items()}
    reach = {
        name: LAYOUTS[other]
        for name, found in uses.items()
        for how, other in found
        if other in LAYOUTS and how == "extends"
    }
    for _round in range(len(LAYOUTS)):  # a part of a part of a page
        for name, found in uses.items():
            for how, other in found:
                giver, taker = (other, name) if how == "extends" else (name, other)
                if giver in reach and other not in LAYOUTS:
                    reach[taker] = min(reach[giver], reach.get(taker, Reach.OFFICES))
    return {path.relative_to(ROOT).as_posix(): reach.get(name, Reach.CABINETS) for name, path in files.items()}


def _name(path: Path) -> str:
    """Return the name by which templates are used: what stands behind the folder of templates."""
    return path.as_posix().rpartition("/templates/")[2]
