"""Refusals of what phones send."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound
from webapp.core.text import _l


class StatementWrong(Invalid):
    """What a phone sent is not what our page makes."""

    code = "statement-wrong"
    text = _l("Telefonun göndərdiyi qeyd oxunmadı.")


class NotNow(Conflict):
    """The phone tries again by itself: a photo or an earlier act is on its way, or somebody signs at this moment."""

    code = "not-now"
    text = _l("Bu qeyd bir az sonra özü yenidən göndəriləcək.")


class HeadMoved(Conflict):
    """Something happened to the waybill that the phone did not know when it signed."""

    code = "head-moved"
    text = _l("Siz bu qeydi edəndə qaimə artıq dəyişmişdi. Qeydiniz tətbiq olunmadı, telefonunuzda saxlanılır.")


class EarlierRefused(Conflict):
    """The act was made after one that was not taken."""

    code = "earlier-refused"
    text = _l("Əvvəlki qeydiniz qəbul olunmadığına görə bu da tətbiq olunmadı.")


class RightLost(Forbidden):
    """The carrier does not name this person among its drivers any more."""

    code = "right-lost"
    text = _l("Daşıyıcının sürücüləri sırasında deyilsiniz: bu qaimə üzrə hüququnuz bitib.")


class KeyEnded(Forbidden):
    """The phone's key was revoked, or its thirty days were over when it signed."""

    code = "key-ended"
    text = _l("Bu telefonun açarı qüvvədə deyil. Telefonu yenidən qeydə alın və qeydi təkrar imzalayın.")


class AccountClosed(Forbidden):
    """The operator closed the person's access."""

    code = "account-closed"
    text = _l("Hesabınıza giriş məhdudlaşdırılıb.")


class NoSuchPhoto(NotFound):
    """There is none, or the actor is no party to its waybill."""

    code = "no-such-photo"
    text = _l("Şəkil tapılmadı.")


class NoPhoto(Invalid):
    """A video or another file instead of a photo, or one that is too large."""

    code = "no-photo"
    text = _l("Yalnız 10 MB-a qədər JPEG şəkil qəbul edilir. Video əvəzinə şəkil çəkin.")
