"""How a question to a register can end without data.

Technical ends are all `Unavailable` for a person: the work is kept and can be repeated. For the exchange they differ:
transient ones are tried again, permanent ones need an administrator, a rejected answer is an incident.
"""

from webapp.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound, Unavailable
from webapp.core.text import _l


class RegisterEnd:
    """What every end of an exchange tells: `message_id` of the last message, empty when none was sent."""

    message_id: str = ""


class RegisterUnavailable(RegisterEnd, Unavailable):
    """The register did not answer in time or said that it cannot just now (transient).

    `reason` is for the log; `repeatable` is false when trying at once is pointless; `upstream` is false when the
    cause was on our side, so that it does not count against the register.
    """

    code = "register-unavailable"
    text = _l("Dövlət reyestri hazırda cavab vermir. Məlumatınız saxlanılıb, sorğu təkrarlanacaq.")

    def __init__(self, reason: str, *, repeatable: bool = True, upstream: bool = True, detail: str = "") -> None:
        super().__init__(reason=reason)
        self.reason = reason
        self.detail = detail
        self.repeatable = repeatable
        self.upstream = upstream


class RegisterRefused(RegisterEnd, Unavailable):
    """The register or its security server refuses to answer us (permanent): access, certificate, agreement."""

    code = "register-refused"
    text = _l("Dövlət reyestri sorğunu qəbul etmədi. Məlumatınız saxlanılıb, inzibatçıya xəbər verilib.")

    def __init__(self, reason: str, *, detail: str = "") -> None:
        super().__init__(reason=reason, detail=detail)
        self.reason = reason
        self.detail = detail


class AnswerRejected(RegisterEnd, Unavailable):
    """An answer came that we may not believe (integrity): nothing of it is used, it is kept as evidence."""

    code = "register-answer-rejected"
    text = _l("Dövlət reyestrinin cavabı yoxlamadan keçmədi və istifadə olunmadı. İnzibatçıya xəbər verilib.")

    def __init__(self, reason: str, *, detail: str = "") -> None:
        super().__init__(reason=reason)
        self.reason = reason
        self.detail = detail


class NotInRegister(RegisterEnd, NotFound):
    """The register answered that it has no such record."""

    code = "not-in-register"
    text = _l("Dövlət reyestrində belə məlumat tapılmadı.")


class SeveralInRegister(RegisterEnd, Conflict):
    """The register has several records and does not say which is meant."""

    code = "several-in-register"
    text = _l("Dövlət reyestrində bir neçə uyğun qeyd var. Dəqiqləşdirmək üçün reyestrin sahibinə müraciət edin.")


class PurposeNotAllowed(Forbidden):
    """No agreement lets us ask this register for that purpose (decision 118, annex 2, clauses 2.5 and 3.3)."""

    code = "purpose-not-allowed"
    text = _l("Bu məlumatın göstərilən məqsədlə sorğulanmasına icazə yoxdur.")


class RoleNotAllowed(Forbidden):
    """The row allows the purpose, but not to whoever asks, or not in somebody else's name (clauses 2.5 and 6.6)."""

    code = "role-not-allowed"
    text = _l("Bu məlumatı reyestrdən sorğulamaq sizin səlahiyyətinizə daxil deyil.")


class ContractEnded(Forbidden):
    """The contract with the register's owner is not in force (decision 118, annex 2, clauses 3.3 to 3.6)."""

    code = "contract-ended"
    text = _l("Reyestrin sahibi ilə məlumat mübadiləsi müqaviləsi qüvvədə deyil.")


class OfficialMissing(Forbidden):
    """Nobody is named in whose name is asked: `userId` is never empty (clause 6.6)."""

    code = "official-missing"
    text = _l("Sorğunun kimin adından göndərildiyi göstərilməyib.")


class NoSuchQuestion(NotFound):
    """No waiting question has this id, or it has ended."""

    code = "no-such-question"
    text = _l("Belə gözləyən sorğu yoxdur.")


class NotARegisterNumber(Invalid):
    """What was given as FİN, VÖEN or plate cannot be one: nothing is asked."""

    code = "not-a-register-number"
    text = _l("FİN, VÖEN və ya nəqliyyat vasitəsinin qeydiyyat nişanı düzgün deyil.")


class UnknownMember(NotFound):
    """No participant has this code."""

    code = "unknown-member"
    text = _l("Belə iştirakçı yoxdur.")


class UnknownClient(NotFound):
    """No information system of a participant has this path."""

    code = "unknown-client"
    text = _l("İştirakçının belə informasiya sistemi yoxdur.")


class UnknownGroup(NotFound):
    """No group of information systems has this code."""

    code = "unknown-group"
    text = _l("Belə qrup yoxdur.")


class UnknownService(NotFound):
    """We provide no service with this code."""

    code = "unknown-service"
    text = _l("Belə xidmət yoxdur.")


class UnknownVersion(NotFound):
    """The service has no such version."""

    code = "unknown-version"
    text = _l("Xidmətin belə versiyası yoxdur.")


class NotGranted(NotFound):
    """There is no such right, or the certificate is not on the list, to be taken away."""

    code = "not-granted"
    text = _l("Belə hüquq verilməyib.")


class AlreadyInState(Conflict):
    """The participant or the version is not in the state from which this step leads on."""

    code = "already-in-state"
    text = _l("Bu addım hazırkı vəziyyətdə mümkün deyil.")


class ReasonNeeded(Invalid):
    """A block or a disconnection states its reason."""

    code = "reason-needed"
    text = _l("Səbəbi yazın.")


class ProcedureNeeded(Invalid):
    """A service goes live only with the procedure of archiving its requests (decision 118, annex 2, clause 3.8.4)."""

    code = "archive-procedure-needed"
    text = _l("Arxivləşdirilən məlumatların siyahısını və saxlanma müddətini göstərin.")


class GroundNeeded(Invalid):
    """Real estate is asked about on a reasoned request only (charter 5.2.11): the ground is missing or too short."""

    code = "ground-needed"
    text = _l("Daşınmaz əmlak üzrə sorğu üçün əsaslandırma yazın (20–1000 simvol).")


class PeriodNotAllowed(Invalid):
    """The period ends before it begins, or is longer than a year."""

    code = "period-not-allowed"
    text = _l("Müddət bir ildən uzun ola bilməz və sonu əvvəlindən tez olmamalıdır.")


class ArchiveFailed(Exception):
    """The evidence of a message could not be kept: the message must not leave, the answer must not be used."""


TECHNICAL: tuple[type[AppError], ...] = (RegisterUnavailable, RegisterRefused, AnswerRejected)
