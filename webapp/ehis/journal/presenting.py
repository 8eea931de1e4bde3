"""The log as cells and sentences."""

from collections.abc import Iterable
from typing import Any, Final

from flask import url_for

from webapp.core.text import Text, _, _l
from webapp.ehis.journal.inspecting import Signature
from webapp.ehis.journal.models import Destruction
from webapp.ehis.journal.queries import Line, Place
from webapp.ehis.journal.reading import NamedReader
from webapp.ehis.journal.retention import Rule
from webapp.ui.filters import azerbaijani, identifier, machine_time, moment

OUTCOMES: Final = {"sent": _l("göndərilib"), "answered": _l("cavab alınıb")}
SIDES: Final = {
    ("asked", "request"): _l("Bizim sorğumuz"),
    ("asked", "answer"): _l("Bizə cavab"),
    ("provided", "request"): _l("Bizə sorğu"),
    ("provided", "answer"): _l("Bizim cavabımız"),
}
SOURCES: Final = {
    "set": _l("təyin olunub"),
    "directory": _l("servisin proseduru"),
    "default": _l("adi müddət"),
}
SIGNATURES: Final[dict[Signature, tuple[str, Text]]] = {
    Signature.HOLDS: ("success", _l("İmza etibarlıdır")),
    Signature.NONE: ("warning", _l("Mesaj imzasız gəlib")),
    Signature.FAILS: ("danger", _l("İmza etibarsızdır")),
    Signature.CHANGED: ("danger", _l("Jurnaldakı qeyd dəyişdirilib")),
    Signature.UNKNOWN: ("neutral", _l("İmzanı hazırda yoxlamaq mümkün deyil")),
}


def rows_of(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Return one mapping of column key to cell per message."""
    return [
        {
            "at": {"text": machine_time(line.at), "href": url_for("ehis_journal.show", code=line.code)},
            "what": SIDES[line.side, line.direction],
            "client": identifier(line.client),
            "service": identifier(line.service),
            "outcome": {
                "text": OUTCOMES.get(line.outcome, line.outcome),
                "tone": "success" if line.outcome in OUTCOMES else "warning",
            },
        }
        for line in lines
    ]


def facts(line: Line, place: Place) -> list[tuple[Text, Any]]:
    """Return the headers of a message and its place in the log."""
    stamped = None
    if place.stamp is not None and place.stamped_at is not None:
        stamped = _("%(number)s nömrəli möhür, %(at)s", number=place.stamp, at=moment(place.stamped_at))
    return [
        (_("Növ"), SIDES[line.side, line.direction]),
        (_("Vaxt"), machine_time(line.at)),
        (_("Sorğu edən sistem"), identifier(line.client)),
        (_("Servis"), identifier(line.service)),
        (_("Mesajın nömrəsi"), identifier(line.message_id)),
        (_("Xətanın nömrəsi"), identifier(line.fault_id)),
        (_("Nəticə"), OUTCOMES.get(line.outcome, line.outcome)),
        (_("Məqsəd"), place.purpose),
        (_("İmza sertifikatının izi"), identifier(place.signer)),
        (_("Jurnalda yeri"), f"{place.day.isoformat()} · {place.position}"),
        (_("Zəncirin heşi"), identifier(place.hash.hex())),
        (_("Açarın nömrəsi"), str(place.key_id)),
        (_("Vaxt möhürü"), stamped or _("hələ vurulmayıb")),
    ]


def signature_in_words(signature: Signature, detail: str) -> dict[str, str]:
    """Return tone, word and detail of what holds of a signature."""
    tone, word = SIGNATURES[signature]
    return {"tone": tone, "word": str(word), "detail": detail}


def reader_rows(readers: Iterable[NamedReader]) -> list[dict[str, Any]]:
    """Return the list of named readers."""
    return [
        {
            "id": reader.id,
            "service": identifier(reader.service),
            "name": reader.name,
            "since": machine_time(reader.granted_at),
            "by": reader.granted_by,
        }
        for reader in readers
    ]


def rule_rows(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """Return how long messages are kept, by service."""
    return [
        {
            "service": identifier(rule.service),
            "days": str(rule.keep_days),
            "source": SOURCES[rule.source],
            "what": azerbaijani(rule.what) or _("sorğu və cavab, imzaları ilə"),
            "basis": azerbaijani(rule.basis),
        }
        for rule in rules
    ]


def destruction_rows(records: Iterable[Destruction]) -> list[dict[str, Any]]:
    """Return the records of destruction."""
    return [
        {
            "at": machine_time(row.at),
            "service": identifier(row.service),
            "days": f"{row.first_day.isoformat()} – {row.last_day.isoformat()}",
            "messages": str(row.messages),
            "by": row.actor_name,
            "basis": azerbaijani(row.basis),
        }
        for row in records
    ]
