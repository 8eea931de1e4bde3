"""What must be there before this process may be sent requests."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from webapp.config import ROOT
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction

if TYPE_CHECKING:
    from alembic.config import Config

HEARTBEAT_LIFE: Final = timedelta(seconds=150)


def checks() -> dict[str, str]:
    """Return part -> `ok` or what is wrong with it, for database, migrations and worker."""
    try:
        with transaction(read_only=True):
            db.session().execute(text("SELECT 1"))
            return {"database": "ok", "migrations": _migrations(), "worker": _worker()}
    except (SQLAlchemyError, OSError):
        return {"database": "does not answer", "migrations": "unknown", "worker": "unknown"}


def alembic_config() -> "Config":
    """Return Alembic's configuration for this tree; it needs no ini file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config


def _migrations() -> str:
    from alembic.runtime.migration import MigrationContext  # six megabytes, where nobody asks for readiness for nothing
    from alembic.script import ScriptDirectory

    expected = set(ScriptDirectory.from_config(alembic_config()).get_heads())
    applied = set(MigrationContext.configure(db.session().connection()).get_current_heads())
    return "ok" if applied == expected else "the database is at another version than the code"


def _worker() -> str:
    last = db.session().execute(text("SELECT max(last_heartbeat) FROM procrastinate_workers")).scalar()
    if last is None:
        return "no worker has reported"
    return "ok" if now() - last < HEARTBEAT_LIFE else "no worker has reported lately"
