"""The test of the system by itself (charter 003, 3.2): functions, rights, exchange and protection, each said to be in order or not."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from cryptography import x509
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from webapp.core import db
from webapp.core.clock import now
from webapp.core.crypto import decrypt, encrypt
from webapp.core.text import Text, _l
from webapp.core.transaction import transaction
from webapp.incidents.integrity import Finding, journal_today, message_log_today, sealed_rows
from webapp.ui.access import access_of
from webapp.ui.health.readiness import checks

ENOUGH: Final = timedelta(days=30)
SECONDS: Final = 2.0
AREAS: Final[dict[str, Text]] = {
    "functions": _l("Funksiyalar"),
    "rights": _l("Hüquqlar"),
    "exchange": _l("Mübadilə"),
    "protection": _l("Mühafizə"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """One check: its area, what was looked at, whether it is in order, and what was found."""

    area: str
    name: str
    ok: bool
    said: str


def run() -> list[Result]:
    """Run every check. Talks to the security server: never call it while a transaction is open."""
    return [*_functions(), *_rights(), *_exchange(), *_protection()]


def _functions() -> Iterator[Result]:
    for part, said in checks().items():
        yield Result("functions", part, said == "ok", said)


def _rights() -> Iterator[Result]:
    rules = list(current_app.url_map.iter_rules())
    silent = sorted({rule.endpoint for rule in rules if access_of(current_app.view_functions[rule.endpoint]) is None})
    said = f"{len(rules)} addresses" if not silent else f"without a rule: {', '.join(silent)}"
    yield Result("rights", "every address says who may call it", not silent, said)
    opened = [rule.rule for rule in rules if rule.rule.startswith("/office") and _is_open(rule.endpoint)]
    yield Result("rights", "no office page is open to visitors", not opened, ", ".join(opened) or "none is")


def _is_open(endpoint: str) -> bool:
    """Whether anybody may see the page; the samples of the design show nothing of anybody."""
    rule = access_of(current_app.view_functions[endpoint])
    return rule is not None and rule.anybody and not endpoint.startswith("design.")


def _exchange() -> Iterator[Result]:
    settings: Any = current_app.settings  # type: ignore[attr-defined] # Portal has settings
    for name, port in (
        ("security server", settings.ehis_gateway_port),
        ("adaptation server", settings.ehis_adapter_port),
    ):
        yield Result("exchange", name, *_listens(port))
    yield _certificate("certificate of the exchange", settings.ehis_cert)
    yield _key("key of the exchange", settings.ehis_key)
    yield _finding("exchange", message_log_today)


def _protection() -> Iterator[Result]:
    settings: Any = current_app.settings  # type: ignore[attr-defined] # Portal has settings
    yield _certificate("certificate of the seal", settings.seal_cert)
    yield _key("key of the seal", settings.seal_key)
    opened = decrypt(encrypt(b"kabinet", purpose="self-test"), purpose="self-test")
    yield Result("protection", "key of the sealed columns", opened == b"kabinet", "seals and opens")
    yield _triggers()
    yield _finding("protection", journal_today)
    yield _finding("protection", sealed_rows)


def _listens(port: int) -> tuple[bool, str]:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=SECONDS):
            return True, f"listens on port {port}"
    except OSError as error:
        return False, f"port {port}: {type(error).__name__}"


def _certificate(name: str, path: Path) -> Result:
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as error:
        return Result("exchange", name, False, f"cannot be read: {type(error).__name__}")
    left = certificate.not_valid_after_utc - now()
    area = "protection" if "seal" in name else "exchange"
    return Result(area, name, left > ENOUGH, f"{left.days} days left")


def _key(name: str, path: Path) -> Result:
    area = "protection" if "seal" in name else "exchange"
    try:
        closed = not path.stat().st_mode & 0o007
    except OSError as error:
        return Result(area, name, False, f"cannot be read: {type(error).__name__}")
    return Result(area, name, closed, "readable by its owner" if closed else "readable by everybody on this machine")


def _triggers() -> Result:
    """Whether the database still refuses to delete what must be kept."""
    wanted = text("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O' AND tgname = ANY(:names)")
    names = ["audit_entries_append_only", "kept", "append_only", "keep_facts"]
    try:
        with transaction(read_only=True):
            count = db.session().scalar(wanted, {"names": names}) or 0
    except SQLAlchemyError as error:
        return Result("protection", "rows that must be kept", False, type(error).__name__)
    return Result("protection", "rows that must be kept", count >= len(names), f"{count} triggers refuse to delete")


def _finding(area: str, look: Callable[[], Finding]) -> Result:
    try:
        with transaction(snapshot=True):
            found = look()
    except SQLAlchemyError as error:
        return Result(area, look.__name__, False, type(error).__name__)
    return Result(
        area, f"integrity: {found.part}", found.sound, found.fault or f"{found.rows} rows are as they were written"
    )
