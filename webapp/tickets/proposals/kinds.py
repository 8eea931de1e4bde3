"""The kinds of rules: what each is called, how it is typed and read, the rows that stand, and how a new one is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from webapp.core.text import Text, _, _l
from webapp.tickets.changing.forms import BANDS
from webapp.tickets.changing.terms import percent
from webapp.tickets.changing.tiers import Band
from webapp.tickets.proposals import forms
from webapp.tickets.proposals.rows import (
    Row,
    benefits,
    closings,
    commissions,
    limits,
    routes,
    stations,
    terms,
    tiers,
)
from webapp.tickets.proposals.wording import NO, POLICIES, YES
from webapp.ui.filters import money

Lines = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule: `known` what it may be about, `rows` what stands, `read` the values in words."""

    code: str
    title: Text
    lead: Text
    form: type[forms.RuleForm]
    read: Callable[[str, dict[str, Any]], Lines]
    rows: Callable[[], Sequence[Row]]
    known: Callable[[], Sequence[tuple[str, str]]] = tuple


def _terms(subject: str, said: dict[str, Any]) -> Lines:
    return [
        (_("Marşrut"), subject),
        (_("Soruşulur"), str(POLICIES[said["policy"]])),
        (_("Başqasına verilir"), _yes(said["transferable"])),
        (_("Giriş icazəsi"), _yes(said["entry_permit"])),
    ]


def _closing(subject: str, said: dict[str, Any]) -> Lines:
    return [(_("Stansiya"), subject), (_("Bağlanır, dəqiqə əvvəl"), str(said["minutes"]))]


def _commission(_subject: str, said: dict[str, Any]) -> Lines:
    return [(_("İlkin satış komissiyası"), part(said["hundredths"]))]


def _benefit(subject: str, said: dict[str, Any]) -> Lines:
    found = [(_("Qrup"), f"{_(said['title'])} ({subject})"), (_("Tam tarifdən az"), part(said["hundredths"]))]
    until = said.get("valid_to")
    return [*found, (_("Son gün"), f"{date.fromisoformat(until):%d.%m.%Y}")] if until else found


def _tier(subject: str, said: dict[str, Any]) -> Lines:
    keeps = percent(said["keeps"])
    found = [
        (_("Hal"), str(BANDS[Band(subject)])),
        (_("Hədd, dəqiqə"), "—" if said["minutes"] is None else str(said["minutes"])),
        (_("Tutulur"), _("%(share)s və komissiya", share=keeps) if said["commission"] else keeps),
        (_("Dəyişdirmədə"), percent(said["adds"])),
    ]
    return [*found, (_("Gecikmə, dəqiqə"), str(said["delay"]))] if said["delay"] else found


def _limit(_subject: str, said: dict[str, Any]) -> Lines:
    return [(_("Bu məbləğdən ikinci şəxs"), money(said["qepik"]))]


def part(hundredths: int) -> str:
    """Return hundredths of a percent as people write them: 5 %, 7,25 %."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02d}".rstrip("0") + "\u00a0%" if rest else f"{whole}\u00a0%"


def _yes(value: object) -> str:
    return str(YES if value else NO)


KINDS: Final = {
    one.code: one
    for one in (
        Kind(
            "terms",
            _l("Marşrutun şərtləri"),
            _l("Biletin adlı olub-olmaması, başqasına verilməsi, giriş icazəsi."),
            forms.TermsForm,
            _terms,
            terms,
            routes,
        ),
        Kind(
            "closing",
            _l("Satışın bağlanması"),
            _l("Stansiyada satış yola düşmədən neçə dəqiqə əvvəl dayanır."),
            forms.ClosingForm,
            _closing,
            closings,
            stations,
        ),
        Kind(
            "commission",
            _l("İlkin satış komissiyası"),
            _l("Qiymətin içində qabaqcadan satışa görə pay."),
            forms.CommissionForm,
            _commission,
            commissions,
        ),
        Kind(
            "benefit",
            _l("Güzəştlər"),
            _l("Reyestrin təsdiq etdiyi qruplar tam tarifdən nə qədər az ödəyir."),
            forms.BenefitForm,
            _benefit,
            benefits,
        ),
        Kind(
            "tier",
            _l("Qaytarma və dəyişdirmə"),
            _l("Yola düşməyə nə qədər qaldıqda nə tutulur, hansı gecikmə tam qaytarmaya əsasdır."),
            forms.TierForm,
            _tier,
            tiers,
        ),
        Kind(
            "limit",
            _l("İkinci şəxsin həddi"),
            _l("Hansı məbləğdən başlayaraq qaytarmanı ikinci əməkdaş təsdiq edir."),
            forms.LimitForm,
            _limit,
            limits,
        ),
    )
}
