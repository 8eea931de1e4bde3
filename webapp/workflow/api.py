"""What other rooms ask of the engine. Plug a `CaseType` and its `as_offer` into your manifest; the rest follows."""

from webapp.workflow.permissions import APPLY, REVIEW, SIGN
from webapp.workflow.queries import cases_of_party
from webapp.workflow.services.applying import start_case, withdraw_case
from webapp.workflow.services.opening import open_by_office, open_by_system

__all__ = [
    "APPLY",
    "REVIEW",
    "SIGN",
    "cases_of_party",
    "open_by_office",
    "open_by_system",
    "start_case",
    "withdraw_case",
]
