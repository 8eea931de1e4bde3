"""Types, operations, states, findings in words: one place for pages, forms and messages."""

from typing import Final

from webapp.core.text import Text, _l
from webapp.permits.rules import By, Operation, State

TYPES: Final[dict[str, Text]] = {
    "cargo": _l("Ölkədaxili yük daşımaları üçün buraxılış vəsiqəsi"),
    "occasional": _l("Ölkədaxili qeyri-müntəzəm sərnişin daşımaları üçün buraxılış vəsiqəsi"),
    "taxi": _l("Taksi ilə sərnişin daşımaları üçün buraxılış vəsiqəsi"),
    "international_cargo": _l("Beynəlxalq yük daşımaları operatorunun buraxılış vəsiqəsi"),
    "international_passengers": _l("Beynəlxalq qeyri-müntəzəm sərnişin daşımaları operatorunun buraxılış vəsiqəsi"),
    "taxi_orders": _l("Taksi sifarişi operatorunun buraxılış vəsiqəsi"),
    "mark": _l("Fərqlənmə nişanı"),
    "special_mark": _l("Xüsusi fərqlənmə nişanı"),
    "oversize": _l("İriqabaritli və ağırçəkili nəqliyyat vasitəsinin birdəfəlik gediş icazəsi"),
    "road_works": _l("Ümumi istifadədə olan avtomobil yollarında işlərin aparılması üçün texniki şərtlər"),
}
CARD: Final = _l("Buraxılış kartı")
CARD_TITLES: Final[dict[str, Text]] = {
    "cargo": _l("Ölkədaxili yük daşımaları üçün buraxılış kartı"),
    "occasional": _l("Ölkədaxili qeyri-müntəzəm sərnişin daşımaları üçün buraxılış kartı"),
    "taxi": _l("Taksi ilə sərnişin daşımaları üçün buraxılış kartı"),
    "international_cargo": _l("Beynəlxalq yük daşımaları üçün buraxılış kartı"),
    "international_passengers": _l("Beynəlxalq qeyri-müntəzəm sərnişin daşımaları üçün buraxılış kartı"),
}
OPERATIONS: Final[dict[Operation, Text]] = {
    Operation.ISSUE: _l("Verilmə"),
    Operation.DUPLICATE: _l("Dublikat"),
    Operation.ANNEX: _l("Əlavə"),
    Operation.REREGISTRATION: _l("Yenidən rəsmiləşdirmə"),
    Operation.SUSPENSION: _l("Dayandırma"),
    Operation.RESTORATION: _l("Bərpa"),
    Operation.REVOCATION: _l("Ləğv"),
}
ASKED: Final[dict[Operation, Text]] = {
    Operation.ISSUE: _l("Yeni icazə almaq"),
    Operation.DUPLICATE: _l("Dublikat almaq"),
    Operation.ANNEX: _l("Nəqliyyat vasitəsi əlavə etmək və ya çıxarmaq"),
    Operation.REREGISTRATION: _l("Yenidən rəsmiləşdirmək"),
    Operation.SUSPENSION: _l("Dayandırmaq"),
    Operation.RESTORATION: _l("Bərpa etmək"),
    Operation.REVOCATION: _l("Ləğv etmək"),
}
STATES: Final[dict[State, tuple[Text, str]]] = {
    State.ACTIVE: (_l("Qüvvədədir"), "success"),
    State.SUSPENDED: (_l("Dayandırılıb"), "warning"),
    State.REVOKED: (_l("Ləğv edilib"), "danger"),
    State.EXPIRED: (_l("Müddəti bitib"), "neutral"),
}
BY: Final[dict[By, Text]] = {
    By.HOLDER: _l("Sahibinin müraciəti"),
    By.OFFICE: _l("Agentliyin qərarı"),
    By.SYSTEM: _l("Avtomatik yoxlama"),
    By.PERMIT: _l("İcazə ilə birlikdə"),
}
CARRIAGES: Final[dict[str, Text]] = {
    "goods": _l("Yük daşınması"),
    "passengers": _l("Sərnişin daşınması"),
    "taxi": _l("Taksi"),
}
DEFECTS: Final[dict[str, Text]] = {
    "inspection": _l("Texniki baxışın müddəti bitib"),
    "insurance": _l("İcbari sığortanın müddəti bitib"),
    "passengers": _l("Sərnişinlərin icbari sığortasının müddəti bitib"),
    "gone": _l("Nəqliyyat vasitəsi artıq sizin adınıza deyil"),
    "deregistered": _l("Nəqliyyat vasitəsinin qeydiyyatı qüvvədə deyil"),
    "too_old": _l("Taksi avtomobilinin yaşı həddi keçib"),
    "licence": _l("Qüvvədə olan sürücülük vəsiqəsi ilə taksi sürücüsü yoxdur"),
    "taxpayer": _l("Vergi ödəyicisinin fəaliyyəti dayandırılıb və ya bağlanıb"),
}
LIMITS: Final[dict[str, Text]] = {
    "length_single": _l("Uzunluq"),
    "length_combination": _l("Avtoqatarın uzunluğu"),
    "width": _l("En"),
    "height": _l("Hündürlük"),
    "gross_2": _l("Tam kütlə, iki ox"),
    "gross_3": _l("Tam kütlə, üç ox"),
    "gross_3_air": _l("Tam kütlə, üç ox, pnevmatik asqı"),
    "gross_4": _l("Tam kütlə, dörd ox"),
    "gross_combination": _l("Avtoqatarın tam kütləsi"),
    "axle": _l("Oxa düşən yük"),
}
PERIODS: Final[dict[str, Text]] = {
    "1": _l("Bir ay"),
    "3": _l("Bir rüb"),
    "6": _l("Yarım il"),
    "12": _l("Bir il"),
}


def state_tag(state: State) -> tuple[Text, str]:
    """Return the words and the tone for a state."""
    return STATES[state]


def card_title(type_code: str) -> Text:
    """Return what a card of a type is called on itself."""
    return CARD_TITLES.get(type_code, CARD)


def type_name(code: str) -> Text:
    """Return the type in words, or its code when nobody knows it any more."""
    return TYPES.get(code, code)
