"""The JSON Canonicalization Scheme (RFC 8785): the one byte form of a JSON value, for digests and signatures.

Members are sorted by their UTF-16 code units, strings escaped as ECMAScript does, numbers written as ECMAScript writes a
double. What a double cannot hold exactly is refused: such numbers travel as strings (RFC 7493, 2.2).
"""

from collections.abc import Iterator
from json.encoder import encode_basestring
from math import isfinite
from typing import Any, Final

LARGEST: Final = 2**53 - 1
PLAIN_BELOW: Final = 21
"""From 1e21 on, and below 1e-6, ECMAScript writes an exponent (ECMA-262, Number::toString)."""
PLAIN_ABOVE: Final = -6
CONSTANTS: Final = {None: "null", True: "true", False: "false"}


class NotJson(ValueError):
    """The value has no form in interoperable JSON."""


def canonical_json(value: Any) -> bytes:
    """Return the canonical bytes of a value of plain JSON types. Raises NotJson."""
    try:
        return "".join(_written(value)).encode()
    except UnicodeEncodeError:
        raise NotJson("a text with half a surrogate pair") from None


def number(value: float) -> str:
    """Return a number as ECMAScript writes it. Raises NotJson for NaN, infinities and integers that are no double."""
    if isinstance(value, int) and abs(value) <= LARGEST:
        return str(value)
    value = _double(value)
    if not isfinite(value):
        raise NotJson("a number that JSON does not have")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    return sign + _magnitude(repr(abs(value)))


def _double(value: float) -> float:
    try:
        double = float(value)
    except OverflowError:
        raise NotJson("a number beyond a double") from None
    if isinstance(value, int) and int(double) != value:
        raise NotJson("an integer that a double cannot hold")
    return double


def _written(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield encode_basestring(value)
    elif value is None or isinstance(value, bool):
        yield CONSTANTS[value]
    elif isinstance(value, dict):
        yield from _object(value)
    elif isinstance(value, list | tuple):
        yield "["
        for place, item in enumerate(value):
            if place:
                yield ","
            yield from _written(item)
        yield "]"
    elif isinstance(value, int | float):
        yield number(value)
    else:
        raise NotJson(f"a {type(value).__name__} is no JSON")


def _object(value: dict[Any, Any]) -> Iterator[str]:
    if not all(isinstance(name, str) for name in value):
        raise NotJson("a member's name that is no text")
    yield "{"
    for place, name in enumerate(sorted(value, key=_code_units)):
        yield f"{',' if place else ''}{encode_basestring(name)}:"
        yield from _written(value[name])
    yield "}"


def _code_units(name: str) -> bytes:
    """Return what names are compared by: their UTF-16 code units."""
    return name.encode("utf-16-be", "surrogatepass")


def _magnitude(shortest: str) -> str:
    """Return Python's shortest digits of a positive double, which are ECMAScript's too, in ECMAScript's notation."""
    mantissa, _, exponent = shortest.partition("e")
    whole, _, fraction = mantissa.partition(".")
    point = len(whole) + int(exponent or 0)
    digits = whole + fraction
    point -= len(digits) - len(digits.lstrip("0"))
    digits = digits.strip("0")
    if 0 < point <= PLAIN_BELOW:
        filled = digits.ljust(point, "0")
        return f"{filled[:point]}.{filled[point:]}".rstrip(".")
    if PLAIN_ABOVE < point <= 0:
        return f"0.{'0' * -point}{digits}"
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{rest}e{point - 1:+d}"
