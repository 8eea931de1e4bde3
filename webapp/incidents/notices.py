"""What the operator's people, reporters and participants read in their notices."""

from typing import Final

from flask import url_for

from webapp.core.text import _l
from webapp.notifications.api import NoticeArea, NotificationTemplate

AREA: Final = NoticeArea("incidents", _l("İnsidentlər və nasazlıqlar"))
TEMPLATES: Final = (
    NotificationTemplate(
        "incidents.registered",
        _l("İnsident qeydə alındı"),
        _l("%(number)s: %(title)s"),
        lambda told: url_for("incidents_office.show", public_id=told["matter"]),
        sms=True,
    ),
    NotificationTemplate(
        "incidents.reported",
        _l("Nasazlıq haqqında bildiriş"),
        _l("%(number)s: %(title)s"),
        lambda told: url_for("incidents_office.fault", public_id=told["matter"]),
    ),
    NotificationTemplate(
        "incidents.report_done",
        _l("Bildirdiyiniz nasazlıq aradan qaldırıldı"),
        _l("%(number)s: %(title)s"),
        lambda told: url_for("incidents.sent", public_id=told["matter"]),
    ),
    NotificationTemplate(
        "incidents.request_came",
        _l("Nəzarət orqanının sorğusu: 24 saat"),
        _l("%(number)s: %(title)s"),
        lambda told: url_for("incidents_office.request_page", public_id=told["matter"]),
        sms=True,
    ),
    NotificationTemplate(
        "incidents.request_soon",
        _l("Sorğunun cavab müddətinə 4 saat qalıb"),
        _l("%(number)s: %(title)s"),
        lambda told: url_for("incidents_office.request_page", public_id=told["matter"]),
        sms=True,
    ),
    NotificationTemplate(
        "incidents.request_late",
        _l("Sorğunun 24 saatlıq cavab müddəti bitib"),
        _l("%(number)s: %(title)s"),
        lambda told: url_for("incidents_office.request_page", public_id=told["matter"]),
        sms=True,
    ),
    NotificationTemplate(
        "incidents.release",
        _l("Sistemin yeni versiyası: %(version)s"),
        _l("%(text)s"),
        lambda _told: url_for("incidents.releases_page"),
    ),
)
