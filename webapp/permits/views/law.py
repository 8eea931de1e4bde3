"""The law as dated rows: see them all, add a new one; an old one is never edited."""

from typing import Final

from flask import request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.text import Text, _, _l, current_language
from webapp.permits.errors import NoSuchRow, RowNotNewer
from webapp.permits.forms import LABELS, row_form
from webapp.permits.law_rows import rows_on, territory_name
from webapp.permits.models import LawRow
from webapp.permits.permissions import LAW, REGISTER
from webapp.permits.rows import FIXED
from webapp.permits.services.law import add_row, all_rows, law_row
from webapp.permits.views.blueprint import office_pages
from webapp.permits.wording import CARRIAGES, LIMITS, type_name
from webapp.ui.access import requires
from webapp.ui.filters import azerbaijani
from webapp.ui.rendering import redirect_to, render

FAMILIES: Final[dict[str, Text]] = {
    "type": _l("İcazə növləri"),
    "tariff": _l("Dövlət rüsumları"),
    "vehicle_rule": _l("Nəqliyyat vasitəsinə tələblər"),
    "territory": _l("Ərazilər"),
    "cap": _l("Ərazi üzrə hədlər"),
    "mark_rate": _l("Nişanın tarifləri"),
    "mark_coefficient": _l("Nişanın ərazi əmsalları"),
    "oversize_limit": _l("Ölçü və kütlə hədləri"),
    "setting": _l("Müddətlər"),
}


PARTS: Final[dict[str, Text]] = {
    "tariff.permit": _l("icazəyə görə"),
    "tariff.card": _l("hər karta görə"),
    "tariff.duplicate": _l("dublikata görə"),
    "tariff.reregistration": _l("yenidən rəsmiləşdirməyə görə"),
    "tariff.restoration": _l("bərpaya görə"),
    "vehicle_rule.new_card_age": _l("yeni kart üçün yaş, il"),
    "vehicle_rule.working_age": _l("işləmək üçün yaş, il"),
    "vehicle_rule.euro": _l("ekoloji sinif, ən azı"),
    "vehicle_rule.colours": _l("rəng"),
    "mark_rate.bus": _l("Avtobus, hər oturacaq üçün ayda"),
    "mark_rate.taxi": _l("Taksi, ayda"),
    "mark_rate.cargo": _l("Yük avtomobili, hər ton üçün ayda"),
    "setting.mend_days": _l("Çatışmazlığın aradan qaldırılması, iş günü"),
    "setting.remind_1": _l("Birinci xatırlatma, gün əvvəl"),
    "setting.remind_2": _l("İkinci xatırlatma, gün əvvəl"),
    "setting.remind_3": _l("Üçüncü xatırlatma, gün əvvəl"),
    "setting.reserve_days": _l("Hədd üzrə yerin saxlanılması, gün"),
    "setting.oversize_days": _l("Birdəfəlik gedişin ən uzun müddəti, gün"),
}


@office_pages.get("/law")
@requires(REGISTER)
def rows() -> str:
    """Show the rows of one family: what holds today is marked, what held and what will stands beside."""
    family = request.args.get("family", "type")
    if family not in FAMILIES:
        raise NoSuchRow
    holding = {row.id for _value, row in rows_on(family, today()).values()}
    shown = {"family": family, "families": FAMILIES, "rows": all_rows(family), "holding": holding, "words": words_of}
    shown["title"] = title_of
    return render("permits/law.html", may_add=current_actor().has(LAW.code), **shown)


@office_pages.get("/law/new")
@requires(LAW)
def new_row() -> str:
    """Show the form of a new row in the place of one."""
    row = _asked()
    return render("permits/law_new.html", row=row, form=row_form(row), words=words_of, family=FAMILIES[row.family])


@office_pages.post("/law/new")
@requires(LAW)
def add() -> ResponseReturnValue:
    """Add the row."""
    row = _asked()
    form = row_form(row)
    if form.validate():
        said = {"basis": form.basis.data or "", "source": form.source.data or ""}
        try:
            day = form.valid_from.data or today()
            add_row(row.id, form.changes(row), valid_from=day, **said, actor=current_actor())
            return redirect_to(".rows", family=row.family, notice=_("Yeni sətir əlavə edildi."))
        except RowNotNewer as error:
            form.valid_from.errors = [str(error)]
    return render("permits/law_new.html", row=row, form=form, words=words_of, family=FAMILIES[row.family]), 422


def words_of(row: LawRow) -> list[tuple[Text, str]]:
    """Return the parts of a row's content as they are shown."""
    said = [(name, value) for name, value in row.content.items() if name not in FIXED and value not in (None, "", [])]
    return [(LABELS.get(name, name), _part(name, value)) for name, value in said]


def title_of(row: LawRow) -> Text:
    """Return what a row is about, in words; its key where nobody named it."""
    said = row.content
    if "name_az" in said:
        return str(said[f"name_{current_language()}"])
    if "type" in said:
        part = PARTS.get(f"{row.family}.{said.get('what') or said.get('rule')}")
        territory = territory_name(said["territory"], today()) if "territory" in said else ""
        return ": ".join(str(one) for one in (type_name(said["type"]), part or territory) if one)
    if row.family == "mark_coefficient":
        return territory_name(row.key, today())
    return LIMITS.get(row.key) or PARTS.get(f"{row.family}.{row.key}", row.key)


def _asked() -> LawRow:
    typed = request.args.get("row", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):  # noqa: PLR2004 - fits an integer
        raise NoSuchRow
    return law_row(int(typed))


def _part(name: str, value: object) -> str:
    """Return one part of a row; a name or a text of the law is marked as being in its own language."""
    if isinstance(value, bool):
        return _("Bəli") if value else _("Xeyr")
    if name.startswith("name_"):
        return Markup('<span lang="{}">{}</span>').format(name.removeprefix("name_"), value)
    if isinstance(value, list):
        return azerbaijani(", ".join(map(str, value)))
    if isinstance(value, str):
        return str(CARRIAGES[value]) if value in CARRIAGES else azerbaijani(value)
    return str(value)
