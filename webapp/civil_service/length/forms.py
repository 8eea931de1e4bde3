"""The calculator's form: a day, and as many periods as one wants."""

from datetime import date
from typing import Any, Final

from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import Length, Optional

from webapp.civil_service.length.rules import Kind, Period
from webapp.civil_service.length.wording import KINDS
from webapp.core.clock import today
from webapp.core.text import _, _l
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

MOST: Final = 40
AT_FIRST: Final = 2
CHOICES: Final = [SelectChoice(kind.value, words) for kind, words in KINDS.items()]


class PeriodRow(Form):
    """One period. A row in which nothing is typed is no period."""

    class Meta(Form.Meta):
        """No token of its own."""

        csrf = False

    kind = SelectField(_l("Dövrün növü"), choices=CHOICES, default=Kind.POST.value)
    label = StringField(_l("Orqan, vəzifə"), [Length(max=200)])
    since = DayField(_l("Birinci gün"), [Optional()])
    until = DayField(_l("Son gün"), [Optional()], description=_l("Davam edirsə, boş saxlayın."))

    @property
    def empty(self) -> bool:
        """Whether nothing is typed."""
        return not any((field.raw_data or [""])[0].strip() for field in (self.label, self.since, self.until))


class CalculatorForm(Form):
    """The periods of a life, and the day for which the length is asked."""

    on = DayField(_l("Hansı günə"), [Optional()], description=_l("Boşdursa, bu gün."))
    rows = FieldList(FormField(PeriodRow), min_entries=AT_FIRST, max_entries=MOST)

    @property
    def periods(self) -> list[Period]:
        """The periods typed; only after `errors_by_row` found nothing to correct."""
        return [
            Period(Kind(row.kind.data), row.since.data, row.until.data, row.label.data or "")
            for row in self._rows()
            if row.since.data is not None
        ]

    @property
    def day(self) -> date:
        """The day for which the length is asked."""
        return self.on.data or today()

    def errors_by_row(self) -> list[tuple[str, str]]:
        """Read what was typed; return (id of the field, what to correct) with the number of its row, nothing when all is well."""
        found = [] if self.on.validate(self) else [(self.on.id, _("Tarixi gün, ay və il kimi yazın."))]
        rows = [(number, row) for number, row in enumerate(self._rows(), start=1) if not row.empty]
        for number, row in rows:
            found += [
                (field.id, _("Dövr %(row)d: %(what)s", row=number, what=message)) for field, message in _wrong(row)
            ]
        if not rows and not found:
            found.append((self.rows.entries[0].form.since.id, _("Ən azı bir dövrün birinci gününü yazın.")))
        return found

    def _rows(self) -> list[PeriodRow]:
        return [entry.form for entry in self.rows.entries]


def changed(typed: MultiDict[str, Any], do: str) -> MultiDict[str, Any]:
    """Return what was typed with one row more (`more`) or without one (`without-N`): rows are numbered anew.

    Days that a phone's picker sent are written as people type them.
    """
    parts = [name.split("-") for name in typed if name.startswith("rows-")]
    known = {int(part[1]) for part in parts if len(part) > 2 and part[1].isascii() and part[1].isdigit()}  # noqa: PLR2004 - rows-N-field
    kept = [number for number in sorted(known) if do != f"without-{number}"][:MOST]
    found = MultiDict({"on": _as_typed(typed.get("on", ""))})
    for place, number in enumerate(kept):
        for field in ("kind", "label", "since", "until"):
            found[f"rows-{place}-{field}"] = _as_typed(typed.get(f"rows-{number}-{field}", ""))
    if do == "more" and len(kept) < MOST:
        found[f"rows-{len(kept)}-kind"] = Kind.POST.value
    return found


def _as_typed(value: str) -> str:
    parts = value.strip().split("-")
    return ".".join(reversed(parts)) if [len(part) for part in parts] == [4, 2, 2] else value


def _wrong(row: PeriodRow) -> list[tuple[Any, str]]:
    """Return the fields of a row that are wrong, each with what to correct; they show it too."""
    row.validate()
    found = [(field, str(field.errors[0])) for field in (row.kind, row.label, row.since, row.until) if field.errors]
    if not found and row.since.data is None:
        found = [(row.since, _("birinci günü yazın."))]
    elif not found and row.since.data and row.until.data and row.until.data < row.since.data:
        found = [(row.until, _("son gün birinci gündən əvvəldir."))]
    for field, message in found:
        field.errors = [message]
    return found
