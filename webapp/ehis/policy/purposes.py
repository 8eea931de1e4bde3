"""Why a register may be asked, and by whom."""

from enum import StrEnum
from typing import Final

from webapp.core.text import Text, _l


class Purpose(StrEnum):
    """Why a register is asked; it is written into the archive and shown to the person concerned."""

    CABINET = "cabinet"
    DELEGATION = "delegation"
    FLEET = "fleet"
    WAYBILL = "waybill"
    PERMIT = "permit"
    CONTROL = "control"
    WORKSHOP = "workshop"
    INFRASTRUCTURE = "infrastructure"
    CIVIL_SERVICE = "civil_service"
    TICKET = "ticket"


class Role(StrEnum):
    """In what capacity somebody asks: the cabinet's user for their own affairs, an office role, or a job by itself."""

    CABINET = "cabinet"
    CASE_OFFICER = "case_officer"
    HEAD_OF_SECTION = "head_of_section"
    INSPECTOR = "inspector"
    JOB = "job"


PURPOSE_NAMES: Final[dict[Purpose, Text]] = {
    Purpose.CABINET: _l("Kabinetin açılması və yenilənməsi"),
    Purpose.DELEGATION: _l("Səlahiyyətli şəxsin təyin edilməsi"),
    Purpose.FLEET: _l("Nəqliyyat parkının və sürücülərin yoxlanılması"),
    Purpose.WAYBILL: _l("Əmtəə-nəqliyyat qaiməsinin tərtibi"),
    Purpose.PERMIT: _l("İcazə üzrə müraciətə baxılması"),
    Purpose.CONTROL: _l("Yolda nəzarət"),
    Purpose.WORKSHOP: _l("Taxoqraf servis mərkəzlərinin uçotu"),
    Purpose.INFRASTRUCTURE: _l("İnfrastruktur obyektinin sahibinin müraciətinə baxılması"),
    Purpose.CIVIL_SERVICE: _l("Dövlət qulluqçularının reyestrinin aparılması"),
    Purpose.TICKET: _l("Avtobus biletinin satışı"),
}


def purpose_name(purpose: str) -> Text:
    """Return the purpose in words, or the code itself when nobody knows it any more."""
    return PURPOSE_NAMES[Purpose(purpose)] if purpose in set(Purpose) else purpose
