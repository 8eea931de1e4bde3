"""The station's process gets nothing by which it could read more than statistics."""

import pytest

from webapp.config import SettingError
from webapp.core.crypto import install_secret
from webapp.ehis.monitoring.settings import (
    LEAST,
    entrance_password,
    read_station_settings,
    station_environment,
)
from webapp.processes.programs import own

HOUSE = {
    "PATH": "/bin",
    "SECRET_KEY": "s" * 40,
    "DATABASE_URL": "postgresql://owner:secret@/kabinet?host=/run/pg",
    "EHIS_KEY": "/keys/kabinet.key",
    "ASAN_LOGIN_CLIENT_SECRET": "x",
    "PROMETHEUS_MULTIPROC_DIR": "/metrics",
}


@pytest.fixture
def environ(settings):
    install_secret("s" * 40)
    return station_environment(settings, HOUSE)


def test_no_key_no_owner_of_the_database_and_no_certificate(environ, settings):
    assert set(environ) == {
        "PATH",
        "EHIS_STATION_PORT",
        "EHIS_STATION_DATABASE_URL",
        "EHIS_STATION_USER",
        "EHIS_STATION_PASSWORD",
    }
    everything = " ".join(environ.values())
    assert "s" * 40 not in everything
    assert "secret" not in everything
    read = read_station_settings(environ)
    assert read.database_url.startswith("postgresql://kabinet_station:")
    assert read.database_url.endswith("@/kabinet?host=%2Frun%2Fpg")
    assert read.password == entrance_password(settings.data_dir)


def test_the_house_starts_it_that_way(settings):
    install_secret("s" * 40)
    (program,) = [one for one in own(settings) if one.name == "station"]
    assert "SECRET_KEY" not in program.environment(HOUSE)
    assert program.port == settings.ehis_station_port
    others = [one for one in own(settings) if one.name != "station"]
    assert all(one.environment(HOUSE) == HOUSE for one in others)


def test_an_administrators_own_role_and_password_are_taken(settings):
    install_secret("s" * 40)
    own_words = {"EHIS_STATION_DATABASE_URL": "postgresql://theirs:x@db/kabinet", "EHIS_STATION_PASSWORD": "p" * LEAST}
    read = read_station_settings(station_environment(settings, HOUSE | own_words))
    assert (read.database_url, read.password) == (own_words["EHIS_STATION_DATABASE_URL"], "p" * LEAST)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "s" * 40),
        ("DATABASE_URL", "postgresql://owner@/kabinet"),
        ("EHIS_STATION_DATABASE_URL", ""),
        ("EHIS_STATION_DATABASE_URL", "sqlite://"),
        ("EHIS_STATION_PASSWORD", "short"),
        ("EHIS_STATION_PORT", "eight"),
    ],
)
def test_it_does_not_start_knowing_too_much_or_too_little(environ, name, value):
    with pytest.raises(SettingError, match=name):
        read_station_settings(environ | {name: value})


def test_the_password_is_made_once_and_is_its_owners(tmp_path):
    made = entrance_password(tmp_path)
    assert len(made) >= LEAST
    assert entrance_password(tmp_path) == made
    assert (tmp_path / "station_password").stat().st_mode & 0o077 == 0
