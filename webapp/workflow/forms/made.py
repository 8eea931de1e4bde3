"""The form of a section, made from its definition: one class a section, kept as long as the definitions stand."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from flask import request
from wtforms import BooleanField, Field, SelectMultipleField, StringField, TextAreaField

from webapp.core.registry import from_manifests
from webapp.core.text import Text
from webapp.ui.fields import VersionField
from webapp.ui.forms import Form
from webapp.workflow.content import asked_fields, value_problem
from webapp.workflow.forms.reading import typed_of, value_of
from webapp.workflow.offer import fields as offer
from webapp.workflow.offer.asking import Applying
from webapp.workflow.offer.case_type import CaseType, type_of
from webapp.workflow.offer.fields import Kind, Section

PREFIX: Final = "a_"
LOOKS: Final = {Kind.DAY: "DayField", Kind.NUMBER: "IntegerField", Kind.DECIMAL: "DecimalField", Kind.PHONE: "TelField"}


class Typed(StringField):
    """A line that is kept as it was typed; `looks` names the component that draws it."""

    def __init__(self, *arguments: Any, looks: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.type = looks


class SectionForm(Form):
    """A section or row as it was typed. Subclasses have a field for each question, named after its code."""

    version = VersionField()

    def question(self, code: str) -> Field:
        """Return the field of a question."""
        found: Field = self._fields[PREFIX + code]
        return found

    def said(self, asked: Collection[offer.Field]) -> dict[str, Any]:
        """Return what was sent for the questions that stood on the page, as it is kept."""
        return {field.code: value_of(field, request.form.getlist(self.question(field.code).name)) for field in asked}

    def judge(self, asked: Collection[offer.Field], said: Mapping[str, Any], applying: Applying) -> bool:
        """Write beside each question what is wrong with its answer; return whether nothing is."""
        right = True
        for field in asked:
            problem = value_problem(field, said.get(field.code), applying)
            self.question(field.code).errors = [str(problem)] if problem else []
            right = right and problem is None
        return right


def form_of(
    case_type: CaseType, section: Section, said: Mapping[str, Any], *, stamp: str, prefix: str = ""
) -> SectionForm:
    """Return the form of a section (or row) with these answers; `stamp` goes with it as the version that was seen.

    `prefix` begins the names of its fields where several sections stand on one page.
    """
    kept = {PREFIX + field.code: typed_of(field, said.get(field.code)) for field in questions(section)}
    form = form_class(case_type.code, case_type.since, section.code)(formdata=None, data=kept, prefix=prefix)
    form.version.data = stamp
    return form


def sent_form_of(case_type: CaseType, section: Section, *, prefix: str = "") -> SectionForm:
    """Return the form as it was sent."""
    return form_class(case_type.code, case_type.since, section.code)(prefix=prefix)


def questions(section: Section) -> list[offer.Field]:
    """Return the fields that are typed or chosen; copies come by a way of their own."""
    return [field for field in section.fields if field.kind is not Kind.COPY]


def asked_of(section: Section, said: Mapping[str, Any]) -> list[offer.Field]:
    """Return the questions of a page with these answers, without copies."""
    return [field for field in asked_fields(section, said) if field.kind is not Kind.COPY]


@from_manifests
def form_class(code: str, since: Any, section_code: str) -> type[SectionForm]:
    """Return the class. Raises LookupError for a section that no definition has, which is a defect."""
    case_type = type_of(code, since)
    section = case_type.section(section_code) if case_type else None
    if section is None:
        raise LookupError(f"{code} has no section {section_code}")
    made = {PREFIX + field.code: _control(field) for field in questions(section)}
    return type("MadeForm", (SectionForm,), made)


def _control(field: offer.Field) -> Any:
    told: dict[str, Text] = {"description": field.hint}
    if field.kind is Kind.TEXT:
        return TextAreaField(field.label, **told)
    if field.kind is Kind.YES:
        return BooleanField(field.label, **told)
    if field.kind is Kind.CHOICES:
        return SelectMultipleField(field.label, choices=[], validate_choice=False, **told)
    return Typed(field.label, looks=LOOKS.get(field.kind, "StringField"), **told)
