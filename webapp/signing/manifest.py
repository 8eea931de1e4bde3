"""What the room contributes."""

import logging
from typing import Final

from flask import Flask

from webapp.audit.api import AuditTerm
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.signing import quick_asn1
from webapp.signing.devices.contributed import BLUEPRINTS, PLUGINS
from webapp.signing.jobs import collect, start, sweep, withdraw
from webapp.signing.pades import hex_strings
from webapp.signing.permissions import DEVICES, ROLES
from webapp.signing.views import signing

TALKATIVE: Final = ("pyhanko", "pyhanko_certvalidator")


def tame_libraries(_app: Flask) -> None:
    """Silence pyHanko: it writes the names in certificates, which are personal data, into its warnings. Let it read quicker."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    hex_strings.install()
    quick_asn1.install()


SUBSYSTEM = Subsystem(
    name="signing",
    blueprints=(signing, *BLUEPRINTS),
    permissions=(DEVICES,),
    roles=ROLES,
    jobs=(start, collect, withdraw, sweep),
    setup=tame_libraries,
    plugins=(
        *PLUGINS,
        AuditTerm("signature_request", _l("İmza sorğusu")),
        AuditTerm("signing.requested", _l("İmza istənildi")),
        AuditTerm("signing.sent", _l("İmza sorğusu telefona göndərildi")),
        AuditTerm("signing.completed", _l("Sənəd imzalandı")),
        AuditTerm("signing.refused", _l("İmzalamaqdan imtina edildi")),
        AuditTerm("signing.timed_out", _l("İmzalama vaxtı bitdi")),
        AuditTerm("signing.failed", _l("İmza qəbul edilmədi")),
        AuditTerm("signing.cancelled", _l("İmzalama ləğv edildi")),
        AuditTerm("signing.late_answer_ignored", _l("Gecikmiş imza istifadə olunmadı")),
    ),
)
