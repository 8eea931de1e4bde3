"""Rows of what is asked when a bus ticket is sold."""

from typing import Final

from webapp.ehis.answers import Benefit, EntryDecision
from webapp.ehis.policy.purposes import Purpose
from webapp.ehis.policy.row import Policy
from webapp.ehis.policy.terms import allowed, charter, rows_for

OF_TICKETS: Final = (Purpose.TICKET,)

ROWS: Final = (
    Policy(
        "EMEK",
        "getBenefits",
        Benefit,
        "benefit",
        ("fin",),
        rows_for(allowed(charter("4.0.5"), OF_TICKETS)),
        {"fin": "fin"},
        many=True,
    ),
    # The same question again is answered by the same permit, so that it may be repeated.
    Policy(
        "DIN",
        "requestEntryPermit",
        EntryDecision,
        "entry",
        ("fin", "number", "arrival", "departure"),
        rows_for(allowed(charter("4.0.5"), OF_TICKETS)),
        {"fin": "fin"},
    ),
)
