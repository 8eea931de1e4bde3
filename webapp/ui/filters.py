"""How values look on pages: dates, money, weights by the language of the page; what stays as it is in any language."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Final

from babel.dates import get_month_names
from babel.numbers import format_currency, format_decimal
from flask import Flask
from markupsafe import Markup, escape

from webapp.core.clock import local
from webapp.core.text import Text, current_language

QUOTED: Final = re.compile(r"`([^`]+)`")


def init_filters(app: Flask) -> None:
    """Register the filters under their own names."""
    for function in (day, moment, clock_time, machine_time, money, number, identifier, azerbaijani, with_identifiers):
        app.add_template_filter(function)


def day(value: date | None) -> str:
    """Return a day in words: 22 noyabr 2026."""
    return "" if value is None else f"{value.day} {_months(current_language())[value.month]} {value.year}"


def moment(value: datetime | None) -> str:
    """Return an instant as day and time in Baku: 22 noyabr 2026, 14:05."""
    if value is None:
        return ""
    there = local(value)
    return f"{day(there)}, {there:%H:%M}"


def clock_time(value: datetime | None) -> str:
    """Return the time of day in Baku: 14:05."""
    return "" if value is None else local(value).strftime("%H:%M")


def machine_time(value: datetime | None) -> Markup:
    """Return a <time> element: words for people, ISO 8601 for machines."""
    if value is None:
        return Markup()
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), moment(value))


def money(qepik: int | None) -> str:
    """Return an amount of qəpik as manat in the page's language: 12,50 ₼."""
    return "" if qepik is None else format_currency(Decimal(qepik) / 100, "AZN", locale=current_language())


def number(value: Decimal | float | None) -> str:
    """Return a number with the separators of the page's language, without needless zeros."""
    return "" if value is None else format_decimal(value, "#,##0.###", locale=current_language())


def identifier(text: object) -> Markup:
    """Return a code, path or address of machines, marked as being in no language: nobody translates or reads it as words."""
    return Markup('<code lang="zxx" translate="no">{}</code>').format(text) if text else Markup()


def azerbaijani(text: object) -> Markup:
    """Return a text that exists in Azerbaijani alone (of a law, of a register, of an officer), marked as such."""
    return Markup('<span lang="az">{}</span>').format(text) if text else Markup()


def with_identifiers(text: Text) -> Markup:
    """Return a sentence with what stands in `backticks` marked as identifiers."""
    return Markup(QUOTED.sub(lambda quoted: identifier(Markup(quoted[1])), escape(text)))  # noqa: S704 - escaped just before


@cache
def _months(language: str) -> dict[int, str]:
    """Return the names of the months as they stand in dates. Babel's own formatting takes a tenth of a long list."""
    return {
        number: name for number, name in get_month_names("wide", "format", language).items() if isinstance(number, int)
    }
