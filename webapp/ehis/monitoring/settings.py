"""What the station knows, and that it knows no more: its environment holds no key of the house, and not its database user."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from webapp.config import SettingError, Settings
from webapp.core.crypto import key_for
from webapp.ehis.monitoring.role import station_url

PASSWORD_FILE: Final = "station_password"  # noqa: S105 - the name of a file
USER: Final = "station"
PASSED_ON: Final = ("PATH", "LANG", "LC_ALL", "TZ", "HOME", "TMPDIR", "PYTHONPATH", "PYTHONUNBUFFERED", "DATA_DIR")
LEAST: Final = 12


@dataclass(frozen=True, slots=True)
class StationSettings:
    """Where the station listens, which database it reads, and with what one enters."""

    port: int
    database_url: str
    user: str
    password: str

    @property
    def address(self) -> str:
        """The address of its first page."""
        return f"http://127.0.0.1:{self.port}/"


def read_station_settings(environ: Mapping[str, str]) -> StationSettings:
    """Return the settings in `environ`. Raises SettingError, which ends the start, when one is missing or wrong."""
    for name in ("SECRET_KEY", "DATABASE_URL"):
        if environ.get(name):
            raise SettingError(name, "nothing: the monitoring station must not know it")
    port, password = environ.get("EHIS_STATION_PORT", "8445"), environ.get("EHIS_STATION_PASSWORD", "")
    database_url = environ.get("EHIS_STATION_DATABASE_URL", "")
    if not port.isdigit():
        raise SettingError("EHIS_STATION_PORT", "a whole number")
    if not database_url.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        raise SettingError("EHIS_STATION_DATABASE_URL", "a postgresql:// address")
    if len(password) < LEAST:
        raise SettingError("EHIS_STATION_PASSWORD", f"at least {LEAST} characters")
    return StationSettings(int(port), database_url, environ.get("EHIS_STATION_USER") or USER, password)


def station_environment(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the whole environment of the station's process: nothing of `environ` that a station has no use for."""
    given = environ.get("EHIS_STATION_DATABASE_URL", "")
    return {
        **{name: environ[name] for name in PASSED_ON if name in environ},
        "EHIS_STATION_PORT": str(settings.ehis_station_port),
        "EHIS_STATION_DATABASE_URL": given or station_url(environ["DATABASE_URL"], database_password()),
        "EHIS_STATION_USER": environ.get("EHIS_STATION_USER") or USER,
        "EHIS_STATION_PASSWORD": environ.get("EHIS_STATION_PASSWORD") or entrance_password(settings.data_dir),
    }


def database_password() -> str:
    """Return the password of the station's database role: it comes from SECRET_KEY and tells nothing of it."""
    return key_for("ehis-station-database").hex()


def entrance_password(folder: Path) -> str:
    """Return the password of the station's pages, made once into the data folder, which only its owner may read."""
    kept = folder / PASSWORD_FILE
    if not kept.exists():
        try:
            with kept.open("x", encoding="ascii") as file:
                kept.chmod(0o600)
                file.write(secrets.token_urlsafe(15))
        except FileExistsError:
            pass  # another process of the same first start was quicker
    return kept.read_text(encoding="ascii")
