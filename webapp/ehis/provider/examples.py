"""Test data for the test environment (clause 3.8.2): an answer made of the model's own examples, about nobody."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final

from webapp.ehis.provider.model import Element, Form, Kind, Model

ENVIRONMENT_HEADER: Final = "X-Ehis-Environment"
TEST: Final = "test"
DAY: Final = date(2026, 1, 31)
EXAMPLES: Final[dict[Any, Any]] = {bool: True, int: 1, date: DAY, datetime: datetime(2026, 1, 31, 8, tzinfo=UTC)}


def example_of(model: Model, asked: Any) -> Any:
    """Return an answer in which every field is filled; what has the name of a parameter repeats what was asked."""
    return model.made(**{one.attribute: _filled(one, asked) for one in model.elements})


def _filled(element: Element, asked: Any) -> Any:
    said = getattr(asked, element.attribute, None)
    one = said if said is not None else _example(element.kind, asked)
    return (one,) if element.many else one


def _example(kind: Kind, asked: Any) -> Any:
    if isinstance(kind, Model):
        return example_of(kind, asked)
    if isinstance(kind, Form):
        return kind.example
    return next(iter(kind)) if issubclass(kind, StrEnum) else EXAMPLES[kind]
