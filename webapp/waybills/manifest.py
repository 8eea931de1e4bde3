"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.cabinets.api import DataExport
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.signing.api import SignaturePurpose
from webapp.ui.navigation import MenuItem
from webapp.waybills.demo import seed_drafts
from webapp.waybills.documents import WAYBILL_DOCUMENT
from webapp.waybills.driving.contributed import BLUEPRINTS as PHONE_BLUEPRINTS
from webapp.waybills.driving.contributed import JOBS as PHONE_JOBS
from webapp.waybills.driving.contributed import PLUGINS as PHONE
from webapp.waybills.evidence.contributed import BLUEPRINTS as EVIDENCE_BLUEPRINTS
from webapp.waybills.evidence.contributed import COMMANDS as EVIDENCE_COMMANDS
from webapp.waybills.evidence.contributed import JOBS as EVIDENCE_JOBS
from webapp.waybills.evidence.contributed import PERMISSIONS as EVIDENCE_PERMISSIONS
from webapp.waybills.evidence.contributed import PLUGINS as EVIDENCE
from webapp.waybills.evidence.contributed import ROLES as EVIDENCE_ROLES
from webapp.waybills.exchange import SERVICES
from webapp.waybills.export import driven
from webapp.waybills.finding.contributed import PLUGINS as FINDING
from webapp.waybills.import_jobs import begin_imported, name_imported
from webapp.waybills.jobs import close_what_is_over, look_up_parties
from webapp.waybills.machine.contributed import BLUEPRINTS as MACHINE_BLUEPRINTS
from webapp.waybills.machine.contributed import PLUGINS as MACHINE
from webapp.waybills.machine.contributed import REACTIONS as MACHINE_REACTIONS
from webapp.waybills.notices import TEMPLATES
from webapp.waybills.offers import WAYBILL
from webapp.waybills.permissions import (
    INSPECTOR,
    WAYBILLS_AREA,
    WAYBILLS_DRIVE,
    WAYBILLS_EDIT,
    WAYBILLS_INSPECT,
    WAYBILLS_SIGN,
    WAYBILLS_VIEW,
)
from webapp.waybills.reactions import REACTIONS
from webapp.waybills.rules import Action
from webapp.waybills.services.asking import PURPOSES, TITLES
from webapp.waybills.tiles import FIGURES
from webapp.waybills.tiles import TILES as HOME_TILES
from webapp.waybills.views import BLUEPRINTS, return_to, waiting
from webapp.waybills.wording import DONE

SUBSYSTEM = Subsystem(
    name="waybills",
    blueprints=(*BLUEPRINTS, *PHONE_BLUEPRINTS, *EVIDENCE_BLUEPRINTS, *MACHINE_BLUEPRINTS),
    permissions=(WAYBILLS_VIEW, WAYBILLS_EDIT, WAYBILLS_SIGN, WAYBILLS_DRIVE, WAYBILLS_INSPECT, *EVIDENCE_PERMISSIONS),
    areas=(WAYBILLS_AREA,),
    roles=(INSPECTOR, *EVIDENCE_ROLES),
    reactions=(*REACTIONS, *MACHINE_REACTIONS),
    jobs=(look_up_parties, close_what_is_over, begin_imported, name_imported, *PHONE_JOBS, *EVIDENCE_JOBS),
    commands=EVIDENCE_COMMANDS,
    seed=seed_drafts,
    plugins=(
        *EVIDENCE,
        *FINDING,
        *MACHINE,
        *PHONE,
        *SERVICES,
        MenuItem(_l("Qaimələr"), "waybills.index", "files", "cabinet", WAYBILLS_VIEW, order=20, badge=waiting),
        MenuItem(_l("Reyslərim"), "waybills.trips", "steering", "cabinet", WAYBILLS_DRIVE, order=25),
        MenuItem(_l("Qaimə yoxlaması"), "waybills_office.search", "scan", "office", WAYBILLS_INSPECT, order=20),
        *(SignaturePurpose(PURPOSES[action], TITLES[action], return_to) for action in PURPOSES),
        *HOME_TILES,
        *FIGURES,
        WAYBILL_DOCUMENT,
        WAYBILL,
        DataExport("waybills_driven", driven),
        *TEMPLATES,
        AuditTerm("waybill", _l("Yük qaiməsi")),
        AuditTerm("waybill_import", _l("Qaimələr cədvəli")),
        AuditTerm("waybills.imported", _l("Qaimələr cədvəli oxundu")),
        AuditTerm("waybills.import_wanted", _l("Cədvəlin qaralamaları istənildi")),
        AuditTerm("waybills.started", _l("Qaimə qaralaması açıldı")),
        AuditTerm("waybills.shared", _l("Qaralama o biri tərəfə göndərildi")),
        AuditTerm("waybills.discarded", _l("Qaimə qaralaması silindi")),
        *(AuditTerm(f"waybills.{action.value}", DONE[action]) for action in Action),
    ),
)
