"""Tables of ehis, each declared where it belongs; this module makes them known to the house's metadata."""

from webapp.ehis.asking import models as asking
from webapp.ehis.directory import models as directory
from webapp.ehis.journal import models as journal
from webapp.ehis.monitoring import models as monitoring
from webapp.ehis.server import models as server

__all__ = ["asking", "directory", "journal", "monitoring", "server"]
