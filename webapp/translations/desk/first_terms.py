"""The glossary of the repository as the first terms of the desk, entered once; from then on people keep them there.

Only terms that mean one thing wherever they stand: a short word of everyday speech has several translations, and a check
that asks for one of them would cry wolf.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import select

from webapp.config import ROOT
from webapp.core import db
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.translations.models import TextTerm

GLOSSARY: Final = ROOT / "translations" / "GLOSSARY.md"
ONE_MEANING: Final = frozenset({"daşıyıcı", "sürücü", "yükalan", "müfəttiş", "plomb", "VÖEN", "FİN"})
EVERYDAY: Final = frozenset({"avtomobil", "ləğv etmək", "daxil olmaq"})
LONG: Final = 9
COLUMNS: Final = 3
Entry = tuple[str, str, str, str]


def enter_terms(path: Path = GLOSSARY) -> int:
    """Enter the terms where there are none yet; return how many. Inside a transaction. Raises OSError for a missing file."""
    if db.session().scalar(select(TextTerm.id).limit(1)) is not None:
        return 0
    found = {entry[0]: entry for entry in entries(path.read_text(encoding="utf-8"))}
    for az, en, ru, note in found.values():
        words = {"az": az, "en": en, "ru": ru, "note": note}
        db.session().add(TextTerm(public_id=new_public_id(), forbidden={}, by_name="Kabinet", at=now(), **words))
    return len(found)


def entries(text: str) -> Iterator[Entry]:
    """Return (Azerbaijani, English, Russian, note) of each row of the table that pairs its words one by one."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) < COLUMNS or cells[1] == "English" or set(cells[0]) <= {"-"}:
            continue
        words = [[word.strip() for word in cell.split(",")] for cell in cells[:COLUMNS]]
        if len({len(one) for one in words}) == 1:
            note = cells[COLUMNS] if len(cells) > COLUMNS else ""
            yield from ((az, en, ru, note) for az, en, ru in zip(*words, strict=True) if _means_one_thing(az))


def _means_one_thing(term: str) -> bool:
    if term in EVERYDAY:
        return False
    return term in ONE_MEANING or " " in term or (len(term) >= LONG and not term.endswith(("dır", "dir")))
