"""The servers' administration in words: tabs, cards, rows of tables."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from cryptography import x509
from flask import request, url_for
from markupsafe import Markup, escape

from webapp.core.actor import current_actor
from webapp.core.clock import now
from webapp.core.text import Text, _, _l
from webapp.ehis.monitoring.judging import days_left
from webapp.ehis.monitoring.wording import COMPONENT_NAMES, days, milliseconds
from webapp.ehis.permissions import STEER_SERVER
from webapp.ehis.server.models import AdministratorRow, CentralRequest, EnteredCertificate, ServerKey, SettingVersion
from webapp.ehis.server.status import OwnCertificate, Part
from webapp.ui.filters import identifier, machine_time, moment

TABS: Final[tuple[tuple[str, Text], ...]] = (
    ("index", _l("Vəziyyət")),
    ("identity", _l("Qeydiyyat")),
    ("administrator_page", _l("İnzibatçı")),
    ("certificates", _l("Sertifikatlar")),
    ("key_list", _l("Açarlar")),
    ("adapter", _l("Uyğunlaşdırma serveri")),
    ("mappings", _l("Sahələrin uyğunlaşdırılması")),
)
PURPOSES: Final[dict[str, Text]] = {"encryption": _l("Şifrələmə açarı"), "signature": _l("Elektron imza açarı")}
KINDS: Final[dict[str, Text]] = {"central": _l("Mərkəzi server"), "authority": _l("Sertifikat Mərkəzi")}
SETTINGS: Final[dict[str, Text]] = {
    "server_id": _l("Serverin kodu"),
    "central_servers": _l("Mərkəzi serverlərin ünvanları"),
    "adapter": _l("Uyğunlaşdırma serverinin ünvanı"),
}
KEY_STATES: Final[dict[str, tuple[Text, str]]] = {
    "made": (_l("Yaradılıb"), "neutral"),
    "requested": (_l("Sertifikat gözləyir"), "info"),
    "certified": (_l("Sertifikatı var"), "info"),
    "active": (_l("İstifadədədir"), "success"),
    "leaving": (_l("Əvəz olunub"), "warning"),
    "destroyed": (_l("Məhv edilib"), "neutral"),
}
REQUEST_STATES: Final[dict[str, tuple[Text, str]]] = {
    "waiting": (_l("Təsdiq gözləyir"), "info"),
    "granted": (_l("Təsdiq edilib"), "success"),
    "refused": (_l("Rədd edilib"), "danger"),
}
PIECE: Final = 4


def tabs() -> list[dict[str, Any]]:
    """Return the pages of the administration as links."""
    here = f"{request.path}/"
    found = [{"label": label, "href": url_for(f"ehis_server.{name}")} for name, label in TABS]
    deepest = max((one["href"] for one in found if here.startswith(f"{one['href'].rstrip('/')}/")), key=len, default="")
    return [{**one, "current": one["href"] == deepest} for one in found]


def can_steer() -> bool:
    """Whether the person who looks is a server administrator."""
    return current_actor().has(STEER_SERVER.code)


def state_tag(words: tuple[Text, str]) -> dict[str, Any]:
    """Return a tag."""
    return {"text": words[0], "tone": words[1]}


def part_cards(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Return a card for each of the four components."""
    return [
        {
            "code": one.told.code,
            "name": COMPONENT_NAMES[one.told.code],
            "state": {"text": _("İşləyir") if one.up else _("Dayanıb"), "tone": "success" if one.up else "danger"},
            "why": one.look.why,
            "facts": [(name, value) for name, value in _part_facts(one) if value],
        }
        for one in parts
    ]


def _part_facts(one: Part) -> list[tuple[str, Any]]:
    shown = one.look.certificate
    return [
        (_("Ünvan"), identifier(one.address)),
        (_("Protokol"), identifier(one.protocol)),
        (_("Versiya"), identifier(one.told.version)),
        (_("Sertifikat"), _shown(shown) if shown else ""),
        (_("Son məlumat"), machine_time(one.told.seen_at)),
        (_("Saat fərqi"), milliseconds(one.told.clock_offset_ms)),
    ]


def _shown(certificate: x509.Certificate) -> Markup:
    left = days_left(certificate.not_valid_after_utc, now())
    name = identifier(certificate.subject.rfc4514_string())
    return escape(_("%(name)s, qalan müddət: %(left)s")) % {"name": name, "left": days(left.days)}


def own_rows(certificates: Iterable[OwnCertificate]) -> list[dict[str, Any]]:
    """Return a row for each of our own certificates."""
    words: dict[bool | None, dict[str, Any]] = {
        True: {"text": _("Sertifikat Mərkəzi verib"), "tone": "success"},
        False: {"text": _("Daxil edilmiş mərkəzin deyil"), "tone": "danger"},
        None: {"text": _("Mərkəzin sertifikatı daxil edilməyib"), "tone": "warning"},
    }
    return [
        {
            "purpose": PURPOSES[one.purpose],
            "left": {"text": days(one.left.days), "tone": one.left.tone},
            "until": machine_time(one.certificate.not_valid_after_utc),
            "chain": words[one.ours],
            "fingerprint": pieces(one.fingerprint),
        }
        for one in certificates
    ]


def ending_sentences(certificates: Iterable[OwnCertificate]) -> list[tuple[str, str]]:
    """Return a warning for each certificate that ends soon: its tone and its words."""
    return [
        (
            one.left.tone,
            _("%(purpose)s: sertifikatın qalan müddəti – %(left)s.", purpose=PURPOSES[one.purpose], left=left),
        )
        for one in certificates
        for left in (days(one.left.days),)
    ]


def version_items(rows: Iterable[SettingVersion]) -> list[dict[str, Any]]:
    """Return the versions of settings as stops of a timeline: what, when, who, from what to what."""
    return [
        {
            "title": _("%(name)s, versiya %(version)s", name=SETTINGS.get(row.name, row.name), version=row.version),
            "when": moment(row.at),
            "iso": row.at.isoformat(),
            "by": row.changed_by,
            "text": Markup("{} → {}").format(identifier(row.former) or "—", identifier(row.value)),
        }
        for row in rows
    ]


def administrator_rows(rows: Iterable[AdministratorRow]) -> list[dict[str, Any]]:
    """Return who was appointed when, by whom."""
    return [
        {
            "at": machine_time(row.at),
            "name": row.name,
            "post": row.post,
            "document": row.document,
            "by": row.appointed_by,
        }
        for row in rows
    ]


def entered_cards(rows: Iterable[EnteredCertificate]) -> list[dict[str, Any]]:
    """Return a card for each entered certificate or public key."""
    return [
        {
            "public_id": row.public_id,
            "title": KINDS[row.kind],
            "tag": _left(row),
            "facts": [
                (_("Sahibi"), identifier(row.subject) or _("açıq açar")),
                (_("Barmaq izi (SHA-256)"), pieces(row.fingerprint)),
                (_("Açıq açarın barmaq izi"), pieces(row.key_fingerprint)),
                (_("Qüvvədədir"), machine_time(row.not_after) if row.not_after else _("müddətsiz")),
                (_("Daxil edən"), row.entered_by),
                (_("Daxil edilib"), machine_time(row.at)),
            ],
        }
        for row in rows
    ]


def _left(row: EnteredCertificate | ServerKey) -> dict[str, Any]:
    if row.not_after is None:
        return {"text": _("açıq açar"), "tone": "neutral"}
    left = days_left(row.not_after, now())
    return {"text": days(left.days), "tone": left.tone}


def key_rows(rows: Sequence[ServerKey]) -> list[dict[str, Any]]:
    """Return a row for each key."""
    return [
        {
            "purpose": {
                "text": PURPOSES[row.purpose],
                "href": url_for("ehis_server.show_key", public_id=row.public_id),
            },
            "algorithm": identifier(row.algorithm),
            "state": state_tag(KEY_STATES[row.state]),
            "left": _left(row) if row.not_after else "",
            "made": machine_time(row.made_at),
            "key": pieces(row.key_fingerprint[:16]),
        }
        for row in rows
    ]


def key_facts(row: ServerKey) -> list[tuple[str, Any]]:
    """Return what is known of a key; never its private part."""
    facts = [
        (_("Alqoritm"), identifier(row.algorithm)),
        (_("Açıq açarın barmaq izi"), pieces(row.key_fingerprint)),
        (_("Yaradıb"), row.made_by),
        (_("Yaradılıb"), machine_time(row.made_at)),
        (_("Gizli hissə"), _("məhv edilib") if row.sealed is None else _("serverdə şifrələnmiş saxlanılır")),
        (_("Sertifikatın barmaq izi"), pieces(row.fingerprint or "")),
        (_("Sertifikat qüvvədədir"), machine_time(row.not_after)),
        (_("İstifadə olunur"), machine_time(row.active_since)),
        (_("Məhv ediləcək"), machine_time(row.ends_at)),
    ]
    return [(name, value) for name, value in facts if value]


def request_facts(row: CentralRequest) -> list[tuple[str, Any]]:
    """Return what is known of a request to the central server."""
    facts = [
        (_("Mərkəzi server"), identifier(row.server)),
        (_("Sorğunun nömrəsi"), identifier(row.number)),
        (_("Göndərən"), row.asked_by),
        (_("Göndərilib"), machine_time(row.asked_at)),
        (_("Qərar verilib"), machine_time(row.decided_at)),
        (_("Səbəb"), row.reason),
    ]
    return [(name, value) for name, value in facts if value]


def pieces(fingerprint: str) -> Markup:
    """Return a fingerprint in pieces that fit a line and can be read aloud."""
    parts = (fingerprint[start : start + PIECE] for start in range(0, len(fingerprint), PIECE))
    return identifier(" ".join(parts))
