"""All checks in one table, and the one function that asks them."""

from collections.abc import Callable, Sequence
from typing import Final

from webapp.core.text import Text, _l
from webapp.translations.checks import markup, measure, placeholders, writing
from webapp.translations.checks.finding import Finding, Found, Source, TermRule
from webapp.translations.rules import ORIGINAL, forms_wanted

OfForm = Callable[[Source, int, str], Found]
CODES: Final[dict[str, tuple[Text, bool]]] = {
    "too_long": (_l("Həddindən artıq uzun"), True),
    "plurals": (_l("Say formaları"), True),
    "empty": (_l("Boş mətn"), True),
    "placeholders": (_l("Adlı yerlər"), True),
    "positions": (_l("Sıra ilə doldurulan yerlər"), True),
    "percent": (_l("Faiz işarəsi"), True),
    "braces": (_l("Mötərizəli yerlər"), True),
    "tags": (_l("HTML teqləri və atributları"), True),
    "entities": (_l("HTML işarələri"), True),
    "addresses": (_l("Ünvanlar"), True),
    "invisible": (_l("Görünməyən işarələr"), True),
    "limit": (_l("Mətnin öz həddi"), True),
    "newlines": (_l("Sətir sonları"), False),
    "edges": (_l("Kənardakı boşluqlar"), False),
    "numbers": (_l("Rəqəmlər"), False),
    "ends": (_l("Sondakı durğu işarəsi"), False),
    "spaces": (_l("Qoşa boşluq"), False),
    "unchanged": (_l("Orijinalla eyni"), False),
    "growth": (_l("Orijinaldan xeyli uzun"), False),
    "terms": (_l("Lüğətin terminləri"), False),
    "forbidden": (_l("Qadağan edilən sözlər"), True),
    "width": (_l("Səhifədə yerləşmir"), False),
}
"""Each check: what it looks at, whether it keeps words from being published. `width` is measured in a browser."""
OF_FORMS: Final[tuple[tuple[str, OfForm, str], ...]] = (
    ("empty", writing.empty, ""),
    ("placeholders", placeholders.named, "%"),
    ("positions", placeholders.placed, "%"),
    ("percent", placeholders.percent, "%"),
    ("braces", placeholders.braced, "{"),
    ("tags", markup.tags, "<"),
    ("entities", markup.entities, "&"),
    ("addresses", markup.addresses, ":"),
    ("invisible", writing.invisible, ""),
    ("limit", measure.limit, ""),
    ("newlines", writing.newlines, "\n"),
    ("edges", writing.edges, " "),
    ("numbers", writing.numbers, "0123456789"),
    ("ends", writing.ends, ""),
    ("spaces", writing.spaces, " "),
    ("growth", measure.growth, ""),
)
"""Each check of one form, with the signs without which it has nothing to say: most texts have none of them."""
IN_TRANSLATIONS: Final[tuple[tuple[str, OfForm, str], ...]] = (("unchanged", writing.unchanged, ""),)
"""What has no meaning where the original itself is reworded."""


def check(source: Source, forms: Sequence[str], language: str, terms: Sequence[TermRule] = ()) -> tuple[Finding, ...]:
    """Return what is wrong with `forms` as the words of `source` in `language`; what blocks comes first."""
    found = []
    wanted = forms_wanted(language, has_plural=source.has_plural)
    if len(forms) != wanted or not all(form.strip() for form in forms[:wanted] if source.has_plural):
        words = _l("Bu dildə %(wanted)s say forması yazılmalıdır.", wanted=wanted)
        found.append(Finding("plurals", True, words, facts={"wanted": wanted, "given": len(forms)}))
    for place, words_given in enumerate(forms):
        found += _of_form(source, place, words_given, language)
    said, rules = " ".join(forms), tuple(terms)
    if rules and language != ORIGINAL:
        found += _made("terms", None, measure.terms(source, said, rules))
    if rules:
        found += _made("forbidden", None, measure.forbidden(source, said, rules))
    return tuple(sorted(_once(found), key=lambda one: not one.blocks))


def _of_form(source: Source, place: int, words: str, language: str) -> list[Finding]:
    too_long = _made("too_long", place, measure.too_long(source, place, words))
    if too_long:
        return too_long  # nobody reads on, and neither do the other checks
    checks = OF_FORMS if language == ORIGINAL else (*OF_FORMS, *IN_TRANSLATIONS)
    signs = {*words, *source.beside(place)}
    return [
        one
        for code, ask, wanted in checks
        if not wanted or not signs.isdisjoint(wanted)
        for one in _made(code, place, ask(source, place, words))
    ]


def _made(code: str, place: int | None, found: Found) -> list[Finding]:
    blocks = CODES[code][1]
    return [Finding(code, blocks, words, place, facts) for words, facts in found]


def _once(found: list[Finding]) -> list[Finding]:
    """Leave out what is said twice of one form."""
    seen: dict[tuple[str, int | None, str], Finding] = {}
    for one in found:
        seen.setdefault((one.code, one.form, str(one.facts)), one)
    return list(seen.values())
