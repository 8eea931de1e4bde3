"""Messages: what is told to the holder of a permit."""

from typing import Any, Final

from flask import url_for

from webapp.core.text import _, _l
from webapp.notifications.api import NotificationTemplate
from webapp.permits.wording import DEFECTS, type_name

Params = dict[str, Any]


def _page(params: Params) -> str:
    return url_for("permits.show", public_id=params["permit"])


def _list(_params: Params) -> str:
    return url_for("permits.index")


def _words(params: Params) -> Params:
    """Codes among the params become words in the reader's language."""
    said = dict(params)
    if "defect" in said:
        said["defect"] = str(DEFECTS.get(str(said["defect"]), said["defect"]))
    if "type" in said:
        said["type"] = str(type_name(str(said["type"])))
    if "about" in said:
        said["about"] = said["about"] or _("bütün icazə")
    return said


def _template(code: str, title: Any, body: Any, *, sms: bool = True, link: Any = _page) -> NotificationTemplate:
    return NotificationTemplate(f"permits.{code}", title, body, link, sms=sms, words=_words)


TEMPLATES: Final = (
    _template(
        "defect",
        _l("İcazənin şərti pozulub"),
        _l("%(number)s, %(about)s: %(defect)s. %(day)s tarixinədək aradan qaldırın, əks halda dayandırılacaq."),
    ),
    _template(
        "suspended",
        _l("İcazə və ya kart dayandırıldı"),
        _l("%(number)s, %(about)s dayandırıldı. Səbəb: %(reason)s"),
    ),
    _template(
        "restored",
        _l("İcazə və ya kart bərpa olundu"),
        _l("%(number)s, %(about)s yenidən qüvvədədir."),
    ),
    _template(
        "revoked",
        _l("İcazə və ya kart ləğv edildi"),
        _l("%(number)s, %(about)s ləğv edildi. Səbəb: %(reason)s"),
    ),
    _template(
        "ends",
        _l("İcazənin müddəti bitir"),
        _l("%(type)s, %(number)s: müddəti %(day)s bitir, %(days)s gün qalıb."),
    ),
    _template(
        "plate_changed",
        _l("Qeydiyyat nişanı dəyişib"),
        _l(
            "%(old)s nişanı %(new)s olub. %(number)s icazəsini yenidən rəsmiləşdirin: əvvəlki kart yeni nişana aid deyil."
        ),
    ),
    _template(
        "place",
        _l("Növbəniz çatdı"),
        _l("%(case)s nömrəli müraciət üçün ərazi üzrə yer ayrıldı. Müraciətə baxılma davam edir."),
        link=_list,
    ),
)
