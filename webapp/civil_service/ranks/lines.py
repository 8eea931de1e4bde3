"""The rows of the law in words, for those who answer for the register."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from webapp.civil_service.length.law import every_rule
from webapp.civil_service.length.models import CivilRule
from webapp.civil_service.length.rules import Kind
from webapp.civil_service.length.wording import EFFECTS, KINDS
from webapp.civil_service.ranks.law import rank_titles
from webapp.core.text import Text, _, _l

FAMILIES: Final[dict[str, Text]] = {
    "length.kind": _l("Qulluq stajına daxil edilən dövrlər"),
    "length.setting": _l("Qulluq stajının hesablanması"),
    "rank.class": _l("Təsnifatların dərəcələri"),
    "rank.step": _l("Növbəti dərəcənin müddətləri"),
    "rank.setting": _l("Dərəcənin verilməsi"),
    "pension.age": _l("Pensiya yaşı"),
    "figures.setting": _l("İcra göstəriciləri"),
}
SETTINGS: Final[dict[str, Text]] = {
    "nearby": _l("Hərbi xidmətdən əvvəl və sonra ən çox fasilə, gün"),
    "discipline_months": _l("İntizam tənbehinin qüvvədə olduğu müddət, ay"),
    "entry_days": _l("Əmrin reyestrə daxil edilmə müddəti, gün"),
    "attestation_months": _l("Attestasiyanın dövriliyi, ay"),
}


@dataclass(frozen=True, slots=True)
class LawLine:
    """One row: what it is of, what it says, from when, by which clause, whether it is assumed and in force."""

    what: str
    says: str
    since: date
    basis: str
    assumed: bool
    in_force: bool


def law_lines(day: date) -> list[tuple[str, list[LawLine]]]:
    """Return every row of the law by family, the newest of each key first."""
    titles = rank_titles(day)
    rows = every_rule(*FAMILIES)
    newest: dict[tuple[str, str], date] = {}
    for row in rows:
        if row.valid_from <= day:
            newest.setdefault((row.family, row.key), row.valid_from)
    found: dict[str, list[LawLine]] = {family: [] for family in FAMILIES}
    for row in rows:
        holds = newest.get((row.family, row.key)) == row.valid_from
        line = LawLine(_what(row), _says(row, titles), row.valid_from, row.basis, row.assumed, holds)
        found[row.family].append(line)
    return [(str(FAMILIES[family]), lines) for family, lines in found.items()]


def _what(row: CivilRule) -> str:
    if row.family == "length.kind":
        return str(KINDS[Kind(row.key)])
    if row.family == "pension.age":
        return _("Kişilər") if row.key == "m" else _("Qadınlar")
    if row.family.startswith("rank.") and row.family != "rank.setting":
        return _("Təsnifat: %(class)s", **{"class": row.key})
    return str(SETTINGS[row.key])


def _says(row: CivilRule, titles: dict[str, str]) -> str:
    content: dict[str, Any] = row.content
    match row.family:
        case "length.kind":
            return str(EFFECTS[content["effect"]])
        case "rank.class":
            return ", ".join(titles.get(code, code) for code in content["ranks"])
        case "rank.step":
            return _(
                "Qulluq stajı: %(service)d il; bu təsnifatın vəzifələrində: %(post)d il",
                service=content["service_years"],
                post=content["post_years"],
            )
        case "pension.age":
            years, months = divmod(int(content["months"]), 12)
            return _("%(years)d il %(months)d ay", years=years, months=months)
        case _:
            return str(content["number"])
