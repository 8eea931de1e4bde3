"""Rows of medical examinations, training and education."""

from typing import Final

from webapp.ehis.answers import DriverMedical, EducationDocument, Training
from webapp.ehis.policy.purposes import Purpose
from webapp.ehis.policy.row import Policy
from webapp.ehis.policy.terms import DAY, HOUR, SERVANTS, allowed, charter, rows_for, sources

OF_DRIVERS: Final = (Purpose.FLEET, Purpose.PERMIT, Purpose.CONTROL)

ROWS: Final = (
    Policy(
        "SEHIYYE",
        "getDriverMedical",
        DriverMedical,
        "examination",
        ("fin",),
        rows_for(allowed(sources("7.2"), OF_DRIVERS, cache=HOUR)),
        {"fin": "fin"},
    ),
    Policy(
        "HAZIRLIQ",
        "listDomesticTraining",
        Training,
        "training",
        ("fin",),
        rows_for(allowed(charter("5.2.1"), OF_DRIVERS, cache=HOUR)),
        {"fin": "fin"},
        many=True,
    ),
    Policy(
        "HAZIRLIQ",
        "listTaxiTraining",
        Training,
        "training",
        ("fin",),
        rows_for(allowed(charter("5.2.2"), OF_DRIVERS, cache=HOUR)),
        {"fin": "fin"},
        many=True,
    ),
    Policy(
        "TEHSIL",
        "listEducationDocuments",
        EducationDocument,
        "document",
        ("fin",),
        rows_for(
            allowed(sources("8.1, 8.2"), (Purpose.PERMIT,), cache=DAY),
            allowed(SERVANTS.format("5.1.4"), (Purpose.CIVIL_SERVICE,), cache=DAY),
        ),
        {"fin": "fin"},
        many=True,
    ),
)
