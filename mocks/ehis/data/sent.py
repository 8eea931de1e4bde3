"""Records that go out as they stand: each field is the element of the same name, in the same order.

A tuple is an element repeated, a `Part` an element with children, None an element left out.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Part:
    """Some elements under one."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One record; PROVIDER is the member code of the register's owner, ELEMENT the name of the record's element."""

    PROVIDER: ClassVar[str]
    ELEMENT: ClassVar[str]
