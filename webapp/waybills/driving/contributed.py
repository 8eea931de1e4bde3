"""What the driver's phone adds to the room's manifest."""

from typing import Final

from flask import url_for

from webapp.audit.api import AuditTerm
from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate
from webapp.waybills.driving.blueprint import driving_api
from webapp.waybills.driving.jobs import stamp_statement
from webapp.waybills.driving.openapi import DRIVING_PATHS
from webapp.waybills.driving.photos import OWNER, PHOTO


def _trips(_params: dict[str, str]) -> str:
    return url_for("waybills.trips")


def _waybill(params: dict[str, str]) -> str:
    return url_for("waybills.show", public_id=params["waybill"])


BLUEPRINTS: Final = (driving_api,)
JOBS: Final = (stamp_statement,)
PLUGINS: Final = (
    DRIVING_PATHS,
    OWNER,
    PHOTO,
    NotificationTemplate(
        "waybills.phone_refused",
        _l("Telefonla etdiyiniz qeyd tətbiq olunmadı"),
        _l("%(number)s nömrəli qaimə, “%(what)s”: %(why)s Qeydiniz telefonunuzda saxlanılır."),
        _trips,
        sms=True,
    ),
    NotificationTemplate(
        "waybills.countersign",
        _l("Yükün qəbulunu elektron imza ilə təsdiqləyin"),
        _l("%(number)s nömrəli qaimə üzrə yük telefonun açarı ilə qəbul edilib. Qanun elektron imzanı da tələb edir."),
        _waybill,
        sms=False,
    ),
    AuditTerm("waybills.phone_refused", _l("Sürücünün telefonla etdiyi qeyd tətbiq olunmadı")),
    AuditTerm("waybills.photos_seen", _l("Yükün şəkillərinə baxıldı")),
)
