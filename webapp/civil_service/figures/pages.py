"""The pages of figures: which sections each has. A body of None is all bodies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from webapp.civil_service.figures.cube import Counted, count_by, fewer
from webapp.civil_service.figures.execution import execution_on
from webapp.civil_service.figures.forecast import pensions
from webapp.civil_service.figures.movements import places_on, turnover_on
from webapp.civil_service.figures.sections import Column, Section, crossed, drawn, total
from webapp.civil_service.figures.wording import SEXES, values_of
from webapp.core.azerbaijani import sort_key
from webapp.core.text import Text, _, _l, _n

AHEAD: Final = 10
TOGETHER: Final = ("body", "class", "sex", "age", "length", "status")
Where = dict[str, str]


def now_sections(day: date, body_id: int | None) -> list[Section]:
    """Return the state of a day: by body with vacancies, by class, age and sex (row 272 of the requirements)."""
    people = count_by(day, TOGETHER, where=_where(body_id))

    def by(code: str, title: str, column: str | None = "sex") -> Section:
        return crossed(code, title, day, code, column, fewer(people, TOGETHER, (code, column) if column else (code,)))

    return [
        _by_body(day, body_id, people),
        by("class", _("Təsnifat üzrə")),
        by("age", _("Yaş üzrə")),
        by("length", _("Qulluğun ili üzrə")),
        by("status", _("Status üzrə"), None),
    ]


def forecast_sections(day: date, body_id: int | None) -> list[Section]:
    """Return how many reach pension age in each of ten years, by body."""
    names = values_of("body", day)
    found = pensions(day, AHEAD, body_id)
    years: list[int | None] = [None, *range(day.year, day.year + AHEAD)]
    by_year = [{"year": _year(year), "people": sum(one.people for one in found if one.year == year)} for year in years]
    soon = sum(one.people for one in found if one.year is None or one.year <= day.year + 1)
    told = _n(
        "Növbəti ilin sonunadək %(num)s nəfərin pensiya yaşı çatır.",
        "Növbəti ilin sonunadək %(num)s nəfərin pensiya yaşı çatır.",
        soon,
    )
    columns: list[Column] = [("year", _("İl"), "text"), ("people", _("Nəfər"), "number")]
    all_years = drawn(Section("years", _("İllər üzrə"), told, columns, by_year), ["people"], [_("Nəfər")])
    by_body: list[dict[str, Any]] = []
    for body in sorted({one.body_id for one in found}, key=lambda one: sort_key(str(names.get(str(one), "")))):
        line = {
            f"y{year}": sum(one.people for one in found if (one.body_id, one.year) == (body, year)) for year in years
        }
        by_body.append({"body": names.get(str(body), ""), **line})
    wide: list[Column] = [("body", _("Dövlət orqanı"), "text"), *((f"y{one}", _year(one), "number") for one in years)]
    return [all_years, Section("bodies", _("Orqanlar və illər üzrə"), "", wide, by_body)]


def execution_sections(day: date, body_id: int | None) -> list[Section]:
    """Return how the law is carried out (charter 004, 1.2)."""
    names = values_of("body", day)
    columns: list[Column] = [
        ("body", _("Dövlət orqanı"), "text"),
        ("people", _("Qulluqçu"), "number"),
        ("vacant", _("Vakansiya"), "number"),
        ("late", _("Son bir ilin əmrlərindən gec daxil edilən"), "number"),
        ("entered", _("Son bir ilin daxil edilmiş əmrləri"), "number"),
        ("without_order", _("Əmrsiz vəzifə"), "number"),
        ("without_attestation", _("Attestasiyası olmayan"), "number"),
        ("ranks_overdue", _("Bir aydan çox gecikən dərəcə"), "number"),
        ("typed_by_hand", _("Mənbənin təsdiqləmədiyi əl ilə yazılan məlumat"), "number"),
        ("corrections_late", _("Son bir ildə müddətində edilməmiş düzəliş"), "number"),
    ]
    rows = [
        {"body": names.get(str(one.body_id), "")} | {key: getattr(one, key) for key, *_rest in columns[1:]}
        for one in execution_on(day, body_id)
    ]
    breaches = ("late", "without_order", "without_attestation", "ranks_overdue", "corrections_late")
    wrong = sum(row[name] for row in rows for name in breaches)
    told = _n("Cəmi %(num)s pozuntu əlaməti.", "Cəmi %(num)s pozuntu əlaməti.", wrong)
    if len(rows) > 1:
        rows.append(total(_("Cəmi"), rows, "body"))
    whole = [(label, str(rows[-1][key])) for key, label, _kind in columns[1:]] if rows else []
    return [Section("execution", _("Qanunvericiliyin icrası"), told, columns, rows, summary=whole)]


def turnover_sections(day: date, body_id: int | None) -> list[Section]:
    """Return who came and left in the year up to a day."""
    names = values_of("body", day)
    columns: list[Column] = [
        ("body", _("Dövlət orqanı"), "text"),
        ("before", _("Bir il əvvəl"), "number"),
        ("came", _("Gəlib"), "number"),
        ("left", _("Gedib"), "number"),
        ("now", _("Bu gün"), "number"),
        ("percent", _("Axıcılıq, %"), "number"),
    ]
    found = turnover_on(day, body_id)
    rows = [
        {"body": names.get(str(one.body_id), "")} | {key: getattr(one, key) for key, *_rest in columns[1:]}
        for one in found
    ]
    left = sum(one.left for one in found)
    told = _n("Bir ildə %(num)s nəfər orqanını tərk edib.", "Bir ildə %(num)s nəfər orqanını tərk edib.", left)
    section = Section("turnover", _("Kadr axıcılığı"), told, columns, rows)
    return [drawn(section, ["came", "left"], [_("Gəlib"), _("Gedib")])]


def _by_body(day: date, body_id: int | None, counted: list[Counted]) -> Section:
    names, men_word, women_word = values_of("body", day), *map(str, SEXES.values())
    people: dict[int, dict[str, int]] = {}
    for one in fewer(counted, TOGETHER, ("body", "sex")):
        people.setdefault(int(one.values[0] or 0), {})[one.values[1] or ""] = one.people
    places: dict[int, tuple[int, int]] = {}
    for each in places_on(day, body_id):
        had = places.get(each.body_id, (0, 0))
        places[each.body_id] = had[0] + each.places, had[1] + each.vacant
    rows: list[dict[str, Any]] = []
    for body in sorted(set(people) | set(places), key=lambda one: sort_key(str(names.get(str(one), "")))):
        men, women = people.get(body, {}).get("m", 0), people.get(body, {}).get("f", 0)
        listed, vacant = places.get(body, (0, 0))
        row = {"body": names.get(str(body), ""), "m": men, "f": women, "all": men + women}
        rows.append(row | {"places": listed, "vacant": vacant})
    columns: list[Column] = [
        ("body", _("Dövlət orqanı"), "text"),
        ("m", men_word, "number"),
        ("f", women_word, "number"),
        ("all", _("Cəmi"), "number"),
        ("places", _("Ştat vahidi"), "number"),
        ("vacant", _("Vakansiya"), "number"),
    ]
    told = _(
        "%(people)d nəfər qulluqda, %(vacant)d vakansiya.",
        people=sum(row["all"] for row in rows),
        vacant=sum(row["vacant"] for row in rows),
    )
    section = drawn(Section("bodies", _("Orqanlar üzrə"), told, columns, rows), ["m", "f"], [men_word, women_word])
    if len(rows) < 2:  # noqa: PLR2004 - one body is its own total
        return section
    return replace(section, rows=[*rows, total(_("Cəmi"), rows, "body")])


def _where(body_id: int | None) -> Where:
    return {} if body_id is None else {"body": str(body_id)}


def _year(year: int | None) -> str:
    return _("artıq çatıb") if year is None else str(year)


PAGES: Final[dict[str, tuple[Text, Callable[[date, int | None], list[Section]]]]] = {
    "now": (_l("Vəziyyət"), now_sections),
    "forecast": (_l("Proqnoz"), forecast_sections),
    "execution": (_l("İcra"), execution_sections),
    "turnover": (_l("Axıcılıq"), turnover_sections),
}
