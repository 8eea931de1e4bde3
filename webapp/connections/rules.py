"""The connection life cycle as tables. Decision 118/2014 (act 000), annex 2, section 3; nothing but the standard library."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

TERM_RANGES: Final = {
    "check_days": (1, 60),
    "connect_days": (1, 60),
    "cure_months": (1, 12),
    "withdrawal_months": (1, 12),
    "cure_moves_to_working_day": (0, 1),
}
"""The terms that the office keeps as dated rows, with the least and the most that may be set."""
LEAST_SUPPORT: Final = 2  # technical support persons, form 1, section 2
OLDEST_MONTH: Final = 12


class ParticipantState(StrEnum):
    """How far a body's connection is. CONTRACT: the check was positive and the contract is being made."""

    DRAFT = "draft"
    APPLIED = "applied"
    CHECKING = "checking"
    DEFICIENT = "deficient"
    REFUSED = "refused"
    CONTRACT = "contract"
    CONNECTED = "connected"
    DISCONNECTED = "disconnected"


class ServiceState(StrEnum):
    """How far one version of an e-service is."""

    DRAFT = "draft"
    APPLIED = "applied"
    TEST = "test"
    FAILED = "failed"
    PASSED = "passed"
    LIVE = "live"
    WITHDRAWAL = "withdrawal"
    NOTIFIED = "notified"
    DISCONNECTED = "disconnected"


class BreachState(StrEnum):
    """How far a breach case is. The month runs in CURE only: from the receipt, not from the sending."""

    NOTIFIED = "notified"
    CURE = "cure"
    CURED = "cured"
    DISCONNECTED = "disconnected"


class TicketState(StrEnum):
    """How far a defect of the exchange, or a proposal to a participant, is."""

    OPEN = "open"
    ANSWERED = "answered"
    DONE = "done"


class BlockReason(StrEnum):
    """Why a participant is blocked at once: clauses 3.7.1 and 3.7.2."""

    HARM = "1"
    SECURITY = "2"


PARTICIPANT: Final = {
    (ParticipantState.DRAFT, "apply"): ParticipantState.APPLIED,  # 3.1
    (ParticipantState.DEFICIENT, "apply"): ParticipantState.APPLIED,  # 3.4: a repeated application
    (ParticipantState.APPLIED, "begin_check"): ParticipantState.CHECKING,  # 3.2
    (ParticipantState.CHECKING, "return"): ParticipantState.DEFICIENT,  # 3.4
    (ParticipantState.CHECKING, "refuse"): ParticipantState.REFUSED,
    (ParticipantState.CHECKING, "approve"): ParticipantState.CONTRACT,  # 3.2, second sentence
    (ParticipantState.CONTRACT, "connect"): ParticipantState.CONNECTED,
    (ParticipantState.CONNECTED, "disconnect"): ParticipantState.DISCONNECTED,  # 3.6, third sentence
    (ParticipantState.CONNECTED, "liquidate"): ParticipantState.DISCONNECTED,  # 3.5
}
SERVICE: Final = {
    (ServiceState.DRAFT, "apply"): ServiceState.APPLIED,  # 3.8.1
    (ServiceState.APPLIED, "enter_test"): ServiceState.TEST,  # 3.8.2
    (ServiceState.FAILED, "enter_test"): ServiceState.TEST,  # 3.10: after the remarks
    (ServiceState.TEST, "fail"): ServiceState.FAILED,
    (ServiceState.TEST, "pass"): ServiceState.PASSED,
    (ServiceState.PASSED, "go_live"): ServiceState.LIVE,  # 3.9, 3.12
    (ServiceState.LIVE, "withdraw"): ServiceState.WITHDRAWAL,  # 3.13
    (ServiceState.WITHDRAWAL, "tell_users"): ServiceState.NOTIFIED,  # 3.14
    (ServiceState.NOTIFIED, "disconnect"): ServiceState.DISCONNECTED,
    (ServiceState.LIVE, "end"): ServiceState.DISCONNECTED,  # 3.12: the old version on its last day
}
BREACH: Final = {
    (BreachState.NOTIFIED, "receive"): BreachState.CURE,  # 3.6, second sentence
    (BreachState.CURE, "cured"): BreachState.CURED,
    (BreachState.CURE, "disconnect"): BreachState.DISCONNECTED,
}
TICKET: Final = {
    (TicketState.OPEN, "answer"): TicketState.ANSWERED,
    (TicketState.OPEN, "done"): TicketState.DONE,
    (TicketState.ANSWERED, "done"): TicketState.DONE,
    (TicketState.ANSWERED, "reopen"): TicketState.OPEN,
}
TABLES: Final = (PARTICIPANT, SERVICE, BREACH, TICKET)
BLOCKABLE: Final = frozenset({ParticipantState.CONNECTED})
RUNNING: Final = frozenset({ServiceState.LIVE, ServiceState.WITHDRAWAL, ServiceState.NOTIFIED})  # still answers


class NotAllowed(Exception):
    """The life cycle knows no such step from this state."""

    def __init__(self, state: str, action: str) -> None:
        super().__init__(f"{action} from {state}")
        self.state, self.action = state, action


def next_state(state: StrEnum, action: str) -> StrEnum:
    """Return the state after `action`. Raises NotAllowed, which names both, when there is no such step."""
    for table in TABLES:
        if (state, action) in table:
            found: StrEnum = table[state, action]  # type: ignore[index] # each table has its own kind of state
            if type(found) is type(state):
                return found
    raise NotAllowed(state.value, action)


def month_after(day: date, months: int = 1) -> date:
    """Return the same day `months` later, the last day of that month when it has no such day."""
    place = day.month - 1 + months
    year, month = day.year + place // OLDEST_MONTH, place % OLDEST_MONTH + 1
    following = date(year + month // OLDEST_MONTH, month % OLDEST_MONTH + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def cure_due(received: date, *, months: int, working: Callable[[date], bool] | None) -> date:
    """Return the last day to cure a breach received on this day (3.6).

    With `working`, a term that ends on a non-working day ends on the next working day; without it, on the day itself.
    """
    day = month_after(received, months)
    while working is not None and not working(day):
        day += timedelta(days=1)
    return day


def may_disconnect_for_breach(today: date, due: date) -> bool:
    """Whether the term to cure is over: the last day still belongs to the participant."""
    return today > due


def earliest_withdrawal(told: date, months: int) -> date:
    """Return the first day on which a service may be disconnected after its users were told (3.14)."""
    return month_after(told, months)


def days_left(due: date, today: date) -> int:
    """Return how many days are left; negative when the term is over."""
    return (due - today).days
