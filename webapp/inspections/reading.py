"""An act as a page or a device sends it, read with care: what is missing or cannot be is said field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from webapp.core.azerbaijani import normal_plate
from webapp.core.clock import BAKU
from webapp.core.text import Text, _l
from webapp.inspections.errors import ActWrong
from webapp.inspections.rules import LONGEST_LINE, LONGEST_WORDS, REGIONS, Checked, Outcome, Subject
from webapp.inspections.wording import PAPERS, VIOLATIONS
from webapp.ui.forms import clean_line, clean_text

TYPED: Final = "%d.%m.%Y %H:%M"
LONGEST_KEY: Final = 64
MUST: Final = _l("Bu sahəni doldurun.")
YEARS: Final = range(1970, 2200)  # an empty battery begins in 1970
PLACES: Final = {"latitude": (Decimal(38), Decimal(42)), "longitude": (Decimal(44), Decimal(51))}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActDraft:
    """What the inspector wrote down. `key` is the device's own, `begun_at` by its clock."""

    key: str
    begun_at: datetime
    region: str
    place: str
    latitude: Decimal | None
    longitude: Decimal | None
    plate: str
    paper_kind: str
    paper_number: str
    carrier_number: str
    carrier_name: str
    driver_name: str
    checked: tuple[str, ...]
    verdict: str
    outcome: str
    violations: tuple[str, ...]
    subject: str
    repeated: bool
    words: str
    driver_words: str
    offline: bool
    check: str


def read_act(sent: Mapping[str, Any]) -> ActDraft:
    """Return the act. Raises ActWrong, with the fields that are wrong."""
    wrong: dict[str, Text] = {}
    begun = _instant(sent.get("begun_at"))
    if begun is None:
        wrong["begun_at"] = _l("Tarixi və saatı yazın. Məsələn: 22.11.2026 14:05.")
    plate = _line(sent, "plate").upper()
    outcome, violations = _line(sent, "outcome"), _chosen(sent, "violations", VIOLATIONS)
    _demand(wrong, sent, plate=plate, outcome=outcome, violations=violations)
    latitude, longitude = _coordinates(sent)
    if wrong or begun is None:
        raise ActWrong(fields=wrong)
    kind = _line(sent, "paper_kind")
    return ActDraft(
        key=_line(sent, "key")[:LONGEST_KEY],
        begun_at=begun,
        region=_line(sent, "region"),
        place=_line(sent, "place"),
        latitude=latitude,
        longitude=longitude,
        plate=normal_plate(plate) or plate,
        paper_kind=kind if kind in PAPERS else "",
        paper_number=_line(sent, "paper_number"),
        carrier_number=_line(sent, "carrier_number"),
        carrier_name=_line(sent, "carrier_name"),
        driver_name=_line(sent, "driver_name"),
        checked=_chosen(sent, "checked", frozenset(Checked)),
        verdict=_line(sent, "verdict"),
        outcome=outcome,
        violations=violations,
        subject=_subject(sent),
        repeated=sent.get("repeated") is True,
        words=_words(sent, "words"),
        driver_words=_words(sent, "driver_words"),
        offline=sent.get("offline") is True,
        check=_line(sent, "check"),
    )


def _demand(
    wrong: dict[str, Text], sent: Mapping[str, Any], *, plate: str, outcome: str, violations: tuple[str, ...]
) -> None:
    if not plate:
        wrong["plate"] = MUST
    if not _line(sent, "place"):
        wrong["place"] = MUST
    if _line(sent, "region") not in REGIONS:
        wrong["region"] = _l("Rayonu seçin.")
    if outcome not in set(Outcome):
        wrong["outcome"] = _l("Nəticəni seçin.")
    if outcome == Outcome.VIOLATIONS and not violations:
        wrong["violations"] = _l("Hansı pozuntunun olduğunu seçin.")
    if outcome == Outcome.IN_ORDER and violations:
        wrong["violations"] = _l("Hər şey qaydasındadırsa, pozuntu seçilmir.")
    if not _chosen(sent, "checked", frozenset(Checked)):
        wrong["checked"] = _l("Nəyin yoxlanıldığını seçin.")


def instant_of(value: Any) -> datetime | None:
    """Return an instant that a device sent, None for what is none."""
    return _instant(value)


def _instant(value: Any) -> datetime | None:
    text = value.strip() if isinstance(value, str) else ""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = datetime.strptime(text, TYPED).replace(tzinfo=BAKU)
        except ValueError:
            return None
    return found if found.tzinfo is not None and found.year in YEARS else None


def _line(sent: Mapping[str, Any], name: str) -> str:
    value = sent.get(name)
    return str(clean_line(value))[:LONGEST_LINE] if isinstance(value, str) else ""


def _words(sent: Mapping[str, Any], name: str) -> str:
    value = sent.get(name)
    return str(clean_text(value))[:LONGEST_WORDS] if isinstance(value, str) else ""


def _chosen(sent: Mapping[str, Any], name: str, known: Any) -> tuple[str, ...]:
    value = sent.get(name)
    given = value if isinstance(value, list | tuple) else []
    return tuple(dict.fromkeys(one for one in given if isinstance(one, str) and one in known))


def _subject(sent: Mapping[str, Any]) -> str:
    given = _line(sent, "subject")
    return given if given in set(Subject) else Subject.DRIVER.value


def _coordinates(sent: Mapping[str, Any]) -> tuple[Decimal | None, Decimal | None]:
    """Return where the device says it was, when both numbers are within the country's frame; the words count, not these."""
    found = []
    for name, (least, most) in PLACES.items():
        try:
            value = Decimal(str(sent.get(name) or "")).quantize(Decimal("0.00001"))
        except InvalidOperation:
            return None, None
        if not least <= value <= most:
            return None, None
        found.append(value)
    return found[0], found[1]
