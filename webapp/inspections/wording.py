"""States, places, violations and answers in words and colours: one place for pages, documents and messages."""

from typing import Final

from webapp.core.text import Text, _l
from webapp.inspections.rules import Answer, Checked, Outcome, State, Subject

STATES: Final[dict[str, tuple[Text, str]]] = {
    State.FILED: (_l("İmza gözləyir"), "warning"),
    State.SIGNED: (_l("Qüvvədədir"), "success"),
    State.CORRECTED: (_l("Yeni aktla düzəldilib"), "neutral"),
    State.ANNULLED: (_l("Ləğv edilib"), "danger"),
}
OUTCOMES: Final[dict[str, tuple[Text, str]]] = {
    Outcome.IN_ORDER: (_l("Qaydasındadır"), "success"),
    Outcome.VIOLATIONS: (_l("Pozuntu var"), "danger"),
}
SUBJECTS: Final[dict[str, Text]] = {
    Subject.DRIVER: _l("Sürücü (fiziki şəxs)"),
    Subject.OFFICIAL: _l("Daşıyıcının vəzifəli şəxsi"),
    Subject.ENTITY: _l("Daşıyıcı (hüquqi şəxs)"),
}
CHECKED: Final[dict[str, Text]] = {
    Checked.WAYBILL: _l("Yük qaiməsi"),
    Checked.JOURNEY_FORM: _l("Formulyar"),
    Checked.PERMIT_CARD: _l("Buraxılış kartı"),
    Checked.TRIP_SHEET: _l("Yol vərəqi"),
    Checked.TICKETS: _l("Sərnişinlərin biletləri"),
    Checked.LICENCE: _l("Sürücülük vəsiqəsi"),
    Checked.INSPECTION: _l("Texniki baxış"),
    Checked.INSURANCE: _l("İcbari sığorta"),
    Checked.LOAD: _l("Yükün özü"),
    Checked.SEALS: _l("Plomblar"),
}
ANSWERS: Final[dict[str, tuple[Text, str]]] = {
    Answer.OK: (_l("Qaydasındadır"), "success"),
    Answer.NOT: (_l("Qaydasında deyil"), "danger"),
    Answer.SILENT: (_l("Reyestr cavab vermədi"), "neutral"),
    Answer.ABSENT: (_l("Reyestrdə yoxdur"), "danger"),
}
REGIONS: Final[dict[str, Text]] = {
    "baku": _l("Bakı"),
    "absheron_khizi": _l("Abşeron-Xızı"),
    "daghlig_shirvan": _l("Dağlıq Şirvan"),
    "ganja_dashkasan": _l("Gəncə-Daşkəsən"),
    "karabakh": _l("Qarabağ"),
    "gazakh_tovuz": _l("Qazax-Tovuz"),
    "guba_khachmaz": _l("Quba-Xaçmaz"),
    "lankaran_astara": _l("Lənkəran-Astara"),
    "central_aran": _l("Mərkəzi Aran"),
    "mil_mughan": _l("Mil-Muğan"),
    "shaki_zagatala": _l("Şəki-Zaqatala"),
    "east_zangezur": _l("Şərqi Zəngəzur"),
    "shirvan_salyan": _l("Şirvan-Salyan"),
    "nakhchivan": _l("Naxçıvan"),
}
VIOLATIONS: Final[dict[str, Text]] = {
    "no_waybill": _l("Yük elektron qaiməsiz daşınır"),
    "no_journey_form": _l("Sifarişli səfər formulyarsız həyata keçirilir"),
    "regular_stops": _l("Sifarişli səfərdə müntəzəm marşrutun dayanacaqlarından istifadə edilir"),
    "no_ticket_account": _l("Bilet-uçot vərəqi yoxdur"),
    "no_card": _l("Yük və ya sifarişli sərnişin daşımasında buraxılış kartı yoxdur"),
    "no_permit": _l("Yük və ya sifarişli sərnişin daşımasına icazə yoxdur"),
    "taxi_no_card": _l("Taksidə buraxılış kartı yoxdur"),
    "taxi_no_permit": _l("Taksi fəaliyyətinə icazə yoxdur"),
    "order_to_no_card": _l("Sifariş buraxılış kartı olmayan taksiyə ötürülüb"),
    "untrained_driver": _l("Buraxılış kartı hazırlıq keçməmiş sürücüyə verilib"),
    "no_mark": _l("Fərqlənmə nişanı yoxdur"),
    "cabotage": _l("Xarici nişanlı nəqliyyat vasitəsi ilə ölkədaxili daşıma"),
    "licence_over": _l("Sürücülük vəsiqəsi qüvvədə deyil"),
    "inspection_over": _l("Texniki baxışın müddəti bitib"),
    "insurance_over": _l("İcbari sığorta qüvvədə deyil"),
    "other_goods": _l("Yük qaimədə yazılana uyğun deyil"),
    "seals_broken": _l("Plomblar qaimədə yazılana uyğun deyil"),
    "forged_paper": _l("Sənəd və ya QR kod saxtadır"),
}
PAPERS: Final[dict[str, Text]] = {
    "waybill": _l("Yük qaiməsi"),
    "journey_form": _l("Formulyar"),
    "permit_card": _l("Buraxılış kartı"),
    "trip_sheet": _l("Yol vərəqi"),
    "ticket": _l("Bilet"),
    "other": _l("Digər sənəd"),
}
MEANS: Final[dict[str, Text]] = {
    "qr": _l("QR kodla"),
    "number": _l("Nömrə ilə"),
    "plate": _l("Qeydiyyat nişanı ilə"),
    "unknown": _l("Nömrə ilə"),
}
STEPS: Final[dict[str, Text]] = {
    "looked": _l("Yolda yoxlama aparıldı"),
    "filed": _l("Nəzarət aktı tərtib edildi"),
    "signed": _l("Nəzarət aktı imzalandı"),
    "corrected": _l("Nəzarət aktı yeni aktla düzəldildi"),
    "annulled": _l("Nəzarət aktı ləğv edildi"),
    "exported": _l("Nəzarət aktlarının statistikası endirildi"),
}
