"""Rights over texts: seeing them, writing and reviewing in a language, publishing, terms, everything."""

from typing import Final

from webapp.core.permissions import OfficeRole, Permission
from webapp.core.text import _l

VIEW: Final = Permission("translations.view", _l("Saytın mətnlərinə və onların tarixçəsinə baxmaq"))
TRANSLATE: Final = {
    "az": Permission("translations.translate.az", _l("Azərbaycan dilində mətnləri redaktə etmək")),
    "en": Permission("translations.translate.en", _l("Mətnləri ingilis dilinə tərcümə etmək")),
    "ru": Permission("translations.translate.ru", _l("Mətnləri rus dilinə tərcümə etmək")),
}
REVIEW: Final = {
    "az": Permission("translations.review.az", _l("Azərbaycan dilində mətnləri təsdiqləmək")),
    "en": Permission("translations.review.en", _l("İngilis dilinə tərcümələri təsdiqləmək")),
    "ru": Permission("translations.review.ru", _l("Rus dilinə tərcümələri təsdiqləmək")),
}
PUBLISH: Final = Permission("translations.publish", _l("Mətnləri dərc etmək və əvvəlki nəşrə qayıtmaq"))
GLOSSARY: Final = Permission("translations.glossary", _l("Tərcümə lüğətini aparmaq"))
ADMINISTER: Final = Permission(
    "translations.administer", _l("Tərcümə qaydalarını və mətnlərin məhdudiyyətlərini təyin etmək")
)

ROLES: Final = (
    OfficeRole(
        "translator",
        _l("Tərcümə inzibatçısı"),
        (VIEW, *TRANSLATE.values(), *REVIEW.values(), PUBLISH, GLOSSARY, ADMINISTER),
    ),
    OfficeRole("text_translator_az", _l("Redaktor (Azərbaycan dili)"), (VIEW, TRANSLATE["az"])),
    OfficeRole("text_translator_en", _l("Tərcüməçi (ingilis dili)"), (VIEW, TRANSLATE["en"])),
    OfficeRole("text_translator_ru", _l("Tərcüməçi (rus dili)"), (VIEW, TRANSLATE["ru"])),
    OfficeRole("text_reviewer_az", _l("Mətnlərin yoxlayıcısı (Azərbaycan dili)"), (VIEW, REVIEW["az"])),
    OfficeRole("text_reviewer_en", _l("Tərcümə yoxlayıcısı (ingilis dili)"), (VIEW, REVIEW["en"])),
    OfficeRole("text_reviewer_ru", _l("Tərcümə yoxlayıcısı (rus dili)"), (VIEW, REVIEW["ru"])),
    OfficeRole("text_publisher", _l("Mətnləri dərc edən"), (VIEW, PUBLISH)),
    OfficeRole("auditor", _l("Auditor"), (VIEW,)),
)
ALL: Final = (VIEW, *TRANSLATE.values(), *REVIEW.values(), PUBLISH, GLOSSARY, ADMINISTER)
