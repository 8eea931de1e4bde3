"""How far the languages are, and the list of texts of one of them."""

from flask import request, url_for

from webapp.core.actor import current_actor
from webapp.core.text import LANGUAGES, Text, _
from webapp.translations import queries as engine
from webapp.translations.desk import queries, wording
from webapp.translations.desk.asking import Wanted, read_wanted
from webapp.translations.desk.completeness import bar, summed
from webapp.translations.desk.views.blueprint import LANGUAGE, desk
from webapp.translations.permissions import TRANSLATE, VIEW
from webapp.ui.access import requires
from webapp.ui.rendering import render


@desk.get("")
@requires(VIEW)
def index() -> str:
    """Show how far each language is, by who sees the texts and by area."""
    chosen = request.args.get("of", "")
    language = chosen if chosen in LANGUAGES else "en"
    standing, served = queries.overview(), engine.served()
    return render(
        "translations_desk/index.html",
        standing=standing,
        whole={one: summed(found.reaches) for one, found in standing.items()},
        language_of_areas=language,
        areas=queries.by_area(language),
        bar=bar,
        served=served,
        faults=queries.faults(served),
        may_write=any(current_actor().has(right.code) for right in TRANSLATE.values()),
        wording=wording,
    )


@desk.get(LANGUAGE)
@requires(VIEW)
def listing(language: str) -> str:
    """Show the texts of a language that the address asks for."""
    actor, wanted = current_actor(), read_wanted(request.args)
    numbers = queries.shelf_numbers(language, actor)
    narrowed = wanted.arguments(shelf="all")
    page = queries.texts(language, wanted, actor, after=request.args.get("after"), before=request.args.get("before"))
    return render(
        "translations_desk/list.html",
        of=language,
        wanted=wanted,
        page=page,
        number=queries.number_of(language, wanted, actor) if narrowed else numbers[wanted.shelf],
        shelves=_shelves(language, wanted, numbers),
        areas=queries.areas(),
        applied=_applied(language, wanted),
        wording=wording,
    )


def _shelves(language: str, wanted: Wanted, numbers: dict[str, int]) -> list[dict[str, object]]:
    """Return the shelves as tabs: those that hold something, and the one that is open. What is searched for is counted on none."""
    counted = not wanted.arguments(shelf="all")
    return [
        {
            "label": words,
            "href": url_for(".listing", language=language, **wanted.arguments(shelf=name)),
            "current": name == wanted.shelf,
            "badge": numbers[name] if counted and name != "all" else None,
        }
        for name, words in wording.SHELVES.items()
        if numbers[name] or name in {"all", wanted.shelf}
    ]


def _applied(language: str, wanted: Wanted) -> list[tuple[Text, str]]:
    """Return what narrows the list, each with the address without it."""
    said: dict[str, Text] = {
        "q": f"“{wanted.q}”",
        "area": wording.area_name(wanted.area),
        "place": wanted.place,
        "since": _("%(day)s tarixindən", day=wanted.since),
        "until": _("%(day)s tarixinədək", day=wanted.until),
        "by": _("mənim dəyişdiklərim"),
        "plural": _("cəm formaları olanlar"),
    }
    return [
        (words, url_for(".listing", language=language, **wanted.arguments(**{name: ""})))
        for name, words in said.items()
        if getattr(wanted, name)
    ]
