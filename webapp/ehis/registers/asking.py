"""The right to ask is checked before a question is even written; a ground that the law wants is kept first."""

from collections.abc import Mapping
from typing import Final, TypeVar

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.transaction import in_transaction, transaction
from webapp.ehis.answers import Answers, value_from
from webapp.ehis.errors import AnswerRejected, GroundNeeded, NotARegisterNumber
from webapp.ehis.ids import FIN, user_id
from webapp.ehis.installation import exchange
from webapp.ehis.policy import POLICIES, Policy, Purpose
from webapp.ehis.question import Question

Value = TypeVar("Value")
GROUND: Final = "ground"
LEAST_GROUND: Final = 20
LONGEST_GROUND: Final = 1000


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

    Raises RuntimeError inside a transaction (a slow register would hold its locks), PurposeNotAllowed, GroundNeeded,
    NotARegisterNumber, and what the exchange raises.
    """
    if in_transaction():
        raise RuntimeError("a register was to be asked while a transaction is open")
    policy = POLICIES[code]
    policy.terms(purpose)
    if not FIN.fullmatch(asked_by):
        raise NotARegisterNumber
    if policy.ground_required:
        _keep_ground(policy, parameters, purpose=purpose, issue=issue)
    found = exchange().ask(Question(policy, parameters, user_id(asked_by), Purpose(purpose), issue))
    source = str(policy.service.member)
    try:
        values = [value_from(answer, row, source=source, as_of=found.as_of) for row in found.rows]
    except ValueError:  # XML has days and numbers that Python has not
        raise AnswerRejected("unreadable_value") from None
    return Answers.of(values, source=source, as_of=found.as_of)


def ensure_ground(ground: str) -> str:
    """Return `ground` without blanks around it. Raises GroundNeeded when it is no reasoned text (charter 5.2.11)."""
    text = ground.strip()
    if not LEAST_GROUND <= len(text) <= LONGEST_GROUND:
        raise GroundNeeded
    return text


def _keep_ground(policy: Policy, parameters: Mapping[str, str], *, purpose: Purpose | str, issue: str | None) -> None:
    """Write the ground into the journal before anything leaves; what cannot be kept is not asked."""
    ground = ensure_ground(parameters.get(GROUND, ""))
    with transaction():
        record(
            "ehis.reasoned_query",
            actor=current_actor(),
            object_type="ehis.service",
            object_key=policy.code,
            detail={"ground": ground, "purpose": str(purpose), "issue": issue or ""},
        )
