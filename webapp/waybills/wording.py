"""States, actions and roles in words and colours, one place for pages, documents and messages."""

from typing import Final

from webapp.core.text import Text, _l
from webapp.waybills.rules import Action, Role, State

STATES: Final[dict[State, tuple[Text, str]]] = {
    State.DRAFT: (_l("Qaralama"), "neutral"),
    State.OFFERED: (_l("Daşıyıcını gözləyir"), "info"),
    State.ACCEPTED: (_l("Yükləndi, yola çıxmayıb"), "brand"),
    State.IN_TRANSIT: (_l("Yoldadır"), "brand"),
    State.ARRIVED: (_l("Çatıb, təhvil gözləyir"), "info"),
    State.DELIVERED: (_l("Təhvil verilib"), "success"),
    State.CANCELLED: (_l("Ləğv edilib"), "danger"),
}
ROLES: Final[dict[Role, Text]] = {
    Role.CONSIGNOR: _l("Yükgöndərən"),
    Role.CARRIER: _l("Daşıyıcı"),
    Role.DRIVER: _l("Sürücü"),
    Role.CONSIGNEE: _l("Yükalan"),
}
DONE: Final[dict[Action, Text]] = {
    Action.OFFER: _l("Yükgöndərən imzaladı"),
    Action.WITHDRAW: _l("Yükgöndərən geri götürdü"),
    Action.ASK_CHANGE: _l("Daşıyıcı düzəliş istədi"),
    Action.CANCEL: _l("Ləğv edildi"),
    Action.ACCEPT: _l("Daşıyıcı yükü qəbul etdi və imzaladı"),
    Action.DEPART: _l("Yola çıxdı"),
    Action.ARRIVE: _l("Çatdı"),
    Action.RECEIVE: _l("Yükalan təhvil aldı və imzaladı"),
}
TO_DO: Final[dict[Action, Text]] = {
    Action.OFFER: _l("İmzala və daşıyıcıya göndər"),
    Action.WITHDRAW: _l("Geri götür"),
    Action.ASK_CHANGE: _l("Düzəliş istə"),
    Action.CANCEL: _l("Ləğv et"),
    Action.ACCEPT: _l("Yükü qəbul et və imzala"),
    Action.DEPART: _l("Yola çıxdım"),
    Action.ARRIVE: _l("Çatdım"),
    Action.RECEIVE: _l("Yükü təhvil al və imzala"),
}
AHEAD: Final[dict[Action, Text]] = {
    Action.OFFER: _l("Yükgöndərənin imzası"),
    Action.ACCEPT: _l("Yükləmə və daşıyıcının imzası"),
    Action.DEPART: _l("Yola çıxma"),
    Action.ARRIVE: _l("Çatma"),
    Action.RECEIVE: _l("Yükalanın imzası"),
}
REASONS: Final[dict[Action, tuple[Text, Text]]] = {
    Action.WITHDRAW: (
        _l("Qaiməni geri götürmək"),
        _l("Qaimə yenidən qaralama olur, imzanız qüvvədən düşür. Daşıyıcı səbəbi görəcək."),
    ),
    Action.ASK_CHANGE: (
        _l("Düzəliş istəmək"),
        _l("Qaimə yükgöndərənə qayıdır. Nəyi dəyişmək lazım olduğunu yazın."),
    ),
    Action.CANCEL: (
        _l("Qaiməni ləğv etmək"),
        _l("Ləğv edilmiş qaimə bərpa olunmur. Səbəbi hər iki tərəf görəcək."),
    ),
}


def state_tag(state: State) -> tuple[Text, str]:
    """Return the words and the tone of a state."""
    return STATES[state]
