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
    State.AT_STORAGE: (_l("Anbardadır"), "info"),
    State.STOPPED: (_l("Dayandırılıb"), "danger"),
    State.REFUSED: (_l("Yükdən imtina edilib"), "danger"),
    State.RETURNING: (_l("Yük geri qayıdır"), "warning"),
    State.DELIVERED: (_l("Təhvil verilib"), "success"),
    State.CLOSED: (_l("Bağlanıb"), "neutral"),
    State.CANCELLED: (_l("Ləğv edilib"), "danger"),
    State.VOID: (_l("Etibarsız sayılıb"), "danger"),
}
ROLES: Final[dict[Role, Text]] = {
    Role.CONSIGNOR: _l("Yükgöndərən"),
    Role.CARRIER: _l("Daşıyıcı"),
    Role.DRIVER: _l("Sürücü"),
    Role.CONSIGNEE: _l("Yükalan"),
    Role.OTHER_CONSIGNEE: _l("Digər yükalan"),
    Role.NEXT_CARRIER: _l("Növbəti daşıyıcı"),
    Role.FORMER: _l("Əvvəlki tərəf"),
    Role.PORTAL: _l("Portal"),
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
    Action.REFUSE_TO_LOAD: _l("Daşıyıcı yükü götürmədi"),
    Action.REPLY: _l("Yükgöndərən qeydlərə cavab verdi"),
    Action.RESEAL: _l("Plomblar dəyişdirildi"),
    Action.RELOAD: _l("Yük başqa nəqliyyat vasitəsinə yükləndi"),
    Action.STORE: _l("Yük anbara qoyuldu"),
    Action.RETRIEVE: _l("Yük anbardan götürüldü"),
    Action.STOP: _l("Daşıma dayandırıldı"),
    Action.RECEIVE_PART: _l("Yükalan yükün bir hissəsini təhvil aldı"),
    Action.RECEIVE_DROP: _l("Yükalan öz payını təhvil aldı və imzaladı"),
    Action.REFUSE_DROP: _l("Yükalan öz payından imtina etdi"),
    Action.MISS_DROP: _l("Bu dayanacaqda yükü təhvil alan olmadı"),
    Action.STORE_PART: _l("Yükün bir hissəsi anbara qoyuldu"),
    Action.RETRIEVE_PART: _l("Anbardakı hissə götürüldü"),
    Action.CONFIRM: _l("Daşıyıcı fərqi təsdiqlədi"),
    Action.COUNTERSIGN: _l("Telefonla imzalanmış qəbul elektron imza ilə təsdiqləndi"),
    Action.REFUSE: _l("Yükalan yükdən imtina etdi"),
    Action.REPORT_NO_SHOW: _l("Yükü təhvil alan olmadı"),
    Action.SEND_BACK: _l("Yük geri göndərildi"),
    Action.COMPLAIN: _l("Yükalan şikayət etdi"),
    Action.HAND_DISPOSAL: _l("Sərəncam hüququ yükalana verildi"),
    Action.PROPOSE: _l("Dəyişiklik təklif olundu"),
    Action.AGREE: _l("Dəyişikliyə razılıq verildi"),
    Action.DECLINE: _l("Dəyişikliyə razılıq verilmədi"),
    Action.DROP: _l("Təklif geri götürüldü"),
    Action.VOID: _l("Qaimə tərəflərin razılığı ilə etibarsız sayıldı"),
    Action.CLOSE: _l("Qaimə bağlandı"),
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
    Action.RECEIVE_PART: _l("Bir hissəsini təhvil al"),
    Action.RECEIVE_DROP: _l("Öz payını təhvil al və imzala"),
    Action.REFUSE_DROP: _l("Öz payından imtina et"),
    Action.MISS_DROP: _l("Burada yükü təhvil alan yoxdur"),
    Action.STORE_PART: _l("Bir hissəsini anbara qoy"),
    Action.RETRIEVE_PART: _l("Anbardakı hissəni götür"),
    Action.REFUSE: _l("Yükdən imtina et"),
    Action.CONFIRM: _l("Fərqi təsdiqlə"),
    Action.COUNTERSIGN: _l("Qəbulu elektron imza ilə təsdiqlə"),
    Action.SEND_BACK: _l("Yükü geri göndər"),
    Action.REPLY: _l("Qeydlərə cavab ver"),
    Action.RELOAD: _l("Başqa nəqliyyat vasitəsinə yüklə"),
    Action.RESEAL: _l("Plombları dəyiş"),
    Action.STORE: _l("Anbara qoy"),
    Action.RETRIEVE: _l("Anbardan götür"),
    Action.STOP: _l("Daşımanı dayandır"),
    Action.REPORT_NO_SHOW: _l("Yükü təhvil alan yoxdur"),
    Action.REFUSE_TO_LOAD: _l("Yükü götürmə"),
    Action.COMPLAIN: _l("Şikayət et"),
    Action.HAND_DISPOSAL: _l("Sərəncam hüququnu yükalana ver"),
    Action.AGREE: _l("Razılıq ver və imzala"),
    Action.DECLINE: _l("Razılıq vermə"),
    Action.DROP: _l("Təklifi geri götür"),
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
    Action.REFUSE_TO_LOAD: (
        _l("Yükü götürməmək"),
        _l("Qaimə ləğv olunur: yük daşınmaya qəbul edilmir. Səbəbini yükgöndərən görəcək."),
    ),
}


def state_tag(state: State) -> tuple[Text, str]:
    """Return the words and the tone of a state."""
    return STATES[state]
