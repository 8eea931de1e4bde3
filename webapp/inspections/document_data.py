"""What the printed act says: plain strings, in Azerbaijani, the language of the act."""

from typing import Any, Final

from webapp.core.clock import local
from webapp.core.text import _, in_language
from webapp.documents.api import frame, versions
from webapp.inspections import wording
from webapp.inspections.models import ActViolation, ControlAct
from webapp.inspections.queries import act_by_id, violations_of
from webapp.ui.filters import money

TEMPLATE: Final = "inspections/templates/inspections/control_act.typ"


def document_data(act: ControlAct) -> dict[str, Any]:
    """Return the data of the act as its inspector signs it."""
    with in_language("az"):
        return {
            "frame": frame(
                act.document_token or "",
                title=_("Yolda nəzarət aktı"),
                number=act.number,
                version=len(versions(act.document_token or "")) + 1,
                state=wording.STATES["signed"][0],
            ),
            "head": _head(act),
            "outcome": str(wording.OUTCOMES[act.outcome][0]),
            "checked": ", ".join(str(wording.CHECKED[one]) for one in act.checked),
            "violations": [_violation(place, one) for place, one in enumerate(violations_of(act.id), start=1)],
            "step": [
                [_("İmzalayan"), act.inspector_name],
                [_("Tərtib edilib"), f"{local(act.received_at):%d.%m.%Y %H:%M}"],
            ],
            "words": act.words or "",
            "driver_words": act.driver_words or _("Qeyd bildirilməyib."),
            "appeal": _(
                "Aktdan kabinet vasitəsilə və ya müfəttişin yuxarı vəzifəli şəxsinə yazılı şikayət vermək olar. Məhkəməyə şikayət hüququ qalır."
            ),
        }


def _head(act: ControlAct) -> list[list[str]]:
    former = act_by_id(act.corrects_id).number if act.corrects_id else ""
    paper = " ".join(filter(None, (str(wording.PAPERS.get(act.paper_kind or "", "")), act.paper_number)))
    return [
        [_("Nəzarətin vaxtı"), f"{local(act.begun_at):%d.%m.%Y %H:%M}"],
        [_("Yer"), f"{wording.REGIONS[act.region]}, {act.place}"],
        [_("Müfəttiş"), act.inspector_name],
        [_("Nəqliyyat vasitəsi"), act.plate],
        [_("Daşıyıcı"), ", ".join(filter(None, (act.carrier_name, act.carrier_number)))],
        [_("Sürücü"), act.driver_name or ""],
        [_("Sənəd"), paper],
        [_("Düzəldilən akt"), former],
        [_("Şəbəkə"), _("Akt şəbəkə olmayan yerdə yazılıb.") if act.offline else ""],
        [_("Cihazın saatı"), _("Cihazın saatı serverin saatına görə düzəldilib.") if act.clock_off else ""],
    ]


def _violation(place: int, one: ActViolation) -> list[str]:
    amount = money(one.qepik) if one.qepik is not None else _("məbləği aidiyyəti orqan müəyyən edir")
    again = _("təkrar") if one.repeated else ""
    whose = ", ".join(filter(None, (str(wording.SUBJECTS[one.subject]), again)))
    return [str(place), str(wording.VIOLATIONS[one.code]), f"{one.article}. {one.basis}", whose, amount]
