"""Refusals of the machine API."""

from collections.abc import Sequence
from typing import Any

from webapp.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound, UnsupportedMedia
from webapp.core.text import Text, _l
from webapp.waybills.machine.shapes import Fault


class Malformed(AppError):
    """The body is no JSON, or a parameter is not what the description says."""

    code = "malformed"
    text = _l("Sorğunu oxumaq mümkün olmadı: gövdə və parametrlər OpenAPI təsvirinə uyğun olmalıdır.")


class NotJson(UnsupportedMedia):
    """The body is of another kind."""

    code = "json-needed"
    text = _l("Sorğunun gövdəsi application/json olmalıdır.")


class VersionNeeded(AppError):
    """The request must say in If-Match which version it means (RFC 6585, section 3)."""

    status = 428
    code = "precondition-required"
    text = _l("If-Match başlığında hansı versiyanı dəyişdiyinizi göstərin.")


class VersionPassed(AppError):
    """Somebody changed it since (RFC 9110, 15.5.13); the fact `version` is the one that stands."""

    status = 412
    code = "precondition-failed"
    text = _l("Qaimə bu arada dəyişib. Onu yenidən oxuyun və dəyişikliyi təkrarlayın.")


class BadContent(Invalid):
    """The document has faults, each with its place."""

    code = "bad-content"

    def __init__(self, faults: Sequence[Fault], text: Text | None = None) -> None:
        problems: list[dict[str, Any]] = [one.as_json() for one in faults[:100]]
        super().__init__(text, problems=problems)


class NotYourFirm(Forbidden):
    """A firm draws waybills up in its own part only; `errors` say where another one stands."""

    code = "not-your-firm"
    text = _l("Bu rolda başqa təşkilat göstərilib: qaiməni yalnız öz adınızdan hazırlaya bilərsiniz.")

    def __init__(self, found: Fault) -> None:
        super().__init__(problems=[found.as_json()])


class NotAProgram(Forbidden):
    """Only programs of the sandbox play other parties' parts."""

    code = "sandbox-only"
    text = _l("Bu əməliyyat yalnız sınaq mühitindəki proqramlar üçündür.")


class NoSuchSigner(NotFound):
    """The firm has nobody of this id who may sign."""

    code = "no-such-signer"
    text = _l("Təşkilatda imza hüququ olan belə şəxs yoxdur.")


class NotReadyYet(Conflict):
    """Blocking checks failed, so the waybill as it stands cannot be signed; `errors` name each with its place in it."""

    code = "not-ready"
    text = _l("Qaimə imzaya hazır deyil: düzəliş tələb olunur.")

    def __init__(self, findings: list[dict[str, str]]) -> None:
        super().__init__(problems=findings)


class LiveOnly(Forbidden):
    """The sandbox has no templates."""

    code = "live-only"
    text = _l("Şablonlar sınaq mühitində yoxdur.")
