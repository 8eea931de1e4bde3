"""Publishing: what would change and what stands in the way, the click, every publication, the way back to one."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.text import LANGUAGES, _
from webapp.translations import queries as engine
from webapp.translations.desk import marking, queries, wording
from webapp.translations.desk.queries import areas
from webapp.translations.desk.views.blueprint import desk
from webapp.translations.desk.views.sending import line
from webapp.translations.errors import GateClosed, NothingToPublish
from webapp.translations.permissions import PUBLISH, VIEW
from webapp.translations.services.publishing import Scope, plan, publish, roll_back
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

LONGEST_NOTE = 300
MOST_SHOWN = 200


@desk.get("/publish")
@requires(VIEW)
def preview_publication() -> str:
    """Show what a publication would change, who wrote and who approved it, and what the gate says."""
    return _plan_page()


@desk.post("/publish/now")
@requires(PUBLISH)
def publish_now() -> ResponseReturnValue:
    """Publish: within two seconds every page of every process says the new words."""
    note = line("note", LONGEST_NOTE)
    try:
        number = publish(actor=current_actor(), scope=_scope(), note=note)
    except (GateClosed, NothingToPublish) as error:
        return _plan_page(refused=error), error.status
    notice = _("%(number)s nömrəli nəşr dərc olundu: iki saniyəyə hər yerdə görünəcək.", number=number)
    return redirect_to(".publication", n=number, notice=notice)


@desk.get("/publications")
@requires(VIEW)
def publications() -> str:
    """Show every publication, the newest first."""
    return render(
        "translations_desk/publications.html",
        rows=engine.publications(),
        served=engine.served(),
        may_publish=current_actor().has(PUBLISH.code),
    )


@desk.get("/publications/<int:n>")
@requires(VIEW)
def publication(n: int) -> str:
    """Show one: what it changed against the one before, and what it serves no more because the catalogue has other texts."""
    found, items = engine.publication(n), engine.items_of(n)
    former = {(text.id, version.language): version for text, version in engine.items_of(n - 1)} if n > 1 else {}
    now = {(text.id, version.language): (text, version) for text, version in items}
    fresh = [at for at, (_text, version) in now.items() if former.get(at) != version]
    bases = queries.bases(fresh[:MOST_SHOWN])
    changed = [(*now[at], former[at].forms if at in former else bases[at]) for at in fresh[:MOST_SHOWN]]
    return render(
        "translations_desk/publication.html",
        found=found,
        served=engine.served(),
        number_of_items=len(items),
        changed=changed,
        more=max(0, len(fresh) - MOST_SHOWN),
        skipped=[text for text, _version in items if text.gone_at is not None],
        ended=len(former.keys() - now.keys()),
        may_publish=current_actor().has(PUBLISH.code),
        diffed=marking.diffed,
        wording=wording,
    )


@desk.post("/publications/<int:n>/restore")
@requires(PUBLISH)
def restore(n: int) -> ResponseReturnValue:
    """Serve an earlier publication again, as a new one; 0 is the bare catalogues."""
    number = roll_back(actor=current_actor(), to=n, note="")
    notice = _("%(former)s nömrəli nəşrə qayıdıldı: indi %(number)s nömrəli nəşr görünür.", former=n, number=number)
    return redirect_to(".publication", n=number, notice=notice)


def _scope() -> Scope:
    """Return what the page asks to publish: everything approved, or some languages and an area of it."""
    languages = tuple(one for one in request.values.getlist("of") if one in LANGUAGES)
    area = request.values.get("area", "")
    return Scope(languages=languages, areas=(area,) if area in areas() else ())


def _plan_page(**more: Any) -> str:
    scope = _scope()
    found = plan(scope)
    return render(
        "translations_desk/publish.html",
        scope=scope,
        found=found,
        shown=found.changes[:MOST_SHOWN],
        areas=areas(),
        may_publish=current_actor().has(PUBLISH.code),
        diffed=marking.diffed,
        wording=wording,
        **{"refused": None, **more},
    )
