"""Was this message received before, and may its client ask this? One statement for both, run for every message.

It runs only after a good signature, so that nobody burns identifiers of others; being run every time, a block or a
right taken away counts from the next message on, in every process.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from webapp.core.crypto import blind_index
from webapp.ehis.envelope import Header
from webapp.ehis.faults import Refused
from webapp.ehis.gateway.connections import Asked, Connections
from webapp.ehis.gateway.endpoints import allows
from webapp.ehis.gateway.gate import Database
from webapp.ehis.provider.service import METASERVICES

TRUE: Final = b"t"
NO_RIGHT: Final = "no right to this service, or no such service"
STATEMENT: Final = Asked(
    "standing",
    """
WITH fresh AS (
  INSERT INTO ehis_received (client, message_id, body_hash, at)
  VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM fresh),
  EXISTS (SELECT 1 FROM ehis_blocked_certificates WHERE fingerprint = ANY($5)),
  m.state, c.environment,
  NOT c.officials_listed OR EXISTS (
    SELECT 1 FROM ehis_client_officials o
    WHERE o.client_id = c.id AND o.fin_index = $6 AND o.removed_at IS NULL),
  ARRAY_TO_STRING(ARRAY(SELECT coalesce(r.method, '*') || ' ' || coalesce(r.path, '/**') FROM ehis_rights r
        WHERE r.service_id = s.id AND (r.client_id = c.id OR r.group_id IN (
          SELECT g.group_id FROM ehis_group_members g WHERE g.client_id = c.id))), E'\\n'),
  v.version, v.state, EXTRACT(epoch FROM v.ends_at)
FROM (SELECT) AS one
LEFT JOIN ehis_members m ON m.code = $7
LEFT JOIN ehis_clients c ON c.member_id = m.id AND c.subsystem = $8
LEFT JOIN ehis_services s ON s.code = $9 AND s.subsystem = $10
LEFT JOIN LATERAL (
  SELECT version, state, ends_at FROM ehis_service_versions
  WHERE service_id = s.id AND version = coalesce($11, version)
    AND (state = 'test') = (c.environment = 'test') AND state <> 'draft'
  ORDER BY live_since DESC NULLS LAST LIMIT 1) v ON true
""",
)
METHODS: Final = """
SELECT DISTINCT s.code || '/' || v.version FROM ehis_services s JOIN ehis_service_versions v ON v.service_id = s.id
WHERE v.state = 'live' AND (v.ends_at IS NULL OR v.ends_at > now()) AND (%(all)s OR s.id IN (
  SELECT r.service_id FROM ehis_rights r LEFT JOIN ehis_group_members g ON g.group_id = r.group_id
  JOIN ehis_clients c ON c.id = coalesce(r.client_id, g.client_id) JOIN ehis_members m ON m.id = c.member_id
  WHERE m.code = %(member)s AND c.subsystem = %(subsystem)s)) ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the directory says about one message."""

    fresh: bool
    certificate_blocked: bool
    member_state: str | None
    environment: str | None
    official_listed: bool | None
    rights: list[str]
    version: str | None
    version_state: str | None
    ends_at: datetime | None

    def ensure_first(self) -> None:
        """Raise Refused when this client sent a message with this identifier before."""
        if not self.fresh:
            raise Refused("duplicate_message_id", "this message was received before")

    def ensure_not_blocked(self) -> None:
        """Raise Refused when the member or a certificate was blocked."""
        if self.certificate_blocked:
            raise Refused("cert_validation", "this certificate is blocked")
        if self.member_state in {"blocked", "disconnected"}:
            raise Refused("access_denied", f"this participant is {self.member_state}")

    def ensure_may_ask(self, code: str, endpoint: tuple[str, str] | None, *, at: datetime) -> None:
        """Raise Refused unless the client has the right, and the version answers; `endpoint` is REST's method and path.

        Who has no right learns nothing: not whether the service exists, not which versions it has.
        """
        if self.member_state != "registered" or self.environment is None:
            raise Refused("access_denied", NO_RIGHT)
        if code not in METASERVICES:
            if not allows(self.rights, endpoint):
                raise Refused("access_denied", NO_RIGHT)
            self._ensure_answering(at)
        if not self.official_listed:
            raise Refused("access_denied", "this official is not on the list of the contract")

    def _ensure_answering(self, at: datetime) -> None:
        if self.version is None:
            raise Refused("unknown_service", "the service has no such version")
        if self.version_state == "ended" or (self.ends_at is not None and self.ends_at <= at):
            ended = f" on {self.ends_at:%Y-%m-%d}" if self.ends_at else ""
            raise Refused("service_disabled", f"this version of the service ended{ended}; ask for the list of methods")


def standing_of(
    database: Connections, header: Header, raw: bytes, fingerprints: list[str], *, at: datetime
) -> Standing:
    """Return what the directory says about the message with this header and these bytes, and note it as received."""
    fresh, blocked, state, environment, listed, rights, version, version_state, ends = database.row(
        STATEMENT,
        (
            str(header.client),
            header.message_id,
            sha256(raw).digest(),
            at.isoformat(),
            f"{{{','.join(fingerprints)}}}",  # hexadecimal digits: nothing to quote
            blind_index(header.user_id[2:]) if header.user_id else b"",
            str(header.client.member),
            header.client.subsystem or "",
            header.service.code,
            header.service.subsystem or "",
            header.service.version,
        ),
    )
    return Standing(
        fresh == TRUE,
        blocked == TRUE,
        _text(state),
        _text(environment),
        None if listed is None else listed == TRUE,
        (_text(rights) or "").splitlines(),
        _text(version),
        _text(version_state),
        None if ends is None else datetime.fromtimestamp(float(ends), UTC),
    )


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode()


def methods_for(database: Database, header: Header) -> str:
    """Return the services that a metaservice may name (`code/version`, comma between): the caller's own for allowedMethods."""
    values = {
        "all": header.service.code != "allowedMethods",
        "member": str(header.client.member),
        "subsystem": header.client.subsystem or "",
    }
    return ",".join(name for (name,) in database.rows(METHODS, values))
