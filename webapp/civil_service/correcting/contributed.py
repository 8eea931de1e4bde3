"""What correcting adds to the room's manifest."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.civil_service.beside import FactAction, RecordPart
from webapp.civil_service.correcting.beside import open_corrections, where_wrong
from webapp.civil_service.correcting.export import CORRECTION_DOCUMENT
from webapp.civil_service.correcting.jobs import lapse_corrections
from webapp.civil_service.correcting.owners import PROOFS
from webapp.civil_service.correcting.queries import waiting_for_body, waiting_for_operator
from webapp.civil_service.correcting.reactions import REACTIONS, TEMPLATES
from webapp.civil_service.correcting.views import BLUEPRINTS
from webapp.civil_service.correcting.wording import STEPS
from webapp.civil_service.permissions import ANSWER, CONFIRM, OVERSEE
from webapp.core.text import _, _l
from webapp.ui.navigation import HomeTile, MenuItem

__all__ = ["BLUEPRINTS", "JOBS", "PLUGINS", "REACTIONS"]


JOBS: Final = (lapse_corrections,)
ANSWERS: Final = _l("Düzəliş müraciətləri")
PLUGINS: Final = (
    FactAction(_l("Səhv var?"), where_wrong),
    RecordPart("civil_service/correcting/part.html", open_corrections, order=80),
    *TEMPLATES,
    PROOFS,
    CORRECTION_DOCUMENT,
    MenuItem(
        _l("Düzəlişlər"), "civil_service_answers.index", "edit", "cabinet", ANSWER, order=13, badge=waiting_for_body
    ),
    HomeTile(
        ANSWERS,
        "civil_service_answers.index",
        "edit",
        lambda _actor: _("Qulluqçuların səhv barədə müraciətlərinə cavab verin"),
        ANSWER,
        order=13,
    ),
    MenuItem(ANSWERS, "civil_service_decisions.index", "edit", "office", CONFIRM, order=61, badge=waiting_for_operator),
    MenuItem(_l("Reyestrdən şikayətlər"), "civil_service_decisions.complaints", "scale", "office", OVERSEE, order=64),
    MenuItem(_l("Xətalar və təkliflər"), "civil_service_decisions.letters", "inbox", "office", CONFIRM, order=65),
    MenuItem(_l("Xətalar və təkliflər"), "civil_service_decisions.letters", "inbox", "office", OVERSEE, order=65),
    AuditTerm("service_correction", _l("Düzəliş müraciəti")),
    AuditTerm("service_complaint", _l("Reyestrdən şikayət")),
    AuditTerm("service_message", _l("Reyestrə dair müraciət")),
    AuditTerm("civil_service.correction_file", _l("Düzəliş müraciətinin faylı götürüldü")),
    AuditTerm("civil_service.complaint_answered", STEPS["complaint_answered"]),
    AuditTerm("civil_service.message_sent", _l("Reyestrə dair müraciət göndərildi")),
    AuditTerm("civil_service.message_taken_up", _l("Reyestrə dair müraciətə baxılmağa başlandı")),
    AuditTerm("civil_service.message_answered", _l("Reyestrə dair müraciətə cavab verildi")),
    *(AuditTerm(f"civil_service.correction_{step}", words) for step, words in STEPS.items()),
)
