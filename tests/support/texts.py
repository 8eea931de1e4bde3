"""A small set of catalogues, and the people who work on their texts."""

import polib

from webapp.core.actor import Actor
from webapp.translations.permissions import ADMINISTER, GLOSSARY, PUBLISH, REVIEW, TRANSLATE, VIEW

PLURAL = {
    "az": "nplurals=2; plural=(n != 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
HELP = "webapp/ui/templates/pages/help.html"
OFFICE = "webapp/workflow/templates/workflow/office_queue.html"
TEXTS = {
    "Kömək": (HELP, "Help", "Помощь"),
    "%(amount)s ödə": ("webapp/payments/templates/payments/show.html", "Pay %(amount)s", "Оплатить %(amount)s"),
    "Qaimə imzalandı.": ("webapp/waybills/services/signing.py", "The waybill is signed.", "Накладная подписана."),
    "Müraciətlər": (OFFICE, "Cases", "Обращения"),
    "Ətraflı <b>burada</b>": (HELP, "More <b>here</b>", "Подробнее <b>здесь</b>"),
}
DAYS = ("%(num)s gün qalıb", "%(num)s gün qalıb.")
DAYS_IN = {
    "en": ["%(num)s day left", "%(num)s days left"],
    "ru": ["остался %(num)s день", "осталось %(num)s дня", "осталось %(num)s дней"],
}


def write_catalogues(folder, texts=TEXTS, *, change=None):
    """Write catalogues of `texts` below `folder`; `change(language, file)` may do anything to each before it is saved."""
    for place, language in enumerate(("az", "en", "ru")):
        file = polib.POFile(wrapwidth=0)
        file.metadata = {
            "Language": language,
            "Plural-Forms": PLURAL[language],
            "Content-Type": "text/plain; charset=utf-8",
        }
        for msgid, row in texts.items():
            flags = ["python-format"] if "%(" in msgid else []
            words = row[place] if place else ""
            file.append(polib.POEntry(msgid=msgid, msgstr=words, occurrences=[(row[0], "")], flags=flags))
        forms = dict(enumerate(DAYS_IN.get(language, ["", ""])))
        entry = polib.POEntry(msgid=DAYS[0], msgid_plural=DAYS[1], msgstr_plural=forms, flags=["python-format"])
        entry.occurrences = [("webapp/tickets/wording.py", "")]
        file.append(entry)
        if change:
            change(language, file)
        path = folder / language / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        file.save(str(path))
    return folder


def _actor(number, name, *rights):
    return Actor(
        account_id=number,
        name=name,
        rights=frozenset(one.code for one in rights),
        office_roles=frozenset({"translator"}),
    )


SAMIRA = _actor(71, "Samirə", VIEW, *TRANSLATE.values(), *REVIEW.values(), PUBLISH, GLOSSARY, ADMINISTER)
RENA = _actor(72, "Rəna", VIEW, *REVIEW.values(), PUBLISH)
ONLY_RUSSIAN = _actor(73, "Nigar", VIEW, TRANSLATE["ru"])
VIEWER = _actor(74, "Mehri", VIEW)
