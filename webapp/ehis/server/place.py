"""What this process knows of the house's own addresses and files, for pages and jobs of the servers' administration."""

from typing import Final

from webapp.config import Settings

UNSPECIFIED: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, never listened on
_settings: list[Settings] = []


def install_place(settings: Settings) -> None:
    """Remember the settings of this process."""
    _settings[:] = [settings]


def place() -> Settings:
    """Return the settings. Raises LookupError before `install_place`."""
    if not _settings:
        raise LookupError("the exchange was not set up in this process")
    return _settings[0]


def gateway_host() -> str:
    """Return the host at which our security server is reached from this machine."""
    host = place().host
    return "127.0.0.1" if host in UNSPECIFIED else host


def gateway_address() -> str:
    """Return the address of our security server."""
    return f"https://{gateway_host()}:{place().ehis_gateway_port}"


def usual_adapter_address() -> str:
    """Return where the adaptation server stands as long as nobody said otherwise."""
    return place().ehis_adapter_url
