"""The form of an e-service: sections of fields, rows that repeat. Pages, checks of input and regulation come from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from webapp.core.text import Text
from webapp.workflow.offer.asking import Applying

When = Callable[[Mapping[str, Any]], bool]
LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 4000
MOST_ROWS: Final = 200


class Kind(StrEnum):
    """What a field takes. DAY is a calendar day, COPY one or more scanned copies of one document."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    DECIMAL = "decimal"
    DAY = "day"
    CHOICE = "choice"
    CHOICES = "choices"
    YES = "yes"
    PLATE = "plate"
    VOEN = "voen"
    FIN = "fin"
    PHONE = "phone"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen; `hint` stands under it, one that is `closed` is shown with the reason and refused."""

    code: str
    label: Text
    hint: Text = ""
    closed: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. `basis` is the clause that lets it be asked (decision 191/2011, Rules 7.2).

    `least` and `most` bound a number, or the length of a text, or how many are chosen. `choices` may depend on who
    applies (the firm's own vehicles). `when` says, from the answers of the same section or row, whether it is asked.
    `held_by` names the register that holds a document: its number alone is asked for, never the document. A copy with
    `original_later` is of a paper that a notary certifies: the copy comes first, the original when the result is
    collected (form 1, 2.6). `copy_kind` says what is read from a copy; `read_from` (copy, what is read on it) that a value
    which the applicant confirmed on a copy of the same section or row is the answer while there is none. `check` returns what is wrong with a value that
    fits the kind, or None.
    """

    code: str
    label: Text
    kind: Kind = Kind.LINE
    basis: str
    hint: Text = ""
    unit: Text = ""
    required: bool = True
    least: int | None = None
    most: int | None = None
    choices: tuple[Choice, ...] | Callable[[Applying], Sequence[Choice]] = ()
    when: When | None = None
    held_by: str = ""
    original_later: bool = False
    copy_kind: str = ""
    read_from: tuple[str, str] | None = None
    check: Callable[[Any, Applying], Text | None] | None = None

    def __post_init__(self) -> None:
        if self.kind is Kind.COPY and self.held_by:
            raise ValueError(f"{self.code}: a document that {self.held_by} holds is not asked for (191/2011, 7.2)")
        if self.original_later and self.kind is not Kind.COPY:
            raise ValueError(f"{self.code}: only a copy is followed by its original (191/2011, form 1, 2.6)")
        if not self.basis:
            raise ValueError(f"{self.code}: no clause lets it be asked (191/2011, 7.2)")

    def offered(self, applying: Applying) -> Sequence[Choice]:
        """Return what can be chosen by this applicant."""
        if not callable(self.choices):
            return self.choices
        if self.choices not in applying.known:
            applying.known[self.choices] = tuple(self.choices(applying))
        found: Sequence[Choice] = applying.known[self.choices]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A section that repeats: how many rows at least and at most, and the words of the button that adds one."""

    add: Text
    one: Text
    least: int = 1
    most: int = MOST_ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A page of the form. `title_of` names a row by its answers, for the list of rows and for officers."""

    code: str
    title: Text
    fields: tuple[Field, ...]
    intro: Text = ""
    rows: Rows | None = None
    title_of: Callable[[Mapping[str, Any]], str] | None = None
    when: Callable[[Applying], bool] | None = None

    def __post_init__(self) -> None:
        for one in self.fields:
            copy = self.field(one.read_from[0]) if one.read_from else None
            if one.read_from and (copy is None or not copy.copy_kind):
                raise ValueError(f"{self.code}.{one.code}: {one.read_from[0]} is no copy on which anything is read")

    def field(self, code: str) -> Field | None:
        """Return the field with this code."""
        return next((field for field in self.fields if field.code == code), None)
