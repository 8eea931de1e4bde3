"""What can be refused about documents."""

from webapp.core.errors import Conflict, Invalid, NotFound, constraint
from webapp.core.text import _l


class NoSuchDocument(NotFound):
    """No document has this token, or no such version of it exists."""

    code = "no-such-document"
    text = _l("Belə sənəd yoxdur.")


class VersionTaken(Conflict):
    """Two files became the same version: one of them must be added again."""

    code = "version-taken"


class AlreadyIssued(Conflict):
    """The document for this reference was issued before; it is changed, not issued anew."""

    code = "document-already-issued"
    text = _l("Bu sənəd artıq verilib.")


class NumberTaken(Conflict):
    """Another document of the kind bears the number; a revoked one keeps it for good."""

    code = "document-number-taken"
    text = _l("Bu nömrə ilə başqa sənəd verilib.")


class WrongDays(Invalid):
    """The last day comes before the first, or a suspension ends before it begins."""

    code = "document-days-wrong"
    text = _l("Son gün ilk gündən əvvəl ola bilməz.")


class ReasonMissing(Invalid):
    """A document is suspended, restored, revoked or given anew for a stated reason only."""

    code = "document-reason-missing"
    text = _l("Səbəb göstərilməlidir.")


class NotInThisState(Conflict):
    """The document stands so that the act is not possible. The subclasses say how it stands."""

    code = "document-not-in-this-state"
    text = _l("Sənədin vəziyyəti bu əməliyyata imkan vermir.")


class DocumentNotYetValid(NotInThisState):
    """Its first day has not come."""

    code = "document-not-yet-valid"
    text = _l("Sənəd hələ qüvvəyə minməyib.")


class DocumentValid(NotInThisState):
    """It is valid: there is nothing to restore."""

    code = "document-valid"
    text = _l("Sənəd qüvvədədir.")


class DocumentSuspended(NotInThisState):
    """It is suspended: restore it first."""

    code = "document-suspended"
    text = _l("Sənədin qüvvəsi dayandırılıb.")


class DocumentRevoked(NotInThisState):
    """It was revoked, for good."""

    code = "document-revoked"
    text = _l("Sənəd ləğv edilib və bərpa oluna bilməz.")


class DocumentExpired(NotInThisState):
    """Its last day has passed."""

    code = "document-expired"
    text = _l("Sənədin müddəti bitib.")


class DocumentReplaced(NotInThisState):
    """Another document stands in its place."""

    code = "document-replaced"
    text = _l("Bu sənədin əvəzinə yenisi verilib.")


ONE_PER_REF: str = "one_document_per_ref"
VERSION_ONCE: str = constraint("one_file_per_version", VersionTaken)
ISSUED_ONCE: str = constraint("pk_issued_documents", AlreadyIssued)
ONE_PER_NUMBER: str = constraint("one_living_document_per_number", NumberTaken)
DAYS_IN_ORDER: str = "days_in_order"
constraint(f"ck_issued_documents_{DAYS_IN_ORDER}", WrongDays)
