"""Settings: read once from the environment, frozen, wrong ones stop the start with the variable's name.

The variables and their defaults for development are those of README's table.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypedDict
from urllib.parse import urlsplit

from dotenv import dotenv_values

ROOT: Final = Path(__file__).resolve().parent.parent
MAX_PORT: Final = 65535
MIN_SECRET: Final = 32


class SettingError(SystemExit):
    """A variable is missing or wrong: the start stops and names it."""

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(f"{name}: expected {expected}. See the table of variables in README.md.")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between machines. Paths are absolute, addresses have no trailing slash."""

    data_dir: Path
    host: str
    port: int
    metrics_port: int
    public_url: str
    database_url: str | None
    secret_key: str
    production: bool
    asan_login_issuer: str
    asan_login_client_id: str
    asan_login_client_secret: str
    ehis_url: str
    ehis_cert: Path
    ehis_key: Path
    ehis_ca: Path
    ehis_gateway_port: int
    ehis_adapter_port: int
    ehis_adapter_tls: bool
    ehis_station_port: int
    signing_url: str
    signing_client_id: str
    signing_client_secret: str
    signing_ca: Path
    seal_cert: Path
    seal_key: Path
    messaging_url: str
    messaging_secret: str
    asan_odenis_url: str
    asan_odenis_key: str
    stripe_api_base: str
    stripe_api_key: str
    stripe_webhook_secret: str
    apple_pass: tuple[Path, Path, Path] | None
    google_wallet: tuple[Path, str] | None
    ratelimit_storage_uri: str
    files_url: str
    clamav_address: str
    catalogue_links: bool
    session_idle_minutes: int
    session_absolute_hours: int
    verify_per_minute: int
    api_per_minute: int

    @property
    def https(self) -> bool:
        """Whether the public address is served over TLS, so that cookies may carry Secure and the __Host- prefix."""
        return self.public_url.startswith("https://")

    @property
    def ehis_adapter_url(self) -> str:
        """Where the adaptation server of this machine stands as long as nobody said otherwise."""
        return f"http{'s' if self.ehis_adapter_tls else ''}://127.0.0.1:{self.ehis_adapter_port}"


class _Reader:
    """Takes typed values out of an environment and names the variable that is wrong."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ

    def text(self, name: str, default: str) -> str:
        return self.environ.get(name, "").strip() or default

    def integer(self, name: str, default: int, *, least: int = 1, most: int = 1_000_000) -> int:
        raw = self.text(name, str(default))
        if not raw.isdigit() or not least <= int(raw) <= most:
            raise SettingError(name, f"a whole number from {least} to {most}, got {raw!r}")
        return int(raw)

    def url(self, name: str, default: str) -> str:
        raw = self.text(name, default).rstrip("/")
        parts = urlsplit(raw)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise SettingError(name, f"an http(s) address, got {raw!r}")
        return raw

    def path(self, name: str, default: Path) -> Path:
        return Path(self.text(name, str(default))).expanduser().absolute()

    def yes(self, name: str) -> bool:
        raw = self.text(name, "0").lower()
        if raw not in {"0", "1", "true", "false", "yes", "no"}:
            raise SettingError(name, f"0 or 1, got {raw!r}")
        return raw in {"1", "true", "yes"}


def environment() -> dict[str, str]:
    """Return the process environment over the values of a `.env` file at the root, if there is one."""
    from_file = {name: value for name, value in dotenv_values(ROOT / ".env").items() if value is not None}
    return {**from_file, **os.environ}


def bare_environment() -> dict[str, str]:
    """Return the process environment alone: for a program that must not see what stands in the house's `.env` file."""
    return dict(os.environ)


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of this process. Raises SettingError, which ends the start, when one is wrong."""
    read = _Reader(environment() if environ is None else environ)
    data_dir = read.path("DATA_DIR", ROOT / ".data")
    production = read.yes("PRODUCTION")
    host = read.text("HOST", "127.0.0.1")
    port = read.integer("PORT", 8000, most=MAX_PORT)
    pki = data_dir / "pki"
    return Settings(
        data_dir=data_dir,
        host=host,
        port=port,
        metrics_port=read.integer("METRICS_PORT", 8009, most=MAX_PORT),
        public_url=read.url("PUBLIC_URL", f"http://{host}:{port}"),
        database_url=_database_url(read, production=production),
        secret_key=_secret_key(read, data_dir, production=production),
        production=production,
        asan_login_issuer=read.url("ASAN_LOGIN_ISSUER", "http://127.0.0.1:8101"),
        asan_login_client_id=read.text("ASAN_LOGIN_CLIENT_ID", "kabinet"),
        asan_login_client_secret=read.text("ASAN_LOGIN_CLIENT_SECRET", "kabinet-demo-secret"),
        **_exchange(read, pki),
        signing_url=read.url("SIGNING_URL", "http://127.0.0.1:8105"),
        signing_client_id=read.text("SIGNING_CLIENT_ID", "kabinet"),
        signing_client_secret=read.text("SIGNING_CLIENT_SECRET", "kabinet-signing-secret"),
        signing_ca=read.path("SIGNING_CA", pki / "esign-root.pem"),
        seal_cert=read.path("SEAL_CERT", pki / "seal.pem"),
        seal_key=read.path("SEAL_KEY", pki / "seal.key"),
        messaging_url=read.url("MESSAGING_URL", "http://127.0.0.1:8106"),
        messaging_secret=_messaging_secret(read, production=production),
        **_paying(read, production=production),
        **_wallets(read),
        ratelimit_storage_uri=read.text("RATELIMIT_STORAGE_URI", "memory://"),
        files_url=read.text("FILES_URL", f"file://{data_dir / 'files'}"),
        clamav_address=_scanner(read),
        catalogue_links=read.yes("CATALOGUE_LINKS"),
        session_idle_minutes=read.integer("SESSION_IDLE_MINUTES", 30, most=24 * 60),
        session_absolute_hours=read.integer("SESSION_ABSOLUTE_HOURS", 12, most=24 * 7),
        verify_per_minute=read.integer("VERIFY_PER_MINUTE", 600, most=10_000_000),
        api_per_minute=read.integer("API_PER_MINUTE", 600, most=10_000_000),
    )


def _exchange(read: _Reader, pki: Path) -> dict[str, Any]:
    """Return where the exchange is, with what we prove who we are, and where our own programs of it listen."""
    return {
        "ehis_url": read.url("EHIS_URL", "https://127.0.0.1:8102"),
        "ehis_cert": read.path("EHIS_CERT", pki / "kabinet.pem"),
        "ehis_key": read.path("EHIS_KEY", pki / "kabinet.key"),
        "ehis_ca": read.path("EHIS_CA", pki / "ca.pem"),
        "ehis_gateway_port": read.integer("EHIS_GATEWAY_PORT", 8443, most=MAX_PORT),
        "ehis_adapter_port": read.integer("EHIS_ADAPTER_PORT", 8444, most=MAX_PORT),
        "ehis_adapter_tls": read.yes("EHIS_ADAPTER_TLS"),
        "ehis_station_port": read.integer("EHIS_STATION_PORT", 8445, most=MAX_PORT),
    }


def _messaging_secret(read: _Reader, *, production: bool) -> str:
    """Return the secret with which the messaging operator signs its receipts; "" takes none, as in production without one."""
    secret = read.text("MESSAGING_SECRET", "" if production else "kabinet-messaging-demo-secret")
    if production and secret and len(secret) < MIN_SECRET:
        raise SettingError("MESSAGING_SECRET", f"the secret of receipts, at least {MIN_SECRET} characters")
    return secret


def _wallets(read: _Reader) -> dict[str, Any]:
    """Return the keys with which a ticket goes into the wallet of a phone; None where they are not all there."""
    apple = [read.text(f"APPLE_PASS_{name}", "") for name in ("CERT", "KEY", "CHAIN")]
    account, issuer = read.text("GOOGLE_WALLET_KEY", ""), read.text("GOOGLE_WALLET_ISSUER", "")
    return {
        "apple_pass": tuple(Path(name).absolute() for name in apple) if all(apple) else None,
        "google_wallet": (Path(account).absolute(), issuer) if account and issuer else None,
    }


def _scanner(read: _Reader) -> str:
    """Return `host:port` of clamd; "" asks nobody (the default: uploads are then checked by our own rules alone)."""
    raw = read.text("CLAMAV_ADDRESS", "")
    if raw and not raw.rpartition(":")[2].isdigit():
        raise SettingError("CLAMAV_ADDRESS", f"host:port of clamd, got {raw!r}")
    return raw


class _Paying(TypedDict):
    asan_odenis_url: str
    asan_odenis_key: str
    stripe_api_base: str
    stripe_api_key: str
    stripe_webhook_secret: str


def _paying(read: _Reader, *, production: bool) -> _Paying:
    """Return where the payment systems are and our keys there.

    Demo keys are known to everybody, so production has none: it wants that of ASAN ödəniş, and offers Stripe where its is set.
    """
    shared = read.text("ASAN_ODENIS_KEY", "" if production else "kabinet-asan-odenis-demo-key")
    key = read.text("STRIPE_API_KEY", "" if production else "sk_test_kabinet_demo")
    secret = read.text("STRIPE_WEBHOOK_SECRET", "" if production else "whsec_kabinet_demo")
    if production and len(shared) < MIN_SECRET:
        raise SettingError("ASAN_ODENIS_KEY", f"the key agreed with ASAN ödəniş, at least {MIN_SECRET} characters")
    if production and key and len(secret) < MIN_SECRET:
        raise SettingError("STRIPE_WEBHOOK_SECRET", "the secret with which Stripe signs its events to us")
    return {
        "asan_odenis_url": read.url("ASAN_ODENIS_URL", "http://127.0.0.1:8104"),
        "asan_odenis_key": shared,
        "stripe_api_base": read.url(
            "STRIPE_API_BASE", "https://api.stripe.com" if production else "http://127.0.0.1:8107"
        ),
        "stripe_api_key": key,
        "stripe_webhook_secret": secret,
    }


def _database_url(read: _Reader, *, production: bool) -> str | None:
    raw = read.text("DATABASE_URL", "")
    if not raw:
        if production:
            raise SettingError("DATABASE_URL", "a postgresql:// address (there is no embedded server in production)")
        return None
    if not raw.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        raise SettingError("DATABASE_URL", "a postgresql:// address")
    return raw


def _secret_key(read: _Reader, data_dir: Path, *, production: bool) -> str:
    """Return SECRET_KEY, or one made once into the data folder so that sessions survive a restart in development."""
    given = read.text("SECRET_KEY", "")
    if given:
        if len(given) < MIN_SECRET:
            raise SettingError("SECRET_KEY", f"at least {MIN_SECRET} characters")
        return given
    if production:
        raise SettingError("SECRET_KEY", f"at least {MIN_SECRET} random characters")
    kept = data_dir / "secret_key"
    if not kept.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        try:
            with kept.open("x", encoding="ascii") as file:
                kept.chmod(0o600)
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass  # another process of the same first start was quicker
    return kept.read_text(encoding="ascii")
