"""The client's state in words: tags, rows of tables, purposes."""

from datetime import datetime
from typing import Any, Final

from flask import url_for
from markupsafe import escape

from webapp.core.clock import local
from webapp.core.text import Text, _, _l, _n
from webapp.ehis.asking.models import WaitingQuestion
from webapp.ehis.asking.overview import Standing
from webapp.ehis.asking.reasons import reason_shown
from webapp.ehis.policy import Policy, Role, purpose_name
from webapp.ehis.sources import source_name
from webapp.ui.filters import azerbaijani, identifier

STATES: Final[dict[str, tuple[Text, str]]] = {
    "closed": (_l("İşləyir"), "success"),
    "half-open": (_l("Sınaqdan keçirilir"), "warning"),
    "open": (_l("Cavab vermir"), "danger"),
    "forced-open": (_l("Dayandırılıb"), "danger"),
}
WAITING: Final[dict[str, tuple[Text, str]]] = {
    "waiting": (_l("Təkrarlanır"), "info"),
    "held": (_l("İnzibatçını gözləyir"), "danger"),
    "answered": (_l("Cavab alınıb"), "success"),
    "gave_up": (_l("Dayandırılıb"), "neutral"),
}
ROLES: Final[dict[Role, Text]] = {
    Role.CABINET: _l("Kabinetin istifadəçisi"),
    Role.CASE_OFFICER: _l("İcraçı"),
    Role.HEAD_OF_SECTION: _l("Şöbə müdiri"),
    Role.INSPECTOR: _l("Müfəttiş"),
    Role.JOB: _l("Avtomatik sorğu"),
}


def service_rows(standings: list[Standing]) -> list[dict[str, Any]]:
    """Return the rows of the table of services."""
    return [
        {
            "code": {"text": identifier(one.policy.code), "href": url_for("ehis_asking.service", code=one.policy.code)},
            "register": source_name(str(one.policy.service.member)),
            "state": state_tag(one),
            "good": moment(one.last_good),
            "bad": moment(one.last_bad),
            "waiting": one.waiting or "",
        }
        for one in standings
    ]


def state_tag(one: Standing) -> dict[str, Any]:
    """Return the tag that says how the service stands."""
    words, tone = STATES[one.state]
    return {"text": words, "tone": tone}


def breaker_lines(one: Standing) -> list[tuple[str, Text, str]]:
    """Return of each process its name, what it does with questions to the service, and since when."""
    return [(breaker.process, STATES[breaker.state][0], moment(breaker.since)) for breaker in one.breakers]


def facts_of(one: Standing) -> list[tuple[str, Any]]:
    """Return what stands above the table of purposes."""
    row = one.policy
    contract = identifier(row.contract)
    if one.contract_ended:
        contract = escape(_("%(number)s (qüvvədə deyil)")) % {"number": contract}
    return [
        (_("Reyestr"), source_name(str(row.service.member))),
        (_("Ünvan"), identifier(row.service)),
        (_("Müqavilə"), contract),
        (_("Protokol"), identifier(str(row.wire).upper())),
        (_("Gözləmə həddi"), _("%(seconds)s saniyə", seconds=f"{row.deadline_seconds:g}")),
        (_("Saxlanılan məlumatlar"), identifier(", ".join(row.fields))),
        (_("Son uğurlu mübadilə"), moment(one.last_good)),
        (_("Son uğursuz mübadilə"), moment(one.last_bad)),
    ]


def purpose_rows(row: Policy, officials: dict[Any, str]) -> list[dict[str, Any]]:
    """Return the lines of one row of the rights matrix."""
    return [
        {
            "purpose": purpose_name(purpose),
            "basis": azerbaijani(terms.basis),
            "roles": ", ".join(str(ROLES[role]) for role in sorted(terms.roles)),
            "cache": kept_for(terms.cache_seconds),
            "withheld": identifier(", ".join(sorted(terms.withheld))),
            "official": officials.get(purpose, ""),
        }
        for purpose, terms in sorted(row.purposes.items())
    ]


def kept_for(seconds: int) -> str:
    """Return for how long an answer may be reused."""
    if not seconds:
        return _("saxlanılmır")
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return _n("%(num)s saat", "%(num)s saat", hours)
    return _n("%(num)s dəqiqə", "%(num)s dəqiqə", minutes)


def waiting_row(row: WaitingQuestion) -> dict[str, Any]:
    """Return what the operator sees of a waiting question: nobody is named."""
    words, tone = WAITING[row.state]
    return {
        "public_id": row.public_id,
        "service": row.service,
        "register": source_name(row.provider),
        "purpose": purpose_name(row.purpose),
        "ref": row.ref,
        "state": {"text": words, "tone": tone},
        "open": row.state in {"waiting", "held"},
        "facts": [
            (_("Səbəb"), reason_shown(row.reason) if row.reason else _("hələ sorğulanmayıb")),
            (_("Mesajın nömrəsi"), identifier(row.message_id)),
            (_("Cəhdlərin sayı"), row.tries),
            (_("Nə vaxtdan"), moment(row.since)),
            (_("Növbəti cəhd"), moment(row.next_at)),
            (_("Qanunla müəyyən edilmiş son tarix"), moment(row.until)),
        ],
    }


def moment(instant: datetime | None) -> str:
    """Return an instant as a clock in Baku shows it, nothing for none: the components put their dash."""
    return f"{local(instant):%d.%m.%Y %H:%M}" if instant else ""
