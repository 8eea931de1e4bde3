"""The fields of an order's passengers, drawn once for all orders that ask the same: what is known of whom is filled in.

Kept is only what everybody may see. Names, documents and birth days are put, escaped, in the places of their marks.
"""

import re
import secrets
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple, cast

from flask import current_app
from markupsafe import Markup, escape
from wtforms import RadioField, SelectField

from webapp.core.text import texts_key
from webapp.tickets.models import Ticket
from webapp.tickets.passenger_forms import Asked, PassengersForm, Shape, form_class, known, shape_of

KEPT: Final = 512
TEMPLATE: Final = "tickets/passenger_fields.html"
_MARK: Final = secrets.token_hex(8)  # nobody outside can write it
_MARKS: Final = re.compile(f"{_MARK}-([a-z]+_[0-9]+)-")
Answers = tuple[tuple[str, Any], ...]


class Line(NamedTuple):
    """A passenger by number, with the seats on all legs."""

    number: int
    seats: str
    seated: bool


def fields_of(tickets: Sequence[Ticket], asked: Asked) -> Markup:
    """Return the fields of an order's passengers, with what is known of them."""
    shape, values = shape_of(tickets, asked), known(tickets, asked)
    pieces = _kept(shape, _lines(tickets), _chosen(form_class(shape), values), texts_key())
    return Markup("").join(_said(values.get(one)) if n % 2 else one for n, one in enumerate(pieces))


def fields_with_faults(form: PassengersForm, tickets: Sequence[Ticket]) -> Markup:
    """Return the fields as they were typed, each with what is wrong with it."""
    return _drawn(form, _lines(tickets))


@lru_cache(maxsize=KEPT)
def _kept(shape: Shape, lines: tuple[Line, ...], chosen: Answers, language: str) -> list[Markup]:  # noqa: ARG001 - kept per language
    """Return the drawn form in pieces; every second one is the name of the field whose value stands there."""
    made = form_class(shape)
    form = made(formdata=None, data=dict(chosen))
    for name, one in form._fields.items():
        if _is_typed(made, name):
            one.raw_data = [mark := f"{_MARK}-{name}-"]
            one.data = mark
    return [Markup(piece) for piece in _MARKS.split(_drawn(form, lines))]  # noqa: S704 - what a template drew


def _drawn(form: PassengersForm, lines: tuple[Line, ...]) -> Markup:
    macros = cast("Any", current_app.jinja_env.get_template(TEMPLATE).module)
    return cast("Markup", macros.passenger_fields(form, lines))


def _lines(tickets: Sequence[Ticket]) -> tuple[Line, ...]:
    seats: dict[int, list[int | None]] = {}
    for one in tickets:
        seats.setdefault(one.position, []).append(one.seat)
    return tuple(Line(n, ", ".join(map(str, found)), bool(found[0])) for n, found in sorted(seats.items()))


def _chosen(made: type[PassengersForm], values: dict[str, Any]) -> Answers:
    """Return what is chosen of few: it is part of what is drawn."""
    return tuple((name, value) for name, value in sorted(values.items()) if not _is_typed(made, name))


def _is_typed(made: type[PassengersForm], name: str) -> bool:
    field = getattr(made, name, None)
    numbered = name.rpartition("_")[2].isdigit()
    return field is not None and numbered and field.field_class not in {RadioField, SelectField}


def _said(value: Any) -> Markup:
    return escape(f"{value:%d.%m.%Y}" if isinstance(value, date) else value or "")
