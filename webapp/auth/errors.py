"""Refusals of the entrance."""

from webapp.core.errors import AppError, Conflict, Forbidden, NotFound, Unavailable
from webapp.core.text import _l


class AccountNotFound(NotFound):
    """No such account."""

    code = "account-not-found"
    text = _l("Bu istifadəçi hesabı tapılmadı.")


class SessionNotFound(NotFound):
    """No such session of this person."""

    code = "session-not-found"
    text = _l("Bu seans tapılmadı və ya artıq bitib.")


class AlreadyRestricted(Conflict):
    """The account is restricted already."""

    code = "account-already-restricted"
    text = _l("Bu hesaba giriş artıq məhdudlaşdırılıb.")


class NotRestricted(Conflict):
    """There is nothing to restore."""

    code = "account-not-restricted"
    text = _l("Bu hesaba giriş məhdudlaşdırılmayıb.")


class OwnAccount(Conflict):
    """Nobody closes their own access."""

    code = "own-account"
    text = _l("Öz hesabınıza girişi məhdudlaşdıra bilməzsiniz.")


class AccessRestricted(Forbidden):
    """The operator closed this person's access; `facts["reason"]` says why."""

    code = "access-restricted"
    text = _l("Hesabınıza giriş operator tərəfindən məhdudlaşdırılıb.")


class ProviderAway(Unavailable):
    """The sign-in service is down, slow or answers nonsense."""

    code = "sign-in-service-unavailable"
    text = _l("Giriş xidməti hazırda cavab vermir. Bir az sonra yenidən cəhd edin.")


class SignInRefused(AppError):
    """What came back from the provider is not believed. `why` goes to the log, never to the page."""

    code = "sign-in-refused"
    text = _l("Giriş tamamlanmadı. Yenidən cəhd edin.")

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class AnotherPerson(SignInRefused):
    """Somebody else confirmed than who is signed in."""

    code = "another-person"
    text = _l("Şəxsiyyəti başqa şəxs təsdiqlədi. Hesaba daxil olan şəxs özü təsdiqləməlidir.")


class WeakProof(SignInRefused):
    """The proof is not fresh or not of high assurance."""

    code = "weak-proof"
    text = _l("Bu əməliyyat üçün daha etibarlı üsulla təsdiq lazımdır: e-imza, mobil sertifikat və ya QR kod.")
