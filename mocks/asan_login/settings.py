"""What one run of the provider is told on its command line."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Addresses, the data directory and the few limits that a demonstration may want to change."""

    issuer: str = "http://127.0.0.1:8101"
    portal_url: str = "http://127.0.0.1:8000"
    messaging_url: str = "http://127.0.0.1:8106"
    signing_url: str = "http://127.0.0.1:8105"
    data_dir: Path = Path(".data")
    admin_token: str = "demo-admin"  # noqa: S105 - an invented secret of the demonstration, printed at the start
    qr_max_age: int = 3

    @property
    def own_dir(self) -> Path:
        """The provider's own folder under the data directory."""
        return self.data_dir / "asan_login"

    @property
    def pki_dir(self) -> Path:
        """The demo certification authorities' folder."""
        return self.data_dir / "pki"
