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
from webapp.core.text import Text, _, _l, _n
from webapp.core.transaction import transaction
from webapp.ehis.api import connecting_certificate, signing_certificate
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

PARTS: Final[dict[str, Text]] = {
    "ok": _l("işləyir"),
    "does not answer": _l("cavab vermir"),
    "the database is at another version than the code": _l("bazanın versiyası proqramın versiyası deyil"),
    "no worker has reported": _l("icraçı heç vaxt məlumat verməyib"),
    "no worker has reported lately": _l("icraçı son vaxtlar məlumat verməyib"),
}
"""What the readiness of the portal says, in words."""
REASONS: Final[dict[type[Exception], Text]] = {
    FileNotFoundError: _l("fayl yoxdur"),
    PermissionError: _l("icazə yoxdur"),
    ConnectionRefusedError: _l("əlaqə rədd edilib"),
    TimeoutError: _l("vaxt bitib"),
    SQLAlchemyError: _l("məlumat bazası cavab vermir"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """One check: its area and code, what was looked at in words, whether it is in order, and what was found."""

    area: str
    code: str
    name: str
    ok: bool
    said: str


def run() -> list[Result]:
    """Run every check. Talks to the security server: never call it while a transaction is open."""
    return [*_functions(), *_rights(), *_exchange(), *_protection()]


def _functions() -> Iterator[Result]:
    names = {"database": _("Məlumat bazası"), "migrations": _("Bazanın versiyası"), "worker": _("Növbənin icraçısı")}
    for part, said in checks().items():
        good = said == "ok"
        yield Result("functions", part, names.get(part, part), good, str(PARTS.get(said, _("naməlumdur"))))


def _rights() -> Iterator[Result]:
    rules = list(current_app.url_map.iter_rules())
    silent = sorted({rule.endpoint for rule in rules if access_of(current_app.view_functions[rule.endpoint]) is None})
    said = ", ".join(silent) or _n("%(num)s ünvan", "%(num)s ünvan", len(rules))
    yield Result("rights", "rules", _("Hər ünvanın giriş qaydası var"), not silent, said)
    opened = [rule.rule for rule in rules if rule.rule.startswith("/office") and _is_open(rule.endpoint)]
    yield Result(
        "rights",
        "office",
        _("İdarə səhifələri girişsiz açılmır"),
        not opened,
        ", ".join(opened) or _("açıq səhifə yoxdur"),
    )


def _is_open(endpoint: str) -> bool:
    """Whether anybody may see the page; the samples of the design show nothing of anybody."""
    rule = access_of(current_app.view_functions[endpoint])
    return rule is not None and rule.anybody and not endpoint.startswith("design.")


def _exchange() -> Iterator[Result]:
    settings: Any = current_app.settings  # type: ignore[attr-defined] # Portal has settings
    yield Result("exchange", "gateway", _("Təhlükəsizlik serveri"), *_listens(settings.ehis_gateway_port))
    yield Result("exchange", "adapter", _("Uyğunlaşdırma serveri"), *_listens(settings.ehis_adapter_port))
    yield _certificate("exchange", _("Mübadilənin sertifikatı"), _inside(connecting_certificate))
    yield _certificate("exchange", _("Mübadilədə imzanın sertifikatı"), _inside(signing_certificate))
    yield _key("exchange", _("Mübadilənin açarı"), settings.ehis_key)
    yield _finding("exchange", _("Mübadilə jurnalının bütövlüyü"), message_log_today)


def _protection() -> Iterator[Result]:
    settings: Any = current_app.settings  # type: ignore[attr-defined] # Portal has settings
    yield _certificate("protection", _("Elektron möhürün sertifikatı"), lambda: _read(settings.seal_cert))
    yield _key("protection", _("Elektron möhürün açarı"), settings.seal_key)
    opened = decrypt(encrypt(b"kabinet", purpose="self-test"), purpose="self-test")
    yield Result("protection", "columns", _("Şifrələnmiş sütunların açarı"), opened == b"kabinet", _("işləyir"))
    yield _triggers()
    yield _finding("protection", _("Əməliyyatlar jurnalının bütövlüyü"), journal_today)
    yield _finding("protection", _("İnsidentlər reyestrinin bütövlüyü"), sealed_rows)


def _why(error: Exception) -> str:
    """Return in words what went wrong."""
    return next((str(words) for kind, words in REASONS.items() if isinstance(error, kind)), _("xəta"))


def _listens(port: int) -> tuple[bool, str]:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=SECONDS):
            return True, _("%(port)s portunda cavab verir", port=port)
    except OSError as error:
        return False, _("%(port)s portunda cavab vermir (%(why)s)", port=port, why=_why(error))


def _read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def _inside(read: Callable[[], x509.Certificate]) -> Callable[[], x509.Certificate]:
    """Return `read` with a short transaction around it."""

    def reading() -> x509.Certificate:
        with transaction(read_only=True):
            return read()

    return reading


def _certificate(area: str, name: str, read: Callable[[], x509.Certificate]) -> Result:
    try:
        certificate = read()
    except (OSError, ValueError, SQLAlchemyError) as error:
        return Result(area, "certificate", name, False, _("oxunmur (%(why)s)", why=_why(error)))
    left = certificate.not_valid_after_utc - now()
    return Result(area, "certificate", name, left > ENOUGH, _n("%(num)s gün qalıb", "%(num)s gün qalıb", left.days))


def _key(area: str, name: str, path: Path) -> Result:
    try:
        closed = not path.stat().st_mode & 0o007
    except OSError as error:
        return Result(area, "key", name, False, _("oxunmur (%(why)s)", why=_why(error)))
    said = _("yalnız sahibi oxuya bilir") if closed else _("bu maşında hamı oxuya bilir")
    return Result(area, "key", name, closed, said)


def _triggers() -> Result:
    """Whether the database still refuses to delete what must be kept."""
    wanted = text("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O' AND tgname = ANY(:names)")
    title = _("Silinməməli olan sətirlər")
    names = ["audit_entries_append_only", "kept", "append_only", "keep_facts"]
    try:
        with transaction(read_only=True):
            count = db.session().scalar(wanted, {"names": names}) or 0
    except SQLAlchemyError as error:
        return Result("protection", "kept", title, False, _why(error))
    said = _n("%(num)s trigger silməyə imkan vermir", "%(num)s trigger silməyə imkan vermir", count)
    return Result("protection", "kept", title, count >= len(names), said)


def _finding(area: str, name: str, look: Callable[[], Finding]) -> Result:
    try:
        with transaction(snapshot=True):
            found = look()
    except SQLAlchemyError as error:
        return Result(area, look.__name__, name, False, _why(error))
    said = _n("%(num)s sətir yazıldığı kimidir", "%(num)s sətir yazıldığı kimidir", found.rows)
    return Result(area, look.__name__, name, found.sound, found.fault or said)
