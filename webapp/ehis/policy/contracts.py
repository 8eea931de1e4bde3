"""Rows of compulsory insurance, of the notaries and of real estate."""

from typing import Final

from webapp.ehis.answers import EstateRight, InsurancePolicy, PowerOfAttorney, ResolvedAddress, VehicleUse
from webapp.ehis.policy.purposes import Purpose
from webapp.ehis.policy.row import Policy
from webapp.ehis.policy.terms import DAY, HOUR, allowed, charter, rows_for, sources

POWERS: Final = rows_for(allowed(charter("5.2.9"), (Purpose.FLEET, Purpose.WAYBILL, Purpose.PERMIT, Purpose.CONTROL)))
"""A power of attorney may be revoked at any hour, so it is never taken from memory."""
ESTATE: Final = rows_for(allowed(charter("5.2.11"), (Purpose.INFRASTRUCTURE,), cache=DAY))

ROWS: Final = (
    Policy(
        "ISB",
        "getPolicies",
        InsurancePolicy,
        "policy",
        ("plate", "voen", "kind"),
        rows_for(
            allowed(charter("5.2.8"), (Purpose.FLEET, Purpose.WAYBILL, Purpose.PERMIT, Purpose.CONTROL), cache=HOUR)
        ),
        {"plate": "plate", "voen": "voen", "kind": "kind"},
        many=True,
    ),
    Policy("NOTARIAT", "getPowerByBarcode", PowerOfAttorney, "power", ("barcode",), POWERS, {"barcode": "barcode"}),
    Policy(
        "NOTARIAT",
        "getPowerByAct",
        PowerOfAttorney,
        "power",
        ("registerNumber", "registeredOn"),
        POWERS,
        {"act/registerNumber": "registerNumber", "act/registeredOn": "registeredOn"},
    ),
    Policy(
        "NOTARIAT",
        "listPowersForRepresented",
        PowerOfAttorney,
        "power",
        ("represented",),
        POWERS,
        {"represented": "represented"},
        many=True,
    ),
    Policy(
        "NOTARIAT",
        "listVehicleUses",
        VehicleUse,
        "use",
        ("user",),
        rows_for(allowed(charter("5.2.10"), (Purpose.FLEET, Purpose.WAYBILL, Purpose.PERMIT))),
        {"user": "user"},
        many=True,
    ),
    Policy(
        "EMDX",
        "getRights",
        EstateRight,
        "right",
        ("holder", "ground"),
        ESTATE,
        {"holder": "holder"},
        many=True,
        ground_required=True,
    ),
    Policy(
        "EMDX",
        "getExtract",
        EstateRight,
        "right",
        ("registerNumber", "ground"),
        ESTATE,
        {"registerNumber": "registerNumber"},
        many=True,
        ground_required=True,
    ),
    Policy(
        "EMDX",
        "resolveAddress",
        ResolvedAddress,
        "address",
        ("address",),
        rows_for(allowed(sources("6.2"), (Purpose.CABINET, Purpose.PERMIT, Purpose.INFRASTRUCTURE), cache=DAY)),
        {"former": "address"},
    ),
)
