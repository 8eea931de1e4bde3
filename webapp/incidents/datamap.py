"""The map of personal data (charter 004, 6.1.2): which field, for what, on which legal basis, for how long.

What is asked of registers follows from the rights matrix of the exchange; what arises here is declared below.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from webapp.core.text import Text, _, _l, _n
from webapp.ehis.api import data_lines, purpose_name
from webapp.ui.filters import azerbaijani, identifier


@dataclass(frozen=True, slots=True)
class Line:
    """A field or group of fields, and what law says of it."""

    source: Text
    fields: Text
    purpose: Text
    basis: Text
    term: Text


OWN: Final = (
    Line(
        _l("ASAN Login"),
        _l("FİN, ad, ata adı, soyad, doğum tarixi, telefon"),
        _l("Şəxsiyyətin təsdiqi, kabinetin açılması"),
        _l("003, 9.3; 002, 13.3"),
        _l("hesab mövcud olduğu müddətdə"),
    ),
    Line(
        _l("ASAN Login"),
        _l("vergi orqanının sertifikatları: VÖEN, təşkilat, vəzifə, möhür hüququ"),
        _l("Kimin adından işləməyin müəyyən edilməsi"),
        _l("003, 9.3"),
        _l("növbəti girişədək"),
    ),
    Line(
        _l("Kabinet"),
        _l("giriş vaxtı, şəbəkə ünvanı, cihaz"),
        _l("Hesabın mühafizəsi, giriş tarixçəsi"),
        _l("002, 13.3; 003, 7.0.16"),
        _l("seanslar 30 gün, tarixçə hesabla birlikdə"),
    ),
    Line(
        _l("Kabinet"),
        _l("elektron poçt, əlaqə telefonu"),
        _l("Bildirişlərin çatdırılması"),
        _l("şəxsin razılığı"),
        _l("şəxs dəyişənədək"),
    ),
    Line(
        _l("Kabinet"),
        _l("səlahiyyətli şəxsin FİN-i, adı, hüquqları, müddəti"),
        _l("Təşkilat adından işləmə hüququ"),
        _l("002, 13.3"),
        _l("səlahiyyət bitdikdən sonra 5 il"),
    ),
    Line(
        _l("Kabinet"),
        _l("qaimənin tərəfləri, sürücü, marşrut, imzalar"),
        _l("Elektron əmtəə-nəqliyyat qaiməsi"),
        _l("“Avtomobil nəqliyyatı haqqında” Qanun"),
        _l("5 il"),
    ),
    Line(
        _l("Dövlət Vergi Xidməti, əhali reyestri"),
        _l("fərdi sahibkarın adı, atasının adı, soyadı, VÖEN-i, ünvanı"),
        _l("Daşıyıcıların reyestrinin aparılması"),
        _l("003, 4.0.1; 5.1.11"),
        _l("reyestrdən çıxarıldıqdan sonra da saxlanılır"),
    ),
    Line(
        _l("Kabinet"),
        _l("beynəlxalq daşıma operatorunun məsul şəxsi: adı, FİN-i (şifrələnmiş)"),
        _l("Beynəlxalq daşıma operatorlarının reyestrinin aparılması"),
        _l("003, 4.0.3; 5.1.10"),
        _l("reyestrdən çıxarıldıqdan sonra da saxlanılır"),
    ),
    Line(
        _l("Kabinet"),
        _l("kimin məlumatına kim, nə vaxt və hansı məqsədlə baxıb"),
        _l("Şəxsin məlumatlandırılması, nəzarət"),
        _l("003, 7.0.16"),
        _l("silinmir"),
    ),
    Line(
        _l("Kabinet"),
        _l("nasazlıq bildirişi: təsvir, əlaqə"),
        _l("Nasazlığın aradan qaldırılması"),
        _l("003, 7.0.12"),
        _l("silinmir"),
    ),
)


def from_registers() -> list[Line]:
    """Return a line for each service and purpose of the exchange."""
    return [
        Line(
            Markup("{} ({})").format(one.source, identifier(one.service)),
            identifier(", ".join(one.fields)),
            purpose_name(one.purpose),
            azerbaijani(one.basis),
            _cached(one.cache_seconds),
        )
        for one in data_lines()
    ]


def purposes() -> list[str]:
    """Return every purpose for which personal data are processed, once, in words."""
    lines: Iterable[Line] = (*OWN, *from_registers())
    return list(dict.fromkeys(str(line.purpose) for line in lines))


def _cached(seconds: int) -> str:
    if seconds <= 0:
        return _("cavab təkrar istifadə üçün saxlanılmır")
    minutes = max(1, seconds // 60)
    return _n("cavab %(num)s dəqiqə saxlanılır", "cavab %(num)s dəqiqə saxlanılır", minutes)
