"""What the room contributes."""

from typing import Any

from webapp.core.registry import Subsystem
from webapp.ehis.asking import commands as _asking_commands  # noqa: F401 - adds its commands to the group
from webapp.ehis.asking.jobs import JOBS as ASKING_JOBS
from webapp.ehis.asking.pages import asking_pages
from webapp.ehis.asking.terms import PLUGINS as ASKING_PLUGINS
from webapp.ehis.commands import exchange_commands
from webapp.ehis.directory.seed import seed_directory
from webapp.ehis.directory.terms import TERMS
from webapp.ehis.gateway.jobs import JOBS as GATEWAY_JOBS
from webapp.ehis.installation import install_settings
from webapp.ehis.journal.gateways import install_authority
from webapp.ehis.journal.jobs import JOBS as JOURNAL_JOBS
from webapp.ehis.journal.keeping_views import keeping_pages
from webapp.ehis.journal.seed import seed_readers
from webapp.ehis.journal.terms import PLUGINS as JOURNAL_PLUGINS
from webapp.ehis.journal.views import journal_pages
from webapp.ehis.monitoring.commands import station_commands
from webapp.ehis.monitoring.pages import GLANCE, glance_pages
from webapp.ehis.permissions import PERMISSIONS, ROLES
from webapp.ehis.provider.calling import PROVIDED_TERM
from webapp.ehis.server.jobs import JOBS as SERVER_JOBS
from webapp.ehis.server.pages import server_pages
from webapp.ehis.server.place import install_place
from webapp.ehis.server.seed import seed_server
from webapp.ehis.server.terms import PLUGINS as SERVER_PLUGINS


def _setup(app: Any) -> None:
    """Remember where the exchange is; nothing is read or connected before the first question."""
    install_settings(app.settings)
    install_authority(app.settings)
    install_place(app.settings)


def _seed() -> None:
    """Fill the directory, name who may read messages, set up our security server."""
    seed_directory()
    seed_readers()
    seed_server()


SUBSYSTEM = Subsystem(
    name="ehis",
    blueprints=(journal_pages, keeping_pages, asking_pages, glance_pages, server_pages),
    permissions=PERMISSIONS,
    roles=ROLES,
    jobs=(*GATEWAY_JOBS, *JOURNAL_JOBS, *ASKING_JOBS, *SERVER_JOBS),
    commands=(
        exchange_commands,
        station_commands,
    ),
    plugins=(*TERMS, PROVIDED_TERM, *JOURNAL_PLUGINS, *ASKING_PLUGINS, GLANCE, *SERVER_PLUGINS),
    setup=_setup,
    seed=_seed,
)
