"""Typed refusals. Each knows its HTTP status, a stable code for machines and a text for people.

The edge turns them into a page, an htmx fragment or problem+json (RFC 9457).
"""

from typing import ClassVar

from webapp.core.text import Text, _l

CONSTRAINTS: dict[str, type["AppError"]] = {}


class AppError(Exception):
    """Something that the person should read. Subclasses set `status`, `code` and `text`; `fields` names form fields."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad-request"
    text: ClassVar[Text] = _l("Sorğunu yerinə yetirmək mümkün olmadı.")

    def __init__(self, text: Text | None = None, *, fields: dict[str, Text] | None = None, **facts: object) -> None:
        super().__init__(self.code)
        self.message: Text = text or self.text
        self.fields = fields or {}
        self.facts = facts

    def __str__(self) -> str:
        """Return the text for people, in the language of the moment."""
        return str(self.message)


class NotFound(AppError):
    """There is no such thing, or the actor may not know that there is."""

    status = 404
    code = "not-found"
    text = _l("Axtardığınız məlumat tapılmadı.")


class Forbidden(AppError):
    """The actor lacks the right."""

    status = 403
    code = "forbidden"
    text = _l("Bu əməliyyat üçün hüququnuz yoxdur.")


class SignInNeeded(AppError):
    """Nobody is signed in, or the session ended."""

    status = 401
    code = "sign-in-needed"
    text = _l("Davam etmək üçün daxil olun.")


class StepUpNeeded(SignInNeeded):
    """The person must prove anew who they are, with a means of high assurance."""

    code = "step-up-needed"
    text = _l("Bu əməliyyat üçün şəxsiyyətinizi yenidən təsdiqləyin.")


class Conflict(AppError):
    """The thing is in another state than the actor believed."""

    status = 409
    code = "conflict"
    text = _l("Məlumat bu arada dəyişib. Səhifəni yeniləyin və əməliyyatı təkrarlayın.")


class StaleVersion(Conflict):
    """Somebody saved in between; `facts` may hold what stands now under `theirs`."""

    code = "stale-version"
    text = _l("Bu məlumatı başqa pəncərədə və ya başqa istifadəçi dəyişib.")


class TooLarge(AppError):
    """More bytes than allowed."""

    status = 413
    code = "too-large"
    text = _l("Göndərdiyiniz məlumatın həcmi icazə veriləndən böyükdür.")


class UnsupportedMedia(AppError):
    """The content is not of a kind that may be stored."""

    status = 415
    code = "unsupported-media-type"
    text = _l("Bu fayl növü qəbul edilmir.")


class Invalid(AppError):
    """What was typed breaks a rule; `fields` says where."""

    status = 422
    code = "invalid"
    text = _l("Məlumatda düzəliş tələb olunur.")


class TooMany(AppError):
    """Too many tries in a short time."""

    status = 429
    code = "too-many-requests"
    text = _l("Qısa müddətdə çox cəhd edildi. Bir az sonra yenidən cəhd edin.")


class Unavailable(AppError):
    """A counterpart does not answer; the work is kept and can be repeated."""

    status = 503
    code = "unavailable"
    text = _l("Xidmət müvəqqəti olaraq cavab vermir. Məlumatınız saxlanılıb, bir az sonra yenidən cəhd edin.")


def constraint(name: str, error: type[AppError]) -> str:
    """Say that breaking the database constraint `name` reads as `error`; returns `name` for use in the table."""
    CONSTRAINTS[name] = error
    return name
