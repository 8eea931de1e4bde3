"""The four layers of protection and how each stands at this moment (act 000, annex 2, 6.2; act 001, annex 3, 5.2)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cryptography import x509
from flask import current_app
from sqlalchemy import inspect

from webapp.auth.api import sign_in_standing
from webapp.core.clock import now
from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.registry import office_roles
from webapp.core.text import Text, _, _l, _n
from webapp.ehis.api import connecting_certificate, log_keys, remembered_messages, signing_certificate
from webapp.incidents.upkeep_reads import settings
from webapp.ui.filters import azerbaijani, day, moment

WARN_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: its clause, its state (words, tone), its figures."""

    title: Text
    clause: str
    state: tuple[str, str]
    rows: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SealedTable:
    """A table with columns that nobody reads without the key."""

    table: str
    columns: tuple[str, ...]


def layers() -> list[Layer]:
    """Return the four layers. Needs an open transaction."""
    return [_physical(), _access(), _encryption(), _replay()]


def sealed_tables() -> list[SealedTable]:
    """Return every table with encrypted columns, as the program declares them."""
    found: dict[str, list[str]] = {}
    for mapper in Base.registry.mappers:
        for column in inspect(mapper).columns:
            if isinstance(column.type, EncryptedText):
                found.setdefault(column.table.name, []).append(column.name)
    return [SealedTable(name, tuple(sorted(set(columns)))) for name, columns in sorted(found.items())]


def _physical() -> Layer:
    row = settings().get("physical_protection")
    rows = (
        []
        if row is None
        else [
            (_("Bəyanat"), azerbaijani(row.value)),
            (_("Kim və nə vaxt yazıb"), f"{row.changed_by}, {moment(row.changed_at)}"),
        ]
    )
    state = (_("Bəyan edilib"), "info") if row and row.value else (_("Bəyan edilməyib"), "danger")
    return Layer(_l("Fiziki mühafizə"), "118/2014, 6.2.1; 615/2017, 5.2.1", state, rows)


def _access() -> Layer:
    standing = sign_in_standing()
    titles = {role.code: str(role.title) for role in office_roles()}
    posts = ", ".join(f"{titles.get(code, code)}: {count}" for code, count in sorted(standing.posts.items()))
    minutes = int(standing.limits.idle.total_seconds() // 60)
    rows = [
        (
            _("Açıq seanslar"),
            _("%(all)d, onlardan %(office)d idarədə", all=standing.sessions, office=standing.office_sessions),
        ),
        (_("Hərəkətsiz seans bağlanır"), _n("%(num)s dəqiqədən sonra", "%(num)s dəqiqədən sonra", minutes)),
        (_("Vəzifələr üzrə şəxslər"), posts or "—"),
        (_("Girişi bağlanmış hesablar"), str(standing.restricted)),
        (_("Şəxsiyyətin təsdiqi"), _("ASAN Login: sertifikat, ad və parol, mobil sertifikat, QR kod")),
    ]
    return Layer(
        _l("Əlyetərliliyə nəzarət və fərdi identifikasiya"),
        "118/2014, 6.2.2; 615/2017, 5.2.2",
        (_("İşləyir"), "success"),
        rows,
    )


def _encryption() -> Layer:
    tables, keys = sealed_tables(), log_keys()
    columns = sum(len(one.columns) for one in tables)
    rows = [
        (_("Şifrələnmiş sütunlar"), _("%(columns)d sütun, %(tables)d cədvəl", columns=columns, tables=len(tables))),
        (
            _("Mübadilə jurnalının açarları"),
            "; ".join(f"№ {one.number}: {_age(one.created_at)}" for one in keys) or "—",
        ),
    ]
    good = bool(keys)
    for title, read in _certificates():
        said, sound = _left(read)
        rows.append((str(title), said))
        good = good and sound
    state = (_("İşləyir"), "success") if good else (_("Diqqət tələb edir"), "warning")
    return Layer(_l("Şifrələmə açarları"), "118/2014, 6.2.3; 615/2017, 5.2.3", state, rows)


def _replay() -> Layer:
    count, last = remembered_messages()
    rows = [
        (_("Yadda saxlanılan mesaj nömrələri"), str(count)),
        (_("Sonuncusu"), moment(last) or "—"),
        (_("Təkrar göndərilən sorğu"), _("rədd edilir: nömrə 24 saat yadda saxlanılır, imzanın vaxtı yoxlanılır")),
        (_("Çağırış-cavab"), _("girişdə birdəfəlik sorğu (nonce, PKCE), serverlər arasında qarşılıqlı TLS")),
    ]
    return Layer(_l("“Əks-sorğu” müdafiəsi"), "118/2014, 6.2.4; 615/2017, 5.2.4", (_("İşləyir"), "success"), rows)


def _certificates() -> list[tuple[Text, Callable[[], x509.Certificate]]]:
    known: Any = current_app.settings  # type: ignore[attr-defined] # Portal has settings
    return [
        (_l("Mübadilənin sertifikatı"), connecting_certificate),
        (_l("Mübadilədə imzanın sertifikatı"), signing_certificate),
        (_l("Elektron möhürün sertifikatı"), lambda: x509.load_pem_x509_certificate(known.seal_cert.read_bytes())),
    ]


def _left(read: Callable[[], x509.Certificate]) -> tuple[str, bool]:
    try:
        certificate = read()
    except (OSError, ValueError):
        return _("oxunmur"), False
    until = certificate.not_valid_after_utc
    left = (until - now()).days
    number = f"{certificate.serial_number:x}"[-8:]
    return _(
        "…%(number)s, %(day)s tarixinədək (%(left)d gün)", number=number, day=day(until.date()), left=left
    ), left > WARN_DAYS


def _age(since: datetime) -> str:
    return _n("%(num)s gün", "%(num)s gün", (now() - since).days)
