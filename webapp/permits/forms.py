"""The form of a new row of law: its parts come from the family's own value."""

from typing import Any, Final, get_type_hints

from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from webapp.core.text import Text, _l
from webapp.permits.models import LawRow
from webapp.permits.rows import FAMILIES, FIXED
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

PART: Final = "part_"
LARGEST: Final = 2_000_000_000
LABELS: Final[dict[str, Text]] = {
    "name_az": _l("Adı, azərbaycanca"),
    "name_en": _l("Adı, ingiliscə"),
    "name_ru": _l("Adı, rusca"),
    "item": _l("176-VQ nömrəli Qanunun 3 nömrəli əlavəsində bənd"),
    "carriage": _l("Daşıma növü"),
    "card_per_vehicle": _l("Hər nəqliyyat vasitəsinə kart verilir"),
    "term_months": _l("İcazənin müddəti, ay"),
    "card_term_months": _l("Kartın müddəti, ay"),
    "decision_days": _l("Qərarın müddəti, iş günü"),
    "territory_bound": _l("Əraziyə bağlıdır"),
    "cap_bound": _l("Sayı məhduddur"),
    "issuer": _l("Verən orqan"),
    "excepted": _l("İstisna edən bənd"),
    "qepik": _l("Məbləğ, qəpik"),
    "number": _l("Ədəd"),
    "words": _l("Yol verilən sözlər, hər sətirdə biri"),
    "taxi": _l("Taksi kartı verilir"),
    "most": _l("Ən çoxu"),
    "hundredths": _l("Əmsal, yüzdə bir"),
}


class RowForm(Form):
    """What every row has; the parts of its family are added by `row_form`."""

    valid_from = DayField(_l("Qüvvəyə minir"), [DataRequired(message=_l("Günü yazın."))])
    basis = StringField(_l("Əsas: akt və bənd"), [DataRequired(message=_l("Əsası yazın.")), Length(max=300)])
    source = StringField(_l("Mənbə"), [DataRequired(message=_l("Mənbəni yazın.")), Length(max=300)])

    def changes(self, row: LawRow) -> dict[str, Any]:
        """Return what was typed into the parts of the row."""
        hints = get_type_hints(FAMILIES[row.family])
        return {
            name: _value(self[PART + name].data, hints[name]) for name in row.content if f"{PART}{name}" in self._fields
        }


def row_form(row: LawRow) -> RowForm:
    """Return the form of a new row in the place of `row`, with what stands in it."""
    hints = get_type_hints(FAMILIES[row.family])
    parts = {PART + name: _field(LABELS.get(name, name), hints[name]) for name in row.content if name not in FIXED}
    known = {PART + name: _shown(value) for name, value in row.content.items() if name not in FIXED}
    made: RowForm = type("LawRowForm", (RowForm,), parts)(data=known)
    return made


def _field(label: Text, hint: Any) -> Any:
    if hint is bool:
        return BooleanField(label)
    if hint in (int, int | None):
        must = InputRequired(message=_l("Ədədi yazın.")) if hint is int else Optional()
        return IntegerField(label, [must, NumberRange(0, LARGEST, message=_l("Ədəd çox böyük və ya mənfidir."))])
    if hint == list[str]:
        return TextAreaField(label, [Length(max=1000)])
    return StringField(label, [Length(max=300)])


def _value(data: Any, hint: Any) -> Any:
    if hint == list[str]:
        return [line for line in str(data or "").split("\n") if line]
    if hint == str | None:
        return data or None
    return (data or "") if hint is str else data


def _shown(value: Any) -> Any:
    return "\n".join(value) if isinstance(value, list) else value
