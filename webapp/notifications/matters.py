"""Templates for facts of the rooms below this one, which cannot plug in their own."""

from typing import Final

from flask import url_for

from webapp.cabinets import api as cabinets
from webapp.core.text import _l
from webapp.notifications.broadcasting import CODE as BROADCAST
from webapp.notifications.broadcasting import words as broadcast_words
from webapp.notifications.presenting import CHANNELS
from webapp.notifications.several import SEVERAL
from webapp.notifications.wording import NoticeArea, NotificationTemplate, Params


def _fields(params: Params) -> Params:
    """Put the labels of changed fields in place of their codes."""
    return {**params, "fields": ", ".join(str(cabinets.label_of(code)) for code in params["fields"])}


def _field(params: Params) -> Params:
    """Put the label of the changed field in place of its code."""
    return {**params, "field": cabinets.label_of(params["field"])}


def _channel(params: Params) -> Params:
    """Put the name of the channel in place of its code."""
    return {**params, "channel": CHANNELS[params["channel"]]}


UNREACHED: Final = "notifications.unreached"
SAFETY: Final = _l("kabinetinizin təhlükəsizliyi üçündür")
LAW: Final = _l("məlumatlarınız barədə sizə xəbər verilməlidir (Əsasnamə, 4.0.9)")
AREAS: Final = (
    NoticeArea("cabinets", _l("Kabinet, təşkilat və məsul şəxslər")),
    NoticeArea("auth", _l("Giriş və təhlükəsizlik")),
    NoticeArea("notifications", _l("Operatorun bildirişləri")),
)
TEMPLATES: Final = (
    NotificationTemplate(
        "cabinets.invited",
        _l("Sizi məsul şəxs kimi dəvət edirlər"),
        _l("%(party)s sizi məsul şəxs təyin etmək istəyir. Kabinetinizdə cavab verin."),
        lambda params: url_for("cabinets.invited", public_id=params["invitation"]),
        sms=True,
    ),
    NotificationTemplate(
        "cabinets.accepted",
        _l("Dəvətiniz qəbul edildi"),
        _l("%(person)s %(party)s təşkilatının məsul şəxsi oldu."),
        lambda _params: url_for("cabinets.people"),
    ),
    NotificationTemplate(
        "cabinets.declined",
        _l("Dəvətinizdən imtina edildi"),
        _l("%(person)s %(party)s təşkilatının məsul şəxsi olmaqdan imtina etdi."),
        lambda _params: url_for("cabinets.people"),
    ),
    NotificationTemplate(
        "cabinets.rights_changed",
        _l("Hüquqlarınız dəyişdi"),
        _l("%(party)s sizə verdiyi hüquqları və ya müddəti dəyişdi."),
        lambda _params: url_for("cabinets.act_as"),
        sms=True,
    ),
    NotificationTemplate(
        "cabinets.rights_ended",
        _l("Hüquqlarınız ləğv edildi"),
        _l("%(party)s sizə verdiyi hüquqları ləğv etdi."),
        lambda _params: url_for("cabinets.act_as"),
        sms=True,
    ),
    NotificationTemplate(
        "cabinets.invitation_ended",
        _l("Dəvət ləğv edildi"),
        _l("%(party)s adından göndərilən dəvət ləğv edildi: şəxs reyestrdə tapılmadı və ya dəvət geri götürüldü."),
        lambda _params: url_for("cabinets.people"),
    ),
    NotificationTemplate(
        "cabinets.data_changed",
        _l("Dövlət reyestrində məlumatınız dəyişdi"),
        _l("Dəyişən məlumat: %(fields)s. Əvvəlki və yeni dəyər kabinetinizdədir."),
        lambda _params: url_for("cabinets.me"),
        sms=True,
        words=_fields,
        required=LAW,
    ),
    NotificationTemplate(
        "cabinets.organisation_changed",
        _l("Təşkilatın reyestrdəki məlumatı dəyişdi"),
        _l("%(party)s: %(fields)s. Əvvəlki və yeni dəyər kabinetdədir."),
        lambda _params: url_for("cabinets.organisation"),
        words=_fields,
    ),
    NotificationTemplate(
        "cabinets.contact_changed",
        _l("Əlaqə məlumatınız dəyişdi"),
        _l("Dəyişən məlumat: %(field)s. Bunu siz etməmisinizsə, dərhal operatora yazın."),
        lambda _params: url_for("cabinets.me"),
        sms=True,
        words=_field,
        required=SAFETY,
        urgent=True,
    ),
    NotificationTemplate(
        "cabinets.report_answered",
        _l("Xəta bildirişinizə cavab verildi"),
        _l("Cavab “Məlumatım” səhifəsindədir."),
        lambda _params: url_for("cabinets.me"),
    ),
    NotificationTemplate(
        "auth.new_device",
        _l("Kabinetinizə yeni cihazdan daxil olundu"),
        _l("Cihaz: %(device)s. Bu siz deyilsinizsə, “Seanslarım” səhifəsində həmin seansı bitirin."),
        lambda _params: url_for("auth.own_sessions"),
        sms=True,
        required=SAFETY,
        urgent=True,
    ),
    NotificationTemplate(
        "auth.restricted",
        _l("Kabinetinizə giriş məhdudlaşdırıldı"),
        _l("Səbəbi daxil olmağa cəhd edəndə görəcəksiniz. Razı deyilsinizsə, operatora müraciət edin."),
        sms=True,
        required=SAFETY,
        urgent=True,
    ),
    NotificationTemplate(
        "auth.restored", _l("Kabinetinizə giriş bərpa edildi"), _l("Yenidən daxil ola bilərsiniz."), sms=True
    ),
    NotificationTemplate(
        BROADCAST,
        "%(title)s",
        "%(body)s",
        sms=True,
        words=broadcast_words,
        sample={
            "title": _l("Portal yenilənir"),
            "body": _l("Şənbə günü saat 02:00-dan 04:00-dək portal işləməyəcək."),
        },
        name=_l("Qrupa məlumat bildirişi"),
    ),
    NotificationTemplate(SEVERAL, _l("Yeni bildirişlər"), _l("Hamısı kabinetinizdədir."), sms=True),
    NotificationTemplate(
        UNREACHED,
        _l("Bildiriş sizə çatmadı"),
        _l("%(channel)s: göndərdiyimiz bildiriş qəbul edilmədi. Əlaqə məlumatınızı yoxlayın."),
        lambda _params: url_for("cabinets.contact_data"),
        words=_channel,
        silent=True,
        sample={"channel": "sms"},
    ),
)
