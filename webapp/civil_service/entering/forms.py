"""The form of a group is made from its fields; what was sent becomes what is stated."""

from datetime import date
from typing import Any, Final

from flask import request
from wtforms import FileField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Length, Optional

from webapp.civil_service.beside import rank_titles
from webapp.civil_service.entering.errors import FieldNotYours
from webapp.civil_service.entering.rules import strangers
from webapp.civil_service.groups import Field, Group, Kind, Span
from webapp.civil_service.groups.classes import CLASSES
from webapp.civil_service.record_tables import ServiceBody, ServicePost
from webapp.civil_service.values import Fact, Given
from webapp.core.errors import AppError
from webapp.core.text import Text, _, _l
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

PREFIX: Final = "v_"
CHOOSE: Final = _l("Seçin")
MUST: Final = _l("Bu sahəni doldurun.")
OURS: Final = ("valid_from", "valid_to", "order_number", "order_date", "reason", "post_line", "file")
LONGEST: Final = 2000


class EntryForm(Form):
    """Days, order and reason; the group's own fields are added by `entry_form`."""

    version = HiddenField(validators=[Optional()])

    def accept(self, error: AppError) -> None:
        """Show a refusal beside the group's fields, which have a prefix here."""
        named = {PREFIX + name if PREFIX + name in self._fields else name: why for name, why in error.fields.items()}
        error.fields = named
        super().accept(error)

    def name_empty(self, of: Group, *, order_needed: bool) -> None:
        """Mark everything that is empty and must not be, so that nobody is sent back once for each field."""
        from_list = {"unit", "title", "post_class"} if "post_line" in self and self["post_line"].data else set()
        wanted = [PREFIX + one.name for one in of.fields if one.required and one.name not in from_list]
        wanted += ["order_number", "order_date"] if order_needed and of.needs_order else []
        for one in (self[name] for name in wanted if name in self):
            if not one.data and not one.errors:
                one.errors = [str(MUST)]

    def stated(self, of: Group, body: ServiceBody | None, lines: list[ServicePost]) -> Given:
        """Return what the form states; a line of the staff list names unit, title and class by itself."""
        content = {one.name: self[PREFIX + one.name].data for one in of.fields if PREFIX + one.name in self}
        content = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in content.items()}
        chosen = self["post_line"].data if "post_line" in self else None
        line = next((one for one in lines if one.public_id == chosen), None)
        if line is not None:
            content |= {"unit": line.unit, "title": line.title, "post_class": line.post_class}
        return Given(
            group=of.code,
            content=content,
            valid_from=self["valid_from"].data,
            valid_to=self["valid_to"].data if "valid_to" in self else None,
            order_number=self["order_number"].data or None,
            order_date=self["order_date"].data,
            body_id=body.id if body is not None and of.code == "post" else None,
            post_id=line.id if line is not None else None,
        )


class ArrivalForm(EntryForm):
    """A post of somebody who comes to the body: known by the FİN alone."""

    fin = StringField(
        _l("FİN"),
        [DataRequired(_l("Qulluqçunun FİN-ini yazın.")), Length(max=20)],
        description=_l("Şəxsiyyət vəsiqəsindəki 7 simvol"),
    )


def entry_form(
    of: Group, lines: list[ServicePost], *, reasoned: bool, base: type[EntryForm] = EntryForm, **options: Any
) -> EntryForm:
    """Return the form of a group; `reasoned` asks why (3.3, or what is changed)."""
    fields: dict[str, Any] = {}
    if of.code == "post" and lines:
        offered = [SelectChoice("", _l("Ştat cədvəlində yoxdur: aşağıda yazın"))]
        offered += [
            SelectChoice(one.public_id, f"{one.title}, {one.unit} ({CLASSES[one.post_class]})") for one in lines
        ]
        fields["post_line"] = SelectField(_l("Ştat cədvəlinin sətri"), choices=offered, validate_choice=False)
    for one in of.fields:
        if one.name != "body":
            fields[PREFIX + one.name] = _field(one)
    single = of.span is Span.DAY
    first = _l("Tarix") if single else _l("Başlanğıc günü")
    fields["valid_from"] = DayField(first, validators=[DataRequired(MUST)])
    if of.span is Span.STRETCH:
        fields["valid_to"] = DayField(_l("Son gün"), validators=[Optional()])
    fields["order_number"] = StringField(_l("Əmrin nömrəsi"), validators=[Length(max=60)])
    fields["order_date"] = DayField(_l("Əmrin tarixi"), validators=[Optional()])
    if reasoned:
        fields["reason"] = TextAreaField(_l("Səbəb"), validators=[DataRequired(MUST), Length(max=LONGEST)])
    fields["file"] = FileField(_l("Əmrin surəti (PDF)"))
    made: EntryForm = type("EntryForm", (base,), fields)(**options)
    return made


def data_of(fact: Fact) -> dict[str, Any]:
    """Return what the form of a known fact begins with."""
    known = {PREFIX + name: _read(fact.group.field(name), value) for name, value in fact.content.items()}
    days = {"valid_from": fact.valid_from, "valid_to": fact.valid_to, "version": str(fact.version)}
    return known | days | {"order_number": fact.order_number, "order_date": fact.order_date}


def ensure_no_strangers(of: Group) -> None:
    """Raise FieldNotYours, which names the fields, when something was sent that the group does not have."""
    sent = [name.removeprefix(PREFIX) for name in request.form if name.startswith(PREFIX)]
    wrong = strangers(sent, [one.name for one in of.fields if one.name != "body"])
    if wrong:
        names = ", ".join(wrong)
        raise FieldNotYours(_("Bu sahələri siz daxil etmirsiniz: %(names)s.", names=names))


class TableForm(Form):
    """A table of one group."""

    group = SelectField(_l("Məlumat qrupu"), validate_choice=False)
    file = FileField(_l("Cədvəl (CSV, XLSX, XLS və ya ODS)"), validators=[DataRequired(_l("Faylı seçin."))])


def _read(field: Field | None, value: Any) -> Any:
    return date.fromisoformat(value) if field is not None and field.kind is Kind.DATE and value else value


def _field(one: Field) -> Any:
    hint = {"description": one.hint} if one.hint else {}
    if one.kind is Kind.DATE:
        return DayField(one.label, validators=[Optional()], **hint)
    if one.kind is Kind.LONG:
        return TextAreaField(one.label, validators=[Length(max=LONGEST)], **hint)
    offered = _offered(one)
    if offered:
        choices = [SelectChoice("", CHOOSE), *(SelectChoice(code, words) for code, words in offered)]
        return SelectField(one.label, choices=choices, validate_choice=False, **hint)
    return StringField(one.label, validators=[Length(max=one.longest)], **hint)


def _offered(one: Field) -> list[tuple[str, Text]]:
    """Return the codes that a field offers with their words; ranks as the room that knows them names them."""
    if one.kind is Kind.RANK:
        return list(rank_titles().items())
    return list(CLASSES.items()) if one.kind is Kind.CLASS else list(one.choices)
