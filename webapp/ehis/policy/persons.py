"""Rows of the population register, of employment contracts and of the civil service."""

from typing import Final

from webapp.ehis.answers import (
    ActiveEmployer,
    DocumentCheck,
    Employee,
    EmploymentContract,
    Person,
    PostCheck,
    ServicePeriod,
)
from webapp.ehis.policy.purposes import Purpose
from webapp.ehis.policy.row import Policy
from webapp.ehis.policy.terms import HOUR, SERVANTS, allowed, charter, rows_for, sources

ITEM: Final = sources("2.1")
CONTRACTS: Final = charter("5.2.5")
REGISTER: Final = SERVANTS.format("3.1, 5.1.4")
# An invitation needs to know who somebody is, not where they live or what their document says.
INVITED: Final = ("address", "document/number")

IDENTITY: Final = rows_for(
    allowed(ITEM, (Purpose.CABINET, Purpose.PERMIT), cache=HOUR),
    allowed(charter("9.2"), (Purpose.DELEGATION,), cache=HOUR, withheld=INVITED),
    allowed(REGISTER, (Purpose.CIVIL_SERVICE,), cache=HOUR),
)
DRIVERS: Final = rows_for(allowed(CONTRACTS, (Purpose.FLEET, Purpose.WAYBILL, Purpose.PERMIT), cache=HOUR))

ROWS: Final = (
    Policy("DIN", "getPerson", Person, "person", ("fin",), IDENTITY, {"fin": "fin"}),
    Policy(
        "DIN",
        "verifyDocument",
        DocumentCheck,
        "document",
        ("fin", "number"),
        rows_for(allowed(ITEM, (Purpose.CABINET, Purpose.PERMIT)), allowed(REGISTER, (Purpose.CIVIL_SERVICE,))),
        {"fin": "fin", "number": "number"},
    ),
    # The answer about an employer holds no VÖEN, so only the proved request hash ties it to the question.
    Policy(
        "EMEK",
        "listEmployees",
        Employee,
        "employee",
        ("voen",),
        rows_for(DRIVERS, allowed(charter("9.2"), (Purpose.DELEGATION,), cache=HOUR)),
        many=True,
    ),
    Policy(
        "EMEK",
        "getContracts",
        EmploymentContract,
        "contract",
        ("fin",),
        rows_for(DRIVERS, allowed(REGISTER, (Purpose.CIVIL_SERVICE,), cache=HOUR)),
        {"fin": "fin"},
        many=True,
    ),
    Policy(
        "EMEK",
        "getActiveEmployer",
        ActiveEmployer,
        "employer",
        ("fin",),
        rows_for(DRIVERS, allowed(CONTRACTS, (Purpose.CONTROL,))),
        {"fin": "fin"},
        many=True,
    ),
    Policy(
        "DIM",
        "getServicePeriods",
        ServicePeriod,
        "period",
        ("fin",),
        rows_for(allowed(REGISTER, (Purpose.CIVIL_SERVICE,), cache=HOUR)),
        {"fin": "fin"},
        many=True,
    ),
    Policy(
        "DIM",
        "verifyPost",
        PostCheck,
        "post",
        ("fin", "voen"),
        rows_for(allowed(REGISTER, (Purpose.CIVIL_SERVICE,), cache=HOUR)),
        {"fin": "fin", "voen": "voen"},
    ),
)
