"""Demo data of the directory: we ourselves, the outside agency, what we provide. A second run changes nothing."""

import hashlib
from typing import Final

from webapp.core.actor import SYSTEM
from webapp.ehis import profile
from webapp.ehis.directory.finding import locked_version
from webapp.ehis.directory.members import register_client, register_member
from webapp.ehis.directory.publishing import draft_version, publish_version, register_service
from webapp.ehis.directory.queries import clients, members, rights, services
from webapp.ehis.directory.rights import grant_right
from webapp.ehis.errors import UnknownVersion
from webapp.ehis.provider.service import ProvidedService, provided
from webapp.ehis.provider.xsd import schema_text

US: Final = f"{profile.INSTANCE}/{profile.OUR_CLASS}/{profile.OUR_CODE}"
POLICE: Final = "AZ/GOV/POLICE"
AGENCY: Final = f"{POLICE}/checks"
MEMBERS: Final = (
    (US, "Azərbaycan Yerüstü Nəqliyyat Agentliyi", "9900090011", profile.OUR_SUBSYSTEM),
    (POLICE, "Baş Dövlət Yol Polisi İdarəsi", "9900090021", "checks"),
)
NOT_FOR_THE_AGENCY: Final = "driverCertificates"
SERVICES: Final = {
    "carrierStatus": "Daşıyıcının vəziyyəti",
    "permitCardByPlate": "Buraxılış kartı (qeydiyyat nişanı üzrə)",
    "driverCertificates": "Sürücünün hazırlıq şəhadətnamələri",
    "waybillByNumber": "Əmtəə-nəqliyyat qaiməsi (nömrə üzrə)",
    "waybillsByPlate": "Nəqliyyat vasitəsinin qüvvədə olan qaimələri",
    "tripPassengers": "Reysin sərnişin sayı",
}
KEPT: Final = "Sorğu və cavabın tam mətni, imzaları, vaxtı və göndərəni"
KEPT_DAYS: Final = 3 * 365


def seed_directory() -> None:
    """Register the demo participants and connect what the rooms provide, inside the open transaction."""
    known, systems = {member.code for member in members()}, {client.path for client in clients()}
    for code, name, voen, subsystem in MEMBERS:
        if code not in known:
            register_member(code, name, voen, actor=SYSTEM)
        if f"{code}/{subsystem}" not in systems:
            register_client(code, subsystem, actor=SYSTEM)
    _name_services()
    for service in provided():
        _connect(service)


def _name_services() -> None:
    """Name every service of the contract; the agency gets its rights with the name, before the service answers."""
    known = services()
    granted = {right.service for right in rights(client=AGENCY)}
    titles = SERVICES | {service.code: service.title for service in provided()}
    for code, title in titles.items():
        if code not in known:
            register_service(code, title, actor=SYSTEM)
        if code in SERVICES and code not in granted and code != NOT_FOR_THE_AGENCY:
            grant_right(AGENCY, code, contract="DEMO-2026/01", actor=SYSTEM)


def _connect(service: ProvidedService) -> None:
    """Make the version live; one that is live follows the code here, because nobody has contracted for demo data."""
    schema = schema_text(service)
    try:
        row = locked_version(service.code, service.version)
    except UnknownVersion:
        draft_version(service.code, service.version, schema, actor=SYSTEM)
        publish_version(service.code, service.version, archive_what=KEPT, archive_days=KEPT_DAYS, actor=SYSTEM)
        return
    row.schema, row.schema_sha256 = schema, hashlib.sha256(schema.encode()).digest()
