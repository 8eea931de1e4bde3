"""The words of form 2 (act 002, Rules, annex 2) and of what it may say."""

from typing import Final

from webapp.core.text import Text, _l

FORM2: Final[dict[str, Text]] = {
    "body": _l("Elektron xidmət göstərən dövlət qurumunun adı"),
    "request": _l("Elektron xidmət haqqında məlumatın"),
    "name": _l("Elektron xidmətin adı"),
    "executors": _l("Elektron xidmətin digər icraçıları"),
    "content": _l("Elektron xidmətin məzmunu"),
    "legal_basis": _l("Elektron xidmətin göstərilməsinin hüquqi əsası"),
    "kind": _l("Elektron xidmətin növü"),
    "payment": _l("Elektron xidmət üzrə ödəniş"),
    "users": _l("Elektron xidmətin istifadəçiləri"),
    "place": _l("Elektron xidmətin təqdim olunma yeri"),
}
HINTS: Final[dict[str, Text]] = {
    "body": _l("tam adı"),
    "name": _l("elektron xidmətin rəsmi adı"),
    "executors": _l(
        "elektron xidmətin göstərilməsində iştirak edən digər dövlət orqanlarının və qurumlarının siyahısı"
    ),
    "content": _l("xidmət və onun tətbiq sahəsi haqqında qısa məlumat"),
    "legal_basis": _l("xidmətin göstərilməsini tənzimləyən normativ hüquqi aktlar (konkret bəndləri göstərilməklə)"),
    "place": _l("elektron xidmətin göstərildiyi internet informasiya ehtiyatının veb ünvanı"),
}
REGISTER_NUMBER: Final = _l("Reyestr №")
CONFIRMED: Final = _l("Təqdim olunan məlumatların həqiqiliyini təsdiq edirik")
HEAD: Final = _l("Rəhbərin soyadı, adı")
CHANGED_ON: Final = _l("Məlumatın dəyişdiyi gün")
LIST_NO: Final = _l("Siyahıdakı nömrə")
REQUESTS: Final[dict[str, Text]] = {
    "register": _l("qeydə alınmasını"),
    "amend": _l("üzərində düzəliş aparılmasını"),
    "cancel": _l("qeydə alınmasının ləğv edilməsini"),
}
REQUEST_TITLES: Final[dict[str, Text]] = {
    "register": _l("Elektron xidmətin qeydə alınması"),
    "amend": _l("Elektron xidmət haqqında məlumata düzəliş"),
    "cancel": _l("Elektron xidmətin qeydə alınmasının ləğvi"),
}
KINDS: Final[dict[str, Text]] = {"informative": _l("informativ"), "interactive": _l("interaktiv")}
PAYMENTS: Final[dict[str, Text]] = {"free": _l("ödənişsiz"), "paid": _l("ödənişli")}
USERS: Final[dict[str, Text]] = {
    "natural": _l("fiziki şəxslər"),
    "legal": _l("hüquqi şəxslər"),
    "state": _l("dövlət orqanları"),
    "other": _l("digərləri"),
}
WANTED: Final[dict[str, Text]] = {
    "body": _l("Qurumun tam adını yazın."),
    "number": _l("Reyestr nömrəsini yazın."),
    "name": _l("Elektron xidmətin rəsmi adını yazın."),
    "content": _l("Elektron xidmətin məzmununu yazın."),
    "legal_basis": _l("Hüquqi əsası konkret bəndləri ilə yazın."),
    "kind": _l("Elektron xidmətin növünü seçin."),
    "payment": _l("Ödənişsiz və ya ödənişli olduğunu seçin."),
    "users": _l("İstifadəçiləri seçin."),
    "place": _l("Xidmətin göstərildiyi veb ünvanı yazın."),
    "confirmed": _l("Məlumatların həqiqiliyini təsdiq edin."),
    "changed_on": _l("Məlumatın dəyişdiyi günü yazın."),
    "head": _l("Rəhbərin soyadını və adını yazın."),
}
