"""Who applies, and what a case is, as the functions of a definition see them: plain values, no rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

Answers = Mapping[str, Any]
"""What was typed, by section: `{"vehicle": {"plate": "10-AA-123"}, "route": [{"place": "Bakı"}, …]}`; a section with rows
is a list of answers with a `key` each, days are ISO texts, numbers are numbers. Copies are kept apart, by their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applying:
    """Who fills in the form: the party applied for, the person who does it, and what the case is about.

    `number` is the party's VÖEN (FİN for a natural person), `fin` the person's; `subject` is the key of the thing that
    is asked about in the room that declared the type (a permit's public id), empty when something new is asked for.
    `known` holds what choices were worked out for this applicant: two hundred rows ask for the same fleet.
    """

    party_id: int
    party_kind: str
    number: str
    name: str
    account_id: int | None
    fin: str
    day: date
    subject: str = ""
    answers: Answers
    known: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts(Applying):
    """A case that was handed in. `signed_at` is the instant of the signature, by which queues are ordered.

    `issue` names the case to the registers, `asked_by` is the FİN in whose name they are asked (the applicant's by the
    system, the officer's when an officer asks); `decided_by` is the officer's name, empty for the system.
    """

    public_id: str
    case_no: str
    type_code: str
    issue: str
    submitted_at: datetime
    signed_at: datetime
    asked_by: str = ""
    decided_by: str = ""
