"""Settings of the two servers, each change a new version with its author, its moment, the old and the new value."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.permissions import ensure_may
from webapp.ehis.permissions import STEER_SERVER
from webapp.ehis.server.administrator import ensure_appointed
from webapp.ehis.server.models import SettingVersion

SERVER_ID: Final = "server_id"
CENTRAL_SERVERS: Final = "central_servers"
ADAPTER: Final = "adapter"
MAPPING: Final = "mapping."
SETTING: Final = "ehis.server_setting"


def current(name: str) -> str | None:
    """Return what the setting `name` says now, None when it was never set. Needs a transaction."""
    newest = select(SettingVersion.value).where(SettingVersion.name == name).order_by(SettingVersion.version.desc())
    return db.session().scalar(newest.limit(1))


def history(*names: str, most: int = 50) -> Sequence[SettingVersion]:
    """Return the versions of these settings, newest first. Needs a transaction."""
    wanted = select(SettingVersion).where(SettingVersion.name.in_(names)).order_by(SettingVersion.id.desc())
    return db.session().scalars(wanted.limit(most)).all()


def change(name: str, value: str, *, actor: Actor) -> bool:
    """Make a new version that says `value`; return whether it differs from the one before.

    Inside a transaction. Raises Forbidden, AdministratorMissing.
    """
    ensure_may(actor, STEER_SERVER)
    ensure_appointed()
    db.session().execute(select(func.pg_advisory_xact_lock(func.hashtext(f"{SETTING}:{name}"))))
    newest = select(SettingVersion).where(SettingVersion.name == name).order_by(SettingVersion.version.desc()).limit(1)
    former = db.session().scalar(newest)
    if former is not None and former.value == value:
        return False
    version, old = (former.version + 1, former.value) if former else (1, None)
    row = SettingVersion(name=name, version=version, value=value, former=old, changed_by=actor.name, at=now())
    db.session().add(row)
    detail = {"version": version, "former": old or "", "value": value}
    record("ehis.server_setting_changed", actor=actor, object_type=SETTING, object_key=name, detail=detail)
    return True


def central_servers() -> tuple[str, ...]:
    """Return the addresses of the central servers. Needs a transaction."""
    return tuple((current(CENTRAL_SERVERS) or "").split())
