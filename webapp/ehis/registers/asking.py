"""What every question of the api shares: its course (`webapp.ehis.asking`), and values of the answer's type."""

from collections.abc import Mapping
from typing import TypeVar

from webapp.ehis.answering import Rows
from webapp.ehis.answers import Answers, value_from
from webapp.ehis.asking.course import answer_to, ensure_ground, question_of
from webapp.ehis.errors import AnswerRejected
from webapp.ehis.policy import Purpose

__all__ = ["ask", "ensure_ground", "values_of"]
Value = TypeVar("Value")


def ask(
    answer: type[Value],
    code: str,
    parameters: Mapping[str, str],
    *,
    purpose: Purpose | str,
    asked_by: str,
    issue: str | None = None,
) -> Answers[Value]:
    """Return what the service `code` answers, as values of the type `answer`.

    Raises RuntimeError inside a transaction (a slow register would hold its locks), PurposeNotAllowed, RoleNotAllowed,
    OfficialMissing, ContractEnded, GroundNeeded, NotARegisterNumber, and what the exchange raises.
    """
    question = question_of(code, parameters, purpose=purpose, asked_by=asked_by, issue=issue)
    source = str(question.policy.service.member)
    return answer_to(question, lambda found: values_of(answer, found, source=source))


def values_of(answer: type[Value], found: Rows, *, source: str) -> Answers[Value]:
    """Return the records in `found` as values of the type `answer`. Raises AnswerRejected for what Python cannot hold."""
    try:
        values = [value_from(answer, row, source=source, as_of=found.as_of) for row in found.rows]
    except ValueError:  # XML has days and numbers that Python has not
        raise AnswerRejected("unreadable_value") from None
    return Answers.of(values, source=source, as_of=found.as_of)
