"""What an act says, as pairs of label and value: the same words in the document, on the page and for the inspector.

The data of acts (plain JSON, signed with them):
accept `loaded_at seals reservations` · receive, receive_part, receive_drop `delivered refused difference reservations` ·
reply `answer words` · reseal `old change` · reload `change odometer condition` · store `place address keeper` · store_part
the same and `stored` · retrieve `condition` · retrieve_part `stored condition` · stop `kind record` · complain `kind` · propose `kind change differences` · agree `kind proposal change`. With several consignees `drop` says at which stop, from 0.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from webapp.core.clock import local
from webapp.core.text import Text, _, _l
from webapp.waybills.rules import Action

Pair = tuple[Text, str]
Said = Mapping[str, Any]
ANSWERS: Final[dict[str, Text]] = {
    "accepted": _l("Qeydlərlə razıdır"),
    "contested": _l("Qeydlərlə razı deyil"),
}
STOPS: Final[dict[str, Text]] = {
    "breakdown": _l("Nasazlıq"),
    "accident": _l("Yol qəzası"),
    "seizure": _l("Dövlət orqanının saxlaması"),
    "weather": _l("Yol və ya hava şəraiti"),
    "other": _l("Başqa səbəb"),
}
COMPLAINTS: Final[dict[str, Text]] = {"hidden": _l("Gizli zədə və ya əskik"), "delay": _l("Gecikmə")}
KINDS: Final[dict[str, Text]] = {
    "redirect": _l("Yükün başqa ünvana və ya yükalana yönəldilməsi"),
    "hand_over": _l("Yükün başqa daşıyıcıya verilməsi"),
    "adjust": _l("Qaimədə düzəliş"),
    "void": _l("Qaimənin etibarsız sayılması"),
}
MANNERS: Final[dict[str, Text]] = {
    "successive": _l("Müqaviləyə qoşulur: bundan sonra o cavabdehdir (ardıcıl daşıyıcı)"),
    "sub": _l("Mənim adımdan aparır: yükgöndərənə mən cavabdeh qalıram (subdaşıyıcı)"),
}
MEMBERS: Final[dict[str, Text]] = {
    "consignee": _l("Yükalan"),
    "drops": _l("Dayanacaq"),
    "earlier_carriers": _l("Əvvəlki daşıyıcı"),
    "carrier": _l("Daşıyıcı"),
    "unloading": _l("Boşaltma yeri"),
    "vehicle": _l("Nəqliyyat vasitəsi"),
    "trailers": _l("Qoşqular"),
    "driver": _l("Sürücü"),
    "documents": _l("Yüklə verilən sənədlər"),
    "instructions": _l("Göstərişlər"),
    "seals": _l("Plomblar"),
    "total_gross_kg": _l("Cəmi brutto, kq"),
}
OF_GOODS: Final[dict[str, Text]] = {
    "marks": _l("Marka"),
    "packages": _l("Yer sayı"),
    "package_type": _l("Qablaşdırma"),
    "nature": _l("Yükün adı"),
    "hs_code": _l("XİF MN kodu"),
    "gross_kg": _l("Brutto, kq"),
    "net_kg": _l("Netto, kq"),
    "volume_m3": _l("Həcm, m³"),
}


def said(action: Action, data: Said) -> list[Pair]:
    """Return what an act says, empty values left out, in the language of the moment; an erased one says nothing."""
    tell = SAYING.get(action)
    return [(label, value) for label, value in (tell(data) if tell and data else ()) if value]


def compared(differences: Sequence[Sequence[Any]]) -> list[Pair]:
    """Return what a proposal changes, as pairs of place and "old → new"."""
    return [(_place(path), f"{_plain(old)} → {_plain(new)}") for path, old, new in differences]


def _accept(data: Said) -> list[Pair]:
    return [
        (_l("Faktiki yükləmə vaxtı"), _moment(data["loaded_at"])),
        (_l("Plomblar"), ", ".join(data.get("seals", ()))),
        (_l("Daşıyıcının qeydləri"), data.get("reservations", "")),
    ]


def _receive(data: Said) -> list[Pair]:
    return [
        *_stop_of(data),
        (_l("Təhvil alınıb"), _amounts(data.get("delivered", ()))),
        (_l("İmtina edilib"), _amounts(data.get("refused", ()))),
        (_l("Fərqin səbəbi"), data.get("difference", "")),
        (_l("Yükalanın qeydləri"), data.get("reservations", "")),
    ]


def _stop_of(data: Said) -> list[Pair]:
    """Return which of several stops it was, as people count them."""
    return [(_l("Dayanacaq"), str(data["drop"] + 1))] if "drop" in data else []


def _reply(data: Said) -> list[Pair]:
    return [(_l("Cavab"), str(ANSWERS[data["answer"]])), (_l("İzah"), data.get("words", ""))]


def _reseal(data: Said) -> list[Pair]:
    return [
        (_l("Çıxarılan plomblar"), ", ".join(data.get("old", ()))),
        (_l("Yeni plomblar"), ", ".join(data["change"]["seals"])),
    ]


def _reload(data: Said) -> list[Pair]:
    return [
        *_transport(data["change"]),
        (_l("Odometr, km"), str(data.get("odometer") or "")),
        (_l("Yükün vəziyyəti"), data.get("condition", "")),
    ]


def _store(data: Said) -> list[Pair]:
    return [
        (_l("Anbar"), data["place"]),
        (_l("Ünvan"), data.get("address", "")),
        (_l("Yükü saxlayan"), data.get("keeper", "")),
    ]


def _stop(data: Said) -> list[Pair]:
    return [(_l("Nə baş verib"), str(STOPS[data["kind"]])), (_l("Orqanın aktı"), data.get("record", ""))]


def _propose(data: Said) -> list[Pair]:
    manner = [(_l("Necə aparılır"), str(MANNERS["sub" if data["sub"] else "successive"]))] if "sub" in data else []
    return [(_l("Təklif"), str(KINDS[data["kind"]])), *manner, *compared(data.get("differences", ()))]


def _agree(data: Said) -> list[Pair]:
    return [(_l("Təklif"), str(KINDS[data["kind"]])), *_transport(data.get("change", {}))]


def _transport(change: Said) -> list[Pair]:
    trailers = ", ".join(one["plate"] for one in change.get("trailers", ()))
    return [
        (MEMBERS["vehicle"], change.get("vehicle", {}).get("plate", "")),
        (MEMBERS["trailers"], trailers),
        (MEMBERS["driver"], change.get("driver", {}).get("name", "")),
        (MEMBERS["seals"], ", ".join(change.get("seals", ()))),
    ]


def _amounts(amounts: Sequence[str]) -> str:
    if not any(Decimal(one) for one in amounts):
        return ""
    several = len(amounts) > 1
    return "; ".join(
        _("sətir %(line)d: %(amount)s", line=line, amount=str(one).replace(".", ",")) if several else str(one)
        for line, one in enumerate(amounts, start=1)
        if Decimal(one)
    )


def _place(path: str) -> Text:
    first, *rest = path.split(".")
    if first == "goods":
        label = OF_GOODS.get(rest[1], rest[1])
        return _("Sətir %(line)d: %(what)s", line=int(rest[0]) + 1, what=label)
    if first == "drops":
        what = MEMBERS.get(rest[1], rest[1])
        return _("Dayanacaq %(stop)d: %(what)s", stop=int(rest[0]) + 2, what=what)
    return MEMBERS.get(first, first)


def _plain(value: Any) -> str:
    if value in (None, "", []):
        return "—"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _moment(iso: str) -> str:
    return local(datetime.fromisoformat(iso)).strftime("%d.%m.%Y %H:%M")


SAYING: Final[dict[Action, Callable[[Said], list[Pair]]]] = {
    Action.ACCEPT: _accept,
    Action.RECEIVE: _receive,
    Action.RECEIVE_PART: _receive,
    Action.RECEIVE_DROP: _receive,
    Action.ARRIVE: _stop_of,
    Action.REFUSE_DROP: _stop_of,
    Action.MISS_DROP: _stop_of,
    Action.STORE_PART: lambda data: [*_store(data), (_l("Anbara qoyulub"), _amounts(data.get("stored", ())))],
    Action.RETRIEVE_PART: lambda data: [
        (_l("Anbardan götürülüb"), _amounts(data.get("stored", ()))),
        (_l("Yükün vəziyyəti"), data.get("condition", "")),
    ],
    Action.REPLY: _reply,
    Action.RESEAL: _reseal,
    Action.RELOAD: _reload,
    Action.STORE: _store,
    Action.RETRIEVE: lambda data: [(_l("Yükün vəziyyəti"), data.get("condition", ""))],
    Action.STOP: _stop,
    Action.COMPLAIN: lambda data: [(_l("Şikayət"), str(COMPLAINTS[data["kind"]]))],
    Action.PROPOSE: _propose,
    Action.AGREE: _agree,
}
