"""Figures in words: rows of tables and sentences, for the station's pages and for the office's."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from babel.dates import format_date

from webapp.core.clock import local
from webapp.core.text import Text, _, _l, _n, current_language
from webapp.ehis.monitoring.judging import Tone, clock_tone, share_tone
from webapp.ehis.monitoring.standing import Archive, BreakerState, Certificate, Component, Standing
from webapp.ehis.monitoring.uptime import Availability, Month
from webapp.ehis.monitoring.usage import Group, Performance
from webapp.ui.filters import identifier, machine_time, moment, number

Row = Mapping[str, Any]
COMPONENT_NAMES: Final[Mapping[str, Text]] = {
    "gateway": _l("Təhlükəsizlik serveri"),
    "adapter": _l("Uyğunlaşdırma (adaptasiya) serveri"),
    "portal": _l("İstifadəçi interfeysi"),
    "station": _l("Lokal monitorinq stansiyası"),
    "worker": _l("Növbəni icra edən proses"),
}
PURPOSE_NAMES: Final[Mapping[str, Text]] = {
    "tls": _l("Bağlantı (TLS)"),
    "signing": _l("Mesajların imzası"),
    "client": _l("Sorğu verən tərəfin bağlantısı"),
    "authority": _l("Sertifikat mərkəzi"),
    "revocations": _l("Ləğv edilmiş sertifikatların siyahısı"),
}
DIRECTION_NAMES: Final[Mapping[str, Text]] = {"provided": _l("Bizdən soruşulur"), "asked": _l("Biz soruşuruq")}
BREAKER_NAMES: Final[Mapping[str, Text]] = {
    "closed": _l("Sorğular gedir"),
    "half-open": _l("Yoxlanılır"),
    "open": _l("Sorğular dayandırılıb"),
    "forced-open": _l("İnzibatçı dayandırıb"),
}
PERIOD_NAMES: Final[Mapping[str, Text]] = {
    "hour": _l("Saat"),
    "day": _l("Gün"),
    "week": _l("Həftə"),
    "month": _l("30 gün"),
    "year": _l("İl"),
}
NOBODY: Final = "-"


def component_rows(components: Iterable[Component]) -> list[Row]:
    """Return a card for each component: its name, its state, and the facts that it told."""
    return [
        {
            "name": str(COMPONENT_NAMES[one.code]),
            "state": {"text": component_state(one), "tone": one.tone},
            "facts": [(name, value) for name, value in _facts(one) if value],
        }
        for one in components
    ]


def _facts(one: Component) -> list[tuple[str, str]]:
    return [
        (_("Son məlumat"), seen(one)),
        (_("Ünvan"), one.address),
        (_("Protokol"), one.protocol),
        (_("Versiya"), one.version),
        (_("Proseslərin sayı"), number(one.processes or None)),
        (_("Növbədə gözləyir"), number(one.queue_depth)),
        (_("Bazanın saatından fərq"), milliseconds(one.clock_offset_ms)),
    ]


def component_state(one: Component) -> str:
    """Return the state of a component in a word or two."""
    if one.seen_at is None:
        return _("Məlumat verməyib")
    if not one.up:
        return _("Dayanıb")
    return _("Mesaj qəbul etmir") if one.refusing else _("İşləyir")


def seen(one: Component) -> str:
    """Return how long ago the component was last heard."""
    return "" if one.silent_for is None else ago(timedelta(seconds=one.silent_for))


def ago(span: timedelta) -> str:
    """Return how long ago something was."""
    return _("%(span)s əvvəl", span=duration(span))


def duration(span: timedelta) -> str:
    """Return a length of time in its greatest unit, rounded down."""
    seconds = max(int(span.total_seconds()), 0)
    if seconds < 60:  # noqa: PLR2004 - a minute
        return _n("%(num)s saniyə", "%(num)s saniyə", seconds)
    if seconds < 3600:  # noqa: PLR2004 - an hour
        return _n("%(num)s dəqiqə", "%(num)s dəqiqə", seconds // 60)
    if seconds < 48 * 3600:
        return _n("%(num)s saat", "%(num)s saat", seconds // 3600)
    return _n("%(num)s gün", "%(num)s gün", seconds // 86400)


def certificate_rows(certificates: Iterable[Certificate]) -> list[Row]:
    """Return a row for each certificate, the one that ends first on top."""
    return [
        {
            "purpose": str(PURPOSE_NAMES[one.purpose]),
            "component": str(COMPONENT_NAMES[one.component]),
            "left": {"text": days(one.left.days), "tone": one.left.tone},
            "until": machine_time(one.not_after),
            "fingerprint": f"{one.fingerprint[:16]}…",
        }
        for one in certificates
    ]


def days(count: int) -> str:
    """Return how many days are left."""
    return _("Müddəti bitib") if count < 0 else _n("%(num)s gün", "%(num)s gün", count)


def archive_facts(archive: Archive) -> list[tuple[str, Any]]:
    """Return what is known of the message log."""
    lag = "" if archive.lag_s is None else duration(timedelta(seconds=archive.lag_s))
    return [
        (_("Zaman damğasını gözləyən ən köhnə mesaj"), lag),
        (_("Son zaman damğası"), machine_time(archive.last_stamp_at)),
        (_("Zaman damğası mərkəzinin saatından fərq"), milliseconds(archive.authority_offset_ms)),
    ]


def milliseconds(value: float | None) -> str:
    """Return a time in milliseconds, or in seconds when it is long."""
    if value is None:
        return ""
    if abs(value) >= 10_000:  # noqa: PLR2004 - from ten seconds on nobody counts milliseconds
        return _("%(count)s s", count=number(round(value / 1000)))
    return _("%(count)s ms", count=number(round(value)))


def percent(share: float | None) -> str:
    """Return a share as a percentage that says 100 only when it is all."""
    if share is None:
        return ""
    shown = round(100 * share, 2)
    return f"{number(99.99 if shown >= 100 and share < 1 else shown)} %"  # noqa: PLR2004 - all of it


def breaker_rows(breakers: Iterable[BreakerState]) -> list[Row]:
    """Return a row for each breaker."""
    return [
        {
            "service": one.service,
            "state": {"text": str(BREAKER_NAMES[one.state]), "tone": one.tone},
            "since": machine_time(one.since),
            "told": machine_time(one.at),
        }
        for one in breakers
    ]


def performance_rows(found: Iterable[Performance], direction: str) -> list[Row]:
    """Return a row for each service of a direction: last calls, counts, percentiles, our own time apart from the service's (5.3)."""
    return [
        {
            "service": service_name(one.service, one.version),
            "protocol": identifier(one.protocol.upper()),
            "calls": number(one.calls),
            "failed": number(one.failed),
            "good": machine_time(one.last_good),
            "bad": machine_time(one.last_bad),
            "total": " / ".join(number(round(value)) for value in one.total),
            "own": " / ".join(number(round(value)) for value in one.own),
            "service_time": milliseconds(one.mean_service),
            "in_time": {"text": percent(one.in_time), "tone": share_tone(one.in_time)},
            "own_in_time": {"text": percent(one.own_in_time), "tone": share_tone(one.own_in_time)},
        }
        for one in found
        if one.direction == direction
    ]


def service_name(service: str, version: str) -> str:
    """Return the path of a service with its version once; of what was not proved, that it was not."""
    if service == NOBODY:
        return _("Sübut olunmamış sorğu")
    whole = not version or version == NOBODY or service.endswith(f"/{version}")
    return identifier(service if whole else f"{service}/{version}")


def group_rows(found: Iterable[Group]) -> list[Row]:
    """Return a row for each group."""
    return [
        {
            "name": _("Sübut olunmamış sorğu") if one.name == NOBODY else one.name,
            "direction": str(DIRECTION_NAMES[one.direction]),
            "calls": number(one.calls),
            "failed": number(one.failed),
            "mean": milliseconds(one.mean_total),
            "own": milliseconds(one.mean_own),
        }
        for one in found
    ]


def uptime_rows(month: Month) -> list[Row]:
    """Return a row for each component of a month."""
    return [
        {
            "name": str(COMPONENT_NAMES[one.component]),
            "share": {"text": percent(one.share) or _("Məlumat yoxdur"), "tone": uptime_tone(one)},
            "count": number(len(one.outages)),
            "down": duration(one.down) if one.outages else "",
        }
        for one in month.components
    ]


def outage_rows(month: Month) -> list[Row]:
    """Return a row for each outage of a month, the last one first."""
    found = ((one.component, outage) for one in month.components for outage in one.outages)
    return [
        {
            "began": machine_time(outage.began),
            "name": str(COMPONENT_NAMES[component]),
            "ended": machine_time(outage.ended),
            "length": duration(outage.length),
        }
        for component, outage in sorted(found, key=lambda pair: pair[1].began, reverse=True)
    ]


def uptime_tone(one: Availability) -> Tone:
    """Return how the availability is meant."""
    return share_tone(one.share)


def unwritable(name: str, since: datetime) -> str:
    """Return the sentence about a program that cannot write the message log."""
    return _(
        "%(name)s mesajlar jurnalını %(at)s tarixindən yaza bilmir (məsələn, disk dolub): mesajlar göndərilmir və qəbul edilmir.",
        name=name,
        at=moment(since),
    )


def warnings(standing: Standing) -> list[tuple[Tone, str]]:
    """Return, in sentences, what somebody must look at now."""
    archive = standing.archive
    found = []
    for one in standing.components:
        name = str(COMPONENT_NAMES[one.code])
        if one.seen_at is not None and not one.up:
            found.append(
                (Tone.DANGER, _("%(name)s cavab vermir: son məlumat %(at)s.", name=name, at=moment(one.seen_at)))
            )
        elif one.log_failed_since is not None:
            found.append((Tone.DANGER, unwritable(name, one.log_failed_since)))
        elif one.refusing:
            found.append((Tone.DANGER, _("%(name)s mesaj qəbul etmir: jurnala zaman damğası vurulmur.", name=name)))
        if clock_tone(one.clock_offset_ms) in {Tone.WARNING, Tone.DANGER}:
            offset = milliseconds(one.clock_offset_ms)
            found.append(
                (clock_tone(one.clock_offset_ms), _("%(name)s: saat %(offset)s fərqlənir.", name=name, offset=offset))
            )
    for item in standing.certificates:
        if item.left.passed is not None:
            values = {"purpose": str(PURPOSE_NAMES[item.purpose]), "left": days(item.left.days)}
            found.append((item.left.tone, _("%(purpose)s: qalan müddət – %(left)s.", **values)))
    if archive.tone in {Tone.WARNING, Tone.DANGER} and archive.lag_s is not None:
        lag = duration(timedelta(seconds=archive.lag_s))
        found.append((archive.tone, _("Mesajlar jurnalı zaman damğasını %(lag)s gözləyir.", lag=lag)))
    held = (one.service for one in standing.breakers if one.tone is Tone.DANGER)
    return found + [(Tone.WARNING, _("%(service)s servisinə sorğular dayandırılıb.", service=name)) for name in held]


def month_name(first: datetime) -> str:
    """Return a month in words: noyabr 2026."""
    return format_date(local(first), "LLLL yyyy", locale=current_language())
