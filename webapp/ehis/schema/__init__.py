"""The schemas, as files beside this one, compiled once: one a register, and the one shape of signature."""

from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

from webapp.ehis.faults import Refused

FOLDER: Final = Path(__file__).parent
REGISTERS: Final = frozenset(path.stem.upper() for path in FOLDER.glob("*.xsd")) - {
    "TYPES",
    "XROAD",
    "IDENTIFIERS",
    "QUALIFYING",
    "SIGNATURE",
}
"""Member codes of the registers: each has its file here, the other files are the exchange's own."""


def namespace_of(provider: str) -> str:
    """Return the XML namespace of the services of the register with this member code."""
    return f"urn:ehis:az:gov:{provider.lower()}"


@cache
def schema_named(name: str) -> etree.XMLSchema:
    """Return the compiled schema `name` (a register's member code, or `signature`). Raises OSError without one."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    return etree.XMLSchema(etree.parse(FOLDER / f"{name.lower()}.xsd", parser))


def ensure_valid(element: etree._Element, provider: str, *, kind: str = "invalid_body") -> None:
    """Raise Refused with `kind` unless `element` is what the schema of this register describes."""
    if provider not in REGISTERS:
        raise Refused("unknown_service", "no schema for this provider")
    if not schema_named(provider).validate(element):
        raise Refused(kind, "not as the schema of the service says")
