"""What the translators' desk adds to the room's manifest."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.core.text import _l
from webapp.translations.desk import commands
from webapp.translations.desk.openapi import TEXT_PATHS
from webapp.translations.desk.tiles import waiting
from webapp.translations.desk.views import BLUEPRINTS as PAGES
from webapp.translations.permissions import VIEW
from webapp.ui.navigation import MenuItem

BLUEPRINTS: Final = PAGES
COMMANDS: Final = (commands.screenshots,)
"""They hang on `flask texts` already; named here so that nobody takes the import away."""
PLUGINS: Final = (
    MenuItem(_l("Mətnlər"), "texts.index", "language", "office", VIEW, order=60, badge=waiting),
    TEXT_PATHS,
    AuditTerm("translations.commented", _l("Mətnə qeyd yazıldı")),
    AuditTerm("translations.settled", _l("Mətnə yazılmış qeyd həll olundu")),
    AuditTerm("translations.assigned", _l("Mətnin tərcüməsi tapşırıldı")),
    AuditTerm("translations.exported", _l("Mətnlər fayl kimi endirildi")),
    AuditTerm("translations.file_read", _l("Tərcümə faylı müqayisə olundu")),
    AuditTerm("translations.file_dropped", _l("Tərcümə faylından imtina edildi")),
)
