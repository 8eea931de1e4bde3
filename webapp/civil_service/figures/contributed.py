"""What the package adds to the room's manifest."""

from webapp.audit.api import AuditTerm
from webapp.civil_service.figures.jobs import JOBS
from webapp.civil_service.figures.offer import OPEN_FIGURES
from webapp.civil_service.figures.open_views import pages
from webapp.civil_service.figures.publication_views import office_pages
from webapp.civil_service.figures.views import body_pages
from webapp.civil_service.permissions import BODY_FIGURES, FIGURES
from webapp.core.text import _, _l
from webapp.ui.navigation import HomeTile, MenuItem

__all__ = ["BLUEPRINTS", "JOBS", "PLUGINS"]

BLUEPRINTS = (office_pages, body_pages, pages)
PLUGINS = (
    OPEN_FIGURES,
    MenuItem(_l("Dövlət qulluğunun göstəriciləri"), "civil_figures.overview", "chart", "office", FIGURES, order=74),
    MenuItem(_l("Kadr göstəriciləri"), "civil_body_figures.own_overview", "chart", "cabinet", BODY_FIGURES, order=66),
    HomeTile(
        _l("Kadr göstəriciləri"),
        "civil_body_figures.own_overview",
        "chart",
        lambda _actor: _("Qulluqçular, vakansiyalar, pensiya yaşı, axıcılıq"),
        BODY_FIGURES,
        order=66,
    ),
    AuditTerm("service_figures", _l("Dövlət qulluğunun göstəriciləri")),
    AuditTerm("civil_service.figures_corrected", _l("Dərc olunmuş açıq göstəricilər düzəldildi")),
    AuditTerm("civil_service.figures_taken", _l("Dövlət qulluğunun göstəriciləri fayl kimi götürüldü")),
)
