"""The base of every form: CSRF, characters that no text may hold removed, errors in the person's language."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import request
from flask_babel import get_locale
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from werkzeug.exceptions import BadRequest
from wtforms import Field, FieldList, FormField, StringField, TextAreaField
from wtforms.meta import DefaultMeta

from webapp.core.errors import AppError, Invalid
from webapp.core.text import Text, _

SENDING: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
LONGEST_NAME: Final = 80


def clean_line(value: object) -> object:
    """Return `value` composed (NFC), without control characters and outer or doubled spaces; other types unchanged."""
    return " ".join(_printable(value).split()) if isinstance(value, str) else value


def clean_text(value: object) -> object:
    """Return `value` like `clean_line`, but with its line breaks kept."""
    if not isinstance(value, str):
        return value
    return "\n".join(str(clean_line(line)) for line in value.replace("\r\n", "\n").split("\n")).strip()


def clean_code(value: object) -> object:
    """Return `value` without control characters and outer spaces; spaces within a scanned code are part of it."""
    return _printable(value).strip() if isinstance(value, str) else value


def _printable(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable():  # the most part is, and need not be looked at letter by letter
        return composed
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in composed)


def _cleaner_of(field_class: type[Field]) -> Callable[[object], object]:
    if issubclass(field_class, TextAreaField):
        return clean_text
    return clean_code if getattr(field_class, "exact", False) else clean_line


class Form(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """A form of ours. Text fields are cleaned; `errors_for_summary` feeds the error summary."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc] # Flask-WTF has no types
        """Clean every text field; WTForms' own messages in the language of the page."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Add the cleaning filter before the field's own filters."""
            field_class = unbound_field.field_class
            if issubclass(field_class, StringField):
                cleaner = _cleaner_of(field_class)
                own = tuple(unbound_field.kwargs.pop("filters", ()))
                already = own if own and own[0] is cleaner else (cleaner, *own)
                unbound_field.kwargs["filters"] = already
            bound: Field = DefaultMeta.bind_field(self, form, unbound_field, options)
            return bound

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Return what was sent as a form, never as JSON. Raises BadRequest for names that no page of ours gives a field."""
            if formdata is None or isinstance(formdata, MultiDict):
                return DefaultMeta.wrap_formdata(self, form, formdata)
            return sent_form() or None

        def get_translations(self, form: Any) -> Any:
            """WTForms ships az? no: its built-in messages are replaced by ours at each validator; en and ru it has."""
            locale = get_locale()
            return DefaultMeta.get_translations(self, form) if locale else None

    @staticmethod
    def at_odds(values: Mapping[str, Any]) -> Mapping[str, Text]:
        """Return what is wrong with fields that are right each by itself, by the field's name: a rule of several of them."""
        del values
        return {}

    def validate(self, extra_validators: Any = None) -> bool:
        """Judge each field, and when all are right all of them together."""
        if not super().validate(extra_validators):
            return False
        wrong = self.at_odds(self.data)
        for name, why in wrong.items():
            self._fields[name].errors = [str(why)]
        return not wrong

    def accept(self, error: AppError) -> None:
        """Show what a service refused beside the fields it named; raises the error again when it names none of ours."""
        named = {name: why for name, why in error.fields.items() if name in self._fields}
        if not named:
            raise error
        for name, why in named.items():
            self._fields[name].errors = [*self._fields[name].errors, str(why)]

    def errors_by_field(self) -> list[tuple[Field, str]]:
        """Return every error with its field, in the order of the fields."""
        return [(field, str(why)) for field in self for why in _flat(field.errors) if field.name != "csrf_token"]

    def errors_for_summary(self) -> list[tuple[str, str]]:
        """Return (id of the field, message) for every error, in the order of the fields.

        What is said of several fields in the same words is said with the name of each.
        """
        found = self.errors_by_field()
        times = Counter(why for _field, why in found)
        return [(field.id, _named(field, why) if times[why] > 1 else why) for field, why in found]


def _named(field: Field, why: str) -> str:
    if isinstance(field, FieldList | FormField):  # it has no words of its own, only its lines have
        return why
    return _("%(field)s: %(problem)s", field=field.label.text, problem=why)


def sent_form() -> MultiDict[str, Any]:
    """Return what the request sent as a form. Raises BadRequest for names that no page of ours gives a field.

    WTForms reads numbers out of the names of lines (`goods-3-nature`), and not every digit is a number to it.
    """
    if request.method not in SENDING:
        return MultiDict()
    parts: tuple[MultiDict[str, Any], ...] = (request.files, request.form)
    sent = CombinedMultiDict(parts) if request.files else request.form
    if not all(name.isascii() and len(name) <= LONGEST_NAME for name in sent):
        raise BadRequest
    return sent


def refused(**fields: Text) -> Invalid:
    """Name the form fields that a rule refuses, each with its text; the result is raised by the caller."""
    return Invalid(fields=dict(fields))


def _flat(errors: Any) -> list[Any]:
    """Return the messages of a field, also of a field that holds fields."""
    if isinstance(errors, dict):
        return [message for inner in errors.values() for message in _flat(inner)]
    return [
        message for item in errors for message in (_flat(item) if isinstance(item, dict | list | tuple) else [item])
    ]
