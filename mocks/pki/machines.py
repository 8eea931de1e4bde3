"""Certificates of machines: TLS of the exchange and signatures of its members, all under the authority `ca`.

A member is known by the common name `INSTANCE/CLASS/CODE`, the way X-Road writes it.
"""

import ipaddress
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from mocks.pki.issuing import Leaf, issue, make_authority, name_of
from mocks.pki.pairs import load_pair, save_pair

CLIENT: Final = (ExtendedKeyUsageOID.CLIENT_AUTH,)
SERVER: Final = (ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH)
THIS_MACHINE: Final = (x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1")))

REGISTERS: Final = (
    "DIN",  # population, identity documents
    "DYP",  # road police: vehicles, inspection, licences
    "DVX",  # taxes: legal entities, debts
    "EMEK",  # labour: employment contracts
    "DSMF",  # social protection: debts of contributions
    "NOTARIAT",  # notaries: powers of attorney, leases of vehicles
    "ADLIYYE",  # justice: non-commercial entities
    "DSX",  # state border: crossings
    "ISB",  # compulsory insurance
    "EMDX",  # real estate, addresses
    "SEHIYYE",  # health: drivers' medical examinations
    "AKKRED",  # accreditation
    "TEHSIL",  # education
    "HAZIRLIQ",  # training of drivers
    "DIM",  # examination centre: civil servants, languages
    "AAK",  # attestation commission: scientific degrees
    "SXCDX",  # mobilisation and conscription: military record
    "DTX",  # state security: admission to state secrets
)
"""Providers of register data, each with a signing certificate of its own."""


def make_machines(directory: Path) -> None:
    """Write the machine authority, everybody certified by it, and one outsider certified by another authority."""
    authority = make_authority("Kabinet demo machine authority")
    foreign = make_authority("Foreign machine authority")
    save_pair(directory, "ca", authority)
    save_pair(directory, "foreign-ca", foreign)
    pairs = {
        "kabinet": issue(authority, _member("AYNA")),
        "kabinet-gateway": issue(authority, _server("kabinet-gateway", "GOV/AYNA")),
        "registers": issue(authority, _server("registers", "GOV/EHIS")),
        "registers-sign": issue(authority, _signer("EHIS")),
        "agency": issue(authority, _member("POLICE")),
        "stranger": issue(authority, _member("STRANGER")),
        # The next three claim to be the agency: only the certificate's own fault can give them away.
        "revoked": issue(authority, _member("POLICE")),
        "expired": issue(authority, _member("POLICE", expired=True)),
        "foreign": issue(foreign, _member("POLICE")),
    }
    for name, pair in pairs.items():
        save_pair(directory, name, pair)
    add_registers(directory)


def add_registers(directory: Path) -> None:
    """Certify the registers that have no certificate yet: one that joins later changes nobody else's."""
    missing = [code for code in REGISTERS if not (directory / f"registers/{code}.pem").exists()]
    if not missing:
        return
    authority = load_pair(directory, "ca")
    for code in missing:
        save_pair(directory, f"registers/{code}", issue(authority, _signer(code)))


def _member(code: str, *, expired: bool = False) -> Leaf:
    return Leaf(_member_name(code), _member_address(code), purposes=CLIENT, expired=expired)


def _signer(code: str) -> Leaf:
    return Leaf(_member_name(code), _member_address(code))


def _server(common_name: str, owner: str) -> Leaf:
    subject = name_of(common_name, organization_name=owner, serial_number=owner)
    return Leaf(subject, THIS_MACHINE, purposes=SERVER)


def _member_name(code: str) -> x509.Name:
    return name_of(f"AZ/GOV/{code}", organization_name=f"GOV/{code}", serial_number=f"GOV/{code}")


def _member_address(code: str) -> tuple[x509.GeneralName, ...]:
    return (x509.UniformResourceIdentifier(f"urn:x-road:AZ:GOV:{code}"),)
