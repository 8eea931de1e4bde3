"""Rows of taxpayers, non-commercial entities, debts and accredited bodies."""

from typing import Final

from webapp.ehis.answers import Accreditation, LegalEntity, NonCommercialEntity, Owed
from webapp.ehis.evidence import Wire
from webapp.ehis.policy.purposes import Purpose
from webapp.ehis.policy.row import REST_SECONDS, Policy
from webapp.ehis.policy.terms import DAY, HOUR, allowed, charter, rows_for, sources

ENTITIES: Final = charter("5.2.3")
DEBTS: Final = rows_for(allowed(charter("5.2.7"), (Purpose.FLEET, Purpose.PERMIT)))
"""Debts are never taken from memory: the answer of this moment counts."""
HEADS: Final = ("head/fin", "head/position")

KNOWN: Final = rows_for(
    allowed(ENTITIES, (Purpose.CABINET, Purpose.FLEET, Purpose.PERMIT), cache=HOUR),
    allowed(charter("9.2"), (Purpose.DELEGATION,), cache=HOUR),
    allowed(ENTITIES, (Purpose.WAYBILL, Purpose.CONTROL, Purpose.INFRASTRUCTURE), cache=HOUR, withheld=HEADS),
    allowed(charter("4.0.4"), (Purpose.WORKSHOP,), cache=HOUR, withheld=HEADS),
)

ROWS: Final = (
    Policy("DVX", "getLegalEntity", LegalEntity, "entity", ("voen",), KNOWN, {"voen": "voen"}),
    Policy(
        "DVX",
        "listByHead",
        LegalEntity,
        "entity",
        ("fin",),
        rows_for(
            allowed(ENTITIES, (Purpose.CABINET, Purpose.PERMIT), cache=HOUR),
            allowed(charter("9.2"), (Purpose.DELEGATION,), cache=HOUR),
        ),
        {"head/fin": "fin"},
        many=True,
    ),
    Policy("DVX", "getDebt", Owed, "debt", ("voen",), DEBTS, {"voen": "voen"}),
    Policy("DSMF", "getContributionDebt", Owed, "debt", ("voen",), DEBTS, {"voen": "voen"}),
    Policy(
        "ADLIYYE",
        "getNonCommercialEntity",
        NonCommercialEntity,
        "entity",
        ("voen",),
        rows_for(allowed(sources("4.2"), (Purpose.CABINET, Purpose.PERMIT, Purpose.INFRASTRUCTURE), cache=HOUR)),
        {"voen": "voen"},
    ),
    Policy(
        "AKKRED",
        "listAccreditations",
        Accreditation,
        "attestation",
        ("voen",),
        rows_for(
            allowed(charter("4.0.4"), (Purpose.WORKSHOP,), cache=DAY),
            allowed(sources("11.2"), (Purpose.PERMIT,), cache=DAY),
        ),
        {"voen": "voen"},
        many=True,
        deadline_seconds=REST_SECONDS,
        wire=Wire.REST,
    ),
)
