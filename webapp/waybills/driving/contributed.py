"""What the driver's phone adds to the room's manifest."""

from typing import Final

from flask import url_for

from webapp.audit.api import AuditTerm
from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate
from webapp.waybills.driving.blueprint import driving_api
from webapp.waybills.driving.jobs import stamp_statement
from webapp.waybills.driving.photos import OWNER, PHOTO


def _trips(_params: dict[str, str]) -> str:
    return url_for("waybills.trips")


BLUEPRINTS: Final = (driving_api,)
JOBS: Final = (stamp_statement,)
PLUGINS: Final = (
    OWNER,
    PHOTO,
    NotificationTemplate(
        "waybills.phone_refused",
        _l("Telefonla etdiyiniz qeyd tətbiq olunmadı"),
        _l("%(number)s nömrəli qaimə, “%(what)s”: %(why)s Qeydiniz telefonunuzda saxlanılır."),
        _trips,
        sms=True,
    ),
    AuditTerm("waybills.phone_refused", _l("Sürücünün telefonla etdiyi qeyd tətbiq olunmadı")),
    AuditTerm("waybills.photos_seen", _l("Yükün şəkillərinə baxıldı")),
)
