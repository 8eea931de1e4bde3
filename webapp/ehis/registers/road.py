"""Road police: vehicles, inspections, licences."""

import re
from typing import Final

from webapp.ehis.answers import Answers, Inspection, Licence, Restriction, Vehicle
from webapp.ehis.policy import Purpose
from webapp.ehis.registers.asking import ask

PLATE: Final = re.compile(r"(\d{2})([A-Z]{2})(\d{3})")


def get_vehicle(plate: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> Vehicle:
    """Return the vehicle with this plate, written with or without hyphens and spaces (charter 5.2.10)."""
    return ask(Vehicle, "getVehicle", {"plate": normal_plate(plate)}, purpose=purpose, asked_by=asked_by, issue=issue)[
        0
    ]


def vehicles_of(owner: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> Answers[Vehicle]:
    """Return the vehicles registered on this VÖEN or FİN; empty when none."""
    return ask(Vehicle, "listVehiclesByOwner", {"owner": owner}, purpose=purpose, asked_by=asked_by, issue=issue)


def get_inspection(plate: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> Inspection:
    """Return the last technical inspection of the vehicle with this plate (charter 5.2.10)."""
    return ask(
        Inspection, "getInspection", {"plate": normal_plate(plate)}, purpose=purpose, asked_by=asked_by, issue=issue
    )[0]


def get_licence(fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> Licence:
    """Return the driving licence of the person with this FİN (charter 5.2.4)."""
    return ask(Licence, "getLicence", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)[0]


def restrictions_of(
    fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[Restriction]:
    """Return what binds the driver with this FİN: conditions, suspensions, withdrawals; empty when nothing."""
    return ask(Restriction, "getRestrictions", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)


def normal_plate(typed: str) -> str:
    """Return a plate as the register writes it, 10-AB-123; what is no such plate comes back upper-cased."""
    plain = re.sub(r"[\s\-]", "", typed).upper()
    found = PLATE.fullmatch(plain)
    return "-".join(found.groups()) if found else plain
