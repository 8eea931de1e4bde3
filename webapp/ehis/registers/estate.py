"""Real estate, on a reasoned request only (charter 5.2.11), and addresses."""

from webapp.ehis.answers import Answers, EstateRight, ResolvedAddress
from webapp.ehis.policy import Purpose
from webapp.ehis.registers.asking import ask, ensure_ground


def estate_rights_of(
    holder: str, *, ground: str, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[EstateRight]:
    """Return the registered rights of this VÖEN or FİN. `ground` is why; it is sent and kept. Raises GroundNeeded."""
    parameters = {"holder": holder, "ground": ensure_ground(ground)}
    return ask(EstateRight, "getRights", parameters, purpose=purpose, asked_by=asked_by, issue=issue)


def estate_extract(
    register_number: str, *, ground: str, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[EstateRight]:
    """Return every right on the property with this register number. `ground` is sent and kept. Raises GroundNeeded."""
    parameters = {"registerNumber": register_number, "ground": ensure_ground(ground)}
    return ask(EstateRight, "getExtract", parameters, purpose=purpose, asked_by=asked_by, issue=issue)


def resolve_address(
    address: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> ResolvedAddress:
    """Return today's form of an address written the old way (decision 615/2017, annex 2, 6.2)."""
    return ask(
        ResolvedAddress, "resolveAddress", {"address": address}, purpose=purpose, asked_by=asked_by, issue=issue
    )[0]
