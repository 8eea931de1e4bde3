"""Compulsory insurance, powers of attorney, contracts of lease and use."""

from datetime import date

from webapp.ehis.answers import Answers, InsuranceKind, InsurancePolicy, PowerOfAttorney, VehicleUse
from webapp.ehis.policy import Purpose
from webapp.ehis.registers.asking import ask
from webapp.ehis.registers.road import normal_plate


def policies_of_vehicle(
    plate: str, kind: InsuranceKind, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[InsurancePolicy]:
    """Return the vehicle's insurance contracts of one kind: passengers or owner's liability (charter 5.2.8)."""
    parameters = {"plate": normal_plate(plate), "kind": kind.value}
    return ask(InsurancePolicy, "getPolicies", parameters, purpose=purpose, asked_by=asked_by, issue=issue)


def policies_of_employer(
    voen: str, kind: InsuranceKind, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[InsurancePolicy]:
    """Return the employer's insurance contracts of one kind: drivers' occupational accidents (charter 5.2.8)."""
    parameters = {"voen": voen, "kind": kind.value}
    return ask(InsurancePolicy, "getPolicies", parameters, purpose=purpose, asked_by=asked_by, issue=issue)


def power_by_barcode(
    barcode: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> PowerOfAttorney:
    """Return the power of attorney for a vehicle that bears this bar code (charter 5.2.9)."""
    return ask(
        PowerOfAttorney, "getPowerByBarcode", {"barcode": barcode}, purpose=purpose, asked_by=asked_by, issue=issue
    )[0]


def power_by_act(
    number: str, day: date, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> PowerOfAttorney:
    """Return the power of attorney with this number in the notaries' register of this day (615/2017, annex 2, 4.1)."""
    parameters = {"registerNumber": number, "registeredOn": day.isoformat()}
    return ask(PowerOfAttorney, "getPowerByAct", parameters, purpose=purpose, asked_by=asked_by, issue=issue)[0]


def powers_for(
    represented: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[PowerOfAttorney]:
    """Return the powers that this VÖEN or FİN gave over its vehicles (charter 5.2.9)."""
    return ask(
        PowerOfAttorney,
        "listPowersForRepresented",
        {"represented": represented},
        purpose=purpose,
        asked_by=asked_by,
        issue=issue,
    )


def vehicle_uses_of(
    user: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[VehicleUse]:
    """Return the vehicles that this VÖEN or FİN leases or uses without owning them (charter 5.2.10)."""
    return ask(VehicleUse, "listVehicleUses", {"user": user}, purpose=purpose, asked_by=asked_by, issue=issue)
