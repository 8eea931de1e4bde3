"""Settings: a wrong variable stops the start and is named."""

import pytest

from webapp.config import SettingError, read_settings


def test_development_needs_no_variable_and_keeps_its_secret(tmp_path):
    first = read_settings({"DATA_DIR": str(tmp_path)})
    second = read_settings({"DATA_DIR": str(tmp_path)})

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert first.public_url == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("PUBLIC_URL", "kabinet.example"),
        ("DATABASE_URL", "sqlite:///x.db"),
        ("SECRET_KEY", "short"),
        ("PRODUCTION", "maybe"),
        ("SIGNING_URL", "ftp://127.0.0.1"),
        ("SESSION_IDLE_MINUTES", "0"),
    ],
)
def test_a_wrong_variable_is_named_with_what_was_expected(tmp_path, name, value):
    with pytest.raises(SettingError, match=f"{name}: expected"):
        read_settings({"DATA_DIR": str(tmp_path), name: value})


@pytest.mark.parametrize("missing", ["DATABASE_URL", "SECRET_KEY", "ASAN_ODENIS_KEY"])
def test_production_has_no_defaults_for_what_matters(tmp_path, missing):
    given = {
        "DATA_DIR": str(tmp_path),
        "PRODUCTION": "1",
        "DATABASE_URL": "postgresql://db/kabinet",
        "SECRET_KEY": "k" * 40,
        "ASAN_ODENIS_KEY": "a" * 40,
    }
    del given[missing]

    with pytest.raises(SettingError, match=missing):
        read_settings(given)


def test_cookies_may_be_strict_only_over_tls(tmp_path):
    assert read_settings({"DATA_DIR": str(tmp_path), "PUBLIC_URL": "https://kabinet.example/"}).https
    assert not read_settings({"DATA_DIR": str(tmp_path)}).https
