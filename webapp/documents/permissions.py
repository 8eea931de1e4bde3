"""The right to see what was issued: everybody one's own; for a firm by area, as its head gives it."""

from typing import Final

from webapp.core.permissions import Area, Permission
from webapp.core.text import _l

DOCUMENTS_VIEW: Final = Permission(
    "documents.view", _l("Sənədləri görmək, göstərmək və yükləmək"), area="documents", everybody=True
)
DOCUMENTS_AREA: Final = Area(
    "documents", _l("Sənədlər"), _l("İcazələr, kartlar və başqa verilmiş sənədlər: vəziyyəti, QR kodu, faylları")
)
