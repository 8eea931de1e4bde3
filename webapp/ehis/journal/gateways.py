"""The time-stamp authority, over HTTP (RFC 3161, section 3.4)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx2
from cryptography import x509

from webapp.config import Settings
from webapp.ehis.journal.tokens import MEDIA_TYPE
from webapp.ehis.trust import TrustStore

CONNECT_SECONDS: Final = 2.0
ANSWER_SECONDS: Final = 8.0
REPLY_CAP: Final = 65_536
REVOCATIONS: Final = "machine.crl"


class NoAnswer(Exception):
    """The authority did not answer, or with something that is no reply."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Where time stamps come from, under which certificates they are believed, and whose members' signatures are.

    Files are read anew each time: they are renewed while programs run.
    """

    url: str
    roots_file: Path
    members_file: Path

    def roots(self) -> list[x509.Certificate]:
        """Return the certificates under which a stamp is believed. Raises OSError or ValueError without them."""
        return x509.load_pem_x509_certificates(self.roots_file.read_bytes())

    def members_trust(self) -> TrustStore:
        """Return whose signatures on messages count. Raises OSError or ValueError without the files."""
        return TrustStore.from_files(self.members_file, self.members_file.parent / REVOCATIONS)

    def ask(self, query: bytes) -> bytes:
        """Return the reply to a DER query. Raises NoAnswer."""
        try:
            with (
                httpx2.Client(timeout=httpx2.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)) as client,
                client.stream("POST", self.url, content=query, headers={"Content-Type": MEDIA_TYPE}) as answer,
            ):
                if not answer.is_success:
                    raise NoAnswer(f"status {answer.status_code}")
                reply = b""
                for piece in answer.iter_bytes():
                    reply += piece
                    if len(reply) > REPLY_CAP:
                        raise NoAnswer("a reply without end")
                return reply
        except httpx2.HTTPError as error:
            raise NoAnswer(type(error).__name__) from None


_authority: list[Authority] = []


def install_authority(settings: Settings) -> None:
    """Say where time stamps come from: the authority beside the signing service."""
    _authority[:] = [Authority(f"{settings.signing_url}/tsa", settings.signing_ca, settings.ehis_ca)]


def authority() -> Authority:
    """Return the authority of this process. Raises LookupError before settings."""
    if not _authority:
        raise LookupError("no time-stamp authority was set up in this process")
    return _authority[0]
