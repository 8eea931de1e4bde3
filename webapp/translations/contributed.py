"""What the translators' desk adds to the room's manifest."""

from typing import Any, Final

from flask import url_for

from webapp.audit.api import AuditTerm
from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate
from webapp.translations.desk import commands
from webapp.translations.desk.discussing import ASSIGNED
from webapp.translations.desk.openapi import TEXT_PATHS
from webapp.translations.desk.tiles import waiting
from webapp.translations.desk.views import BLUEPRINTS as PAGES
from webapp.translations.permissions import VIEW
from webapp.ui.navigation import MenuItem


def _text(params: dict[str, Any]) -> str:
    return url_for("texts.edit", language=params["language"], key=params["key"])


BLUEPRINTS: Final = PAGES
COMMANDS: Final = (commands.screenshots,)
"""They hang on `flask texts` already; named here so that nobody takes the import away."""
PLUGINS: Final = (
    MenuItem(_l("Mətnlər"), "texts.index", "language", "office", VIEW, order=60, badge=waiting),
    TEXT_PATHS,
    NotificationTemplate(
        ASSIGNED,
        _l("Sizə mətn tapşırılıb"),
        _l("Tərcümə edin: “%(text)s”"),
        _text,
        sample={"language": "en", "key": "0" * 20, "text": "Qaimə imzalandı."},
    ),
    AuditTerm("translations.commented", _l("Mətnə qeyd yazıldı")),
    AuditTerm("translations.settled", _l("Mətnə yazılmış qeyd həll olundu")),
    AuditTerm("translations.assigned", _l("Mətnin tərcüməsi tapşırıldı")),
    AuditTerm("translations.exported", _l("Mətnlər fayl kimi endirildi")),
    AuditTerm("translations.file_read", _l("Tərcümə faylı müqayisə olundu")),
    AuditTerm("translations.file_dropped", _l("Tərcümə faylından imtina edildi")),
)
