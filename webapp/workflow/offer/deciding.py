"""How a case is decided: by whom, on which grounds, for what money."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from webapp.core.text import Text
from webapp.workflow.offer.asking import CaseFacts


class Automatic(StrEnum):
    """What the system does when every check agrees: nothing, propose to the officer, or decide."""

    NEVER = "never"
    PROPOSE = "propose"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """One line of what is to be paid: `what` is an Azerbaijani text of the law, the sum is `qepik` x `units`."""

    what: str
    qepik: int
    units: int = 1
    basis: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of refusal or a reason of return: its words for the applicant, and the clause."""

    code: str
    text: Text
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An opinion of another body, asked for side by side with the others; `days` are working days.

    `role` is the office role that answers for the body. `when` says whether this case needs it. Nobody approves against
    the objection of a `binding` one; it is asked anew when the applicant has mended what was sent back.
    """

    code: str
    body: str
    title: Text
    question: Text
    role: str
    days: int
    binding: bool = False
    when: Callable[[CaseFacts], bool] | None = None
