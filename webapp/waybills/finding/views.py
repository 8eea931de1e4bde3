"""Looking for waybills by several marks, the found list as a file, kept filters."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from flask import Response, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.errors import NotFound
from webapp.core.text import _
from webapp.core.transaction import transaction
from webapp.core.workbook import MEDIA_TYPE
from webapp.ui.access import no_transaction, requires
from webapp.ui.rendering import redirect_to, render
from webapp.waybills.finding import keeping
from webapp.waybills.finding.exporting import as_csv, as_xlsx, rows_of
from webapp.waybills.finding.forms import FindForm, NameForm, find_form, names_a_person, without_person
from webapp.waybills.finding.models import EVERYBODY
from webapp.waybills.finding.queries import found
from webapp.waybills.finding.wanted import Wanted
from webapp.waybills.permissions import WAYBILLS_INSPECT, WAYBILLS_VIEW
from webapp.waybills.views.blueprint import office, waybills
from webapp.waybills.views.cards import cards
from webapp.waybills.wording import STATES

Writer = Callable[[Iterable[list[str]]], Iterator[bytes]]
FILES: Final[dict[str, tuple[Writer, str]]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, MEDIA_TYPE),
}


@waybills.get("/find")
@requires(WAYBILLS_VIEW)
def find() -> ResponseReturnValue:
    """Show what the filter in the address finds; without one, what the filter that opens by itself finds."""
    actor = current_actor()
    if names_a_person():
        return _told("waybills.find")
    if not request.args and (first := keeping.first_filter(actor)):
        return redirect_to(".find", **first.wanted.arguments())
    form = find_form()
    kept = keeping.filters_of(actor)
    return render("waybills/find.html", kept=kept, naming=NameForm(formdata=None), **_found(actor.party_id or 0, form))


@waybills.get("/found.<kind>")
@no_transaction
@requires(WAYBILLS_VIEW)
def export(kind: str) -> Response:
    """Send the whole found list as a file, however long it is."""
    actor, form = current_actor(), find_form()
    if kind not in FILES or names_a_person() or not form.validate():
        raise NotFound
    with transaction():
        record("waybills.list_exported", actor=actor, object_type="waybill_list", object_key=str(actor.party_id))
    write, content_type = FILES[kind]
    body = stream_with_context(write(rows_of(form.wanted, actor=actor)))
    return Response(body, content_type=content_type, headers=_named(kind))


@waybills.post("/filters")
@requires(WAYBILLS_VIEW)
def keep() -> ResponseReturnValue:
    """Keep the filter of the address under a name."""
    form, naming = find_form(), NameForm()
    wanted = form.wanted
    if wanted.is_empty or not naming.validate():
        return redirect_to(".find", **wanted.arguments(), notice=_("Süzgəcə ad verin və ən azı bir şərt yazın."))
    keeping.keep_filter(naming.name.data or "", wanted, actor=current_actor())
    return redirect_to(".find", **wanted.arguments(), notice=_("Süzgəc saxlanıldı."))


@waybills.get("/filters")
@requires(WAYBILLS_VIEW)
def filters() -> str:
    """List one's kept filters, each with its name to change."""
    kept = keeping.filters_of(current_actor())
    return render("waybills/filters.html", kept=[(one, NameForm(formdata=None, name=one.name)) for one in kept])


@waybills.post("/filters/<public_id>")
@requires(WAYBILLS_VIEW)
def change_filter(public_id: str) -> ResponseReturnValue:
    """Rename a kept filter, have it open by itself or no longer, or take it out."""
    actor, naming, deed = current_actor(), NameForm(), request.form.get("deed")
    if deed == "drop":
        keeping.drop_filter(public_id, actor=actor)
    elif deed in {"open", "wait"}:
        keeping.open_by_itself(public_id, actor=actor, yes=deed == "open")
    elif naming.validate():
        keeping.rename_filter(public_id, naming.name.data or "", actor=actor)
    else:
        keeping.kept_filter(public_id, actor=actor)
        return redirect_to(".filters", notice=_("Süzgəcə ad verin."))
    return redirect_to(".filters", notice=_("Yadda saxlanıldı."))


@office.get("/find")
@requires(WAYBILLS_INSPECT)
def find_everywhere() -> ResponseReturnValue:
    """Look among all waybills that were offered once: by party, goods, day and state; without a filter nothing is shown."""
    if names_a_person():
        return _told("waybills_office.find_everywhere")
    form = find_form()
    return render("waybills/office_find.html", **_found(EVERYBODY, form, "waybills_office.look", whole=False))


def _found(party_id: int, form: FindForm, endpoint: str = "waybills.show", *, whole: bool = True) -> dict[str, Any]:
    """Return what a page shows of what was found; with `whole` an empty filter finds everything."""
    wanted = form.wanted
    cursors: dict[str, Any] = {"after": request.args.get("after"), "before": request.args.get("before")}
    asks = (whole or not wanted.is_empty) and not form.errors
    lines = found(party_id, wanted, **cursors) if asks else None
    return {
        "form": form,
        "wanted": wanted,
        "asked": wanted.arguments(),
        "lines": lines,
        "cards": cards(lines.rows, endpoint) if lines else "",
        "applied": _applied(wanted, request.endpoint or "waybills.find"),
    }


def _applied(wanted: Wanted, endpoint: str) -> list[tuple[str, str]]:
    """Return each condition in words with the address of the list without it."""
    asked = wanted.arguments()
    words = {name: str(value) for name, value in asked.items() if name != "state"}
    words |= {
        "since": _("%(day)s və sonra", day=asked.get("since")),
        "until": _("%(day)s və əvvəl", day=asked.get("until")),
    }
    chips: list[tuple[str, str, str | None]] = [(words[name], name, None) for name in asked if name != "state"]
    chips += [(str(STATES[one][0]), "state", one.value) for one in STATES if one.value in wanted.states]
    return [(text, url_for(endpoint, **_less(asked, name, value))) for text, name, value in chips]


def _less(asked: dict[str, Any], name: str, value: str | None) -> dict[str, Any]:
    if value is None:
        return {key: one for key, one in asked.items() if key != name} or {"all": "1"}
    left = {**asked, name: [one for one in asked[name] if one != value]}
    return left if left[name] or len(left) > 1 else {"all": "1"}


def _told(endpoint: str) -> ResponseReturnValue:
    said = _("FİN ilə axtarış yoxdur: şəxsi nömrə ünvana yazılmır. Tərəfin adını və ya VÖEN-ini yazın.")
    return redirect_to(endpoint, **{"all": "1", **without_person()}, notice=said)


def _named(kind: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="waybills.{kind}"', "Cache-Control": "no-store"}
