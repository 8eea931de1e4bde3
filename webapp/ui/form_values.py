"""The values of a form that is sent with every few keystrokes, without making the form each time.

A form of sixty fields takes longer to make than to save. Here one form of each kind is kept as the description of what
may be sent: how its fields read (`process_formdata`, or `read` for fields of ours), their filters and validators. What
these do not take is left to the form itself, which alone says what is wrong with it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, cast

from wtforms import BooleanField, Field, FieldList, SelectField, StringField
from wtforms.validators import Optional, StopValidation

from webapp.ui.forms import Form, sent_form

Sent = Mapping[str, Sequence[Any]]
Validators = Sequence[Callable[[Any, Any], Any]]
Reader = Callable[[Sent, str], Any]  # what was sent, and under which name this field finds its part


class Typed(NamedTuple):
    """What a validator may look at of a field, and the errors that some of them empty."""

    data: Any
    raw_data: Sequence[Any]
    errors: list[str]

    def gettext(self, text: str) -> str:
        """Return a validator's own words, which nobody sees: the form says what is wrong."""
        return text

    def ngettext(self, singular: str, plural: str, num: int) -> str:
        """Return the like, counted."""
        return singular if num == 1 else plural


def values_sent(kind: type[Form]) -> dict[str, Any] | None:
    """Return the values of a form of `kind` as it was sent, by name of field; None when it has to be corrected."""
    values = _read_by(_readers(cast("Any", kind)), dict(sent_form().lists()), kind)
    if values is not None:
        return values
    form = kind()
    return dict(form.data) if form.validate() else None


def values_of(kind: type[Form], sent: Sent) -> dict[str, Any] | None:
    """Return the values of a form of `kind` that is asked by an address, None when something is wrong with it."""
    return _read_by(_readers(cast("Any", kind)), sent, kind)


def _read_by(readers: Mapping[str, Reader], sent: Sent, kind: type[Form]) -> dict[str, Any] | None:
    """Return the values, None when one of them was not taken."""
    try:
        values = _read(readers, sent, "") if sent else None
    except (ValueError, StopValidation):
        return None
    return None if values is None or kind.at_odds(values) else values


def _read(readers: Mapping[str, Reader], sent: Sent, prefix: str) -> dict[str, Any]:
    return {name: read(sent, prefix + name) for name, read in readers.items()}


@cache
def _readers(kind: Any) -> dict[str, Reader]:
    """Return how each field of the form reads; the form's token was judged before any view began."""
    return _readers_of(kind(formdata=None, meta={"csrf": False}))


def _readers_of(form: Form) -> dict[str, Reader]:
    """Return how each field reads. Raises TypeError for a form that looks further than each of its fields does."""
    own = [name for name in form._fields if hasattr(form, f"validate_{name}")]
    if own or type(form).validate is not Form.validate:
        raise TypeError(f"{type(form).__name__} cannot be read without being made")
    return {field.short_name: _rows(field) if isinstance(field, FieldList) else _value(field) for field in form}


def _value(field: Field) -> Reader:
    """Return how one field reads. Used, it raises ValueError or StopValidation for what the field does not take."""
    take, filters = _taking(field), tuple(field.filters)
    may_lack = any(isinstance(one, Optional) for one in field.validators)
    validators = cast("Validators", [one for one in field.validators if not isinstance(one, Optional)])

    def read(sent: Sent, name: str) -> Any:
        raw = sent.get(name, ())
        lacks = may_lack and not (raw and str(raw[0]).strip())
        value = _taken(take, raw, or_nothing=lacks)
        for change in filters:
            value = change(value)
        if lacks:
            return value
        for validate in validators:
            validate(None, Typed(value, raw, []))
        return value

    return read


def _taken(take: Callable[[Sequence[Any]], Any], raw: Sequence[Any], *, or_nothing: bool) -> Any:
    """Return the value; None for blanks that are no value, where there need be none. Raises ValueError."""
    try:
        return take(raw)
    except ValueError:
        if or_nothing:
            return None
        raise


def _taking(field: Field) -> Callable[[Sequence[Any]], Any]:
    """Return how the field makes a value of what was sent. Raises TypeError for one that is not known here."""
    taking = getattr(field, "read", None) or TAKING.get(type(field).process_formdata)
    chooses = isinstance(field, SelectField) and (field.validate_choice or field.coerce is not str)
    if taking is None or chooses or type(field).pre_validate not in QUIET or field.default is not None:
        raise TypeError(f"{field.name}, a {type(field).__name__}, cannot be read without being made")
    return taking


def _rows(field: Any) -> Reader:
    """Return how a list of inner forms reads: a row for every number that stands in a name."""
    inner, most = _readers_of(field.append_entry().form), field.max_entries
    if field.validators or field.min_entries:
        raise TypeError(f"{field.name} cannot be read without being made")

    def read(sent: Sent, name: str) -> list[dict[str, Any]]:
        numbers = sorted(set(_numbers(sent, f"{name}-")))[:most]
        return [_read(inner, sent, f"{name}-{number}-") for number in numbers]

    return read


def _numbers(sent: Sent, prefix: str) -> Iterator[int]:
    for name in sent:
        if name.startswith(prefix):
            number = name[len(prefix) :].partition("-")[0]
            if number.isdigit():
                yield int(number)


def _first(sent: Sequence[Any]) -> Any:
    return sent[0] if sent else None


def _ticked(sent: Sequence[Any]) -> bool:
    return bool(sent) and sent[0] not in BooleanField.false_values


TAKING: Final[dict[Any, Callable[[Sequence[Any]], Any]]] = {
    StringField.process_formdata: _first,
    SelectField.process_formdata: _first,
    BooleanField.process_formdata: _ticked,
}
QUIET: Final = {Field.pre_validate, SelectField.pre_validate}
