"""Certificates of machines: TLS of the exchange and signatures of its members, all under the authority `ca`.

A member is known by the common name `INSTANCE/CLASS/CODE`, the way X-Road writes it.
"""

import ipaddress
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from mocks.pki.issuing import Leaf, issue, make_authority, name_of
from mocks.pki.pairs import save_pair

CLIENT: Final = (ExtendedKeyUsageOID.CLIENT_AUTH,)
SERVER: Final = (ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH)
THIS_MACHINE: Final = (x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1")))

# Providers of register data: population and identity, road police, taxes, labour, social protection, notaries.
REGISTERS: Final = ("DIN", "DYP", "DVX", "EMEK", "DSMF", "NOTARIAT")


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
    pairs |= {f"registers/{code}": issue(authority, _signer(code)) for code in REGISTERS}
    for name, pair in pairs.items():
        save_pair(directory, name, pair)


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
