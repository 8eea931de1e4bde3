"""Typed refusals of the room."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable
from webapp.core.text import Text, _l


class NoSuchCase(NotFound):
    """There is no such case, or it is not the actor's."""

    code = "no-such-case"
    text = _l("Belə müraciət tapılmadı.")


class NoSuchService(NotFound):
    """No definition has this code today."""

    code = "no-such-service"
    text = _l("Belə elektron xidmət yoxdur və ya hazırda göstərilmir.")


class WrongApplicant(Forbidden):
    """The party acted for is not of a kind that may apply."""

    code = "wrong-applicant"
    text = _l("Bu xidmətə seçdiyiniz şəxsin adından müraciət edilmir. Kimin adından çıxış etdiyinizi dəyişin.")


class RightNeeded(Forbidden):
    """A responsible person has the right to apply, but not the one of this service."""

    code = "right-needed"
    text = _l("Bu xidmətə müraciət etmək üçün səlahiyyətiniz yoxdur.")

    def __init__(self, right: Text) -> None:
        super().__init__(
            _l(
                "Bu xidmətə müraciət etmək üçün firmanın rəhbəri sizə bu səlahiyyəti verməlidir: %(right)s.",
                right=right,
            )
        )


class StepNotPossible(Conflict):
    """The case is in another state: somebody else decided, or it was withdrawn."""

    code = "step-not-possible"
    text = _l("Müraciətin vəziyyəti dəyişib, bu əməliyyat artıq mümkün deyil. Səhifəni yeniləyin.")


class NotReady(Invalid):
    """Something is missing in the application; `missing` are (place, text)."""

    code = "not-ready"
    text = _l("Müraciətdə doldurulmamış və ya düzgün olmayan yerlər var.")

    def __init__(self, missing: list[tuple[str, Text]]) -> None:
        super().__init__(fields=dict(missing))
        self.missing = missing


class DefinitionChanged(Conflict):
    """The service is declared anew since the draft was begun."""

    code = "definition-changed"
    text = _l("Xidmətin şərtləri qaralamanı başladığınız vaxtdan bəri dəyişib. Qaralamanı açın və yeni şərtlərə keçin.")


class PlaceClosed(Conflict):
    """A place of a returned application that nobody marked, or a list of rows that is full."""

    code = "place-closed"
    text = _l("Bu yer düzəliş üçün açıq deyil və ya sətirlərin sayı həddə çatıb.")


class BeingSigned(Conflict):
    """A signature is under way."""

    code = "being-signed"
    text = _l("Müraciət hazırda imzalanır. Əvvəlcə imzanı tamamlayın və ya ləğv edin.")


class ChecksFail(Conflict):
    """A blocking check does not agree, so nobody can approve."""

    code = "checks-fail"
    text = _l(
        "Məcburi yoxlamalardan biri müsbət deyil, müraciət təsdiq edilə bilməz. Düzəlişə qaytarın və ya imtina edin."
    )


class ChecksChanged(Conflict):
    """The registers say something else than when the officer looked."""

    code = "checks-changed"
    text = _l("Qərar anında reyestrlərin cavabı dəyişib. Yeni nəticələrə baxın və qərarı yenidən verin.")


class RegistersSilent(Unavailable):
    """A register that must be asked again before the decision does not answer."""

    code = "registers-silent"
    text = _l(
        "Qərardan əvvəl yenidən soruşulmalı olan reyestr cavab vermir. Müraciət olduğu kimi qalır, bir az sonra təkrar edin."
    )


class SecondPersonNeeded(Forbidden):
    """The one who proposed cannot confirm."""

    code = "second-person-needed"
    text = _l("Təklifi verən şəxs onu özü təsdiq edə bilməz. İkinci şəxs təsdiq etməlidir.")


class UnknownGround(Invalid):
    """A ground that the regulation does not name (decision 191, 7.2)."""

    code = "unknown-ground"
    text = _l("Reqlamentdə göstərilməyən əsas seçmək olmaz.")


class OriginalNotNeeded(Conflict):
    """Every register that was asked answered: nobody may want the original of a document (191/2011, Rules 6.1.1)."""

    code = "original-not-needed"
    text = _l("Soruşulan reyestrlərin hamısı cavab verib: sənədin əslini tələb etmək olmaz.")


class ClockStopped(Conflict):
    """The clock stands already."""

    code = "clock-stopped"
    text = _l("Müddət artıq dayandırılıb.")


class AlreadyApplied(Conflict):
    """The same service for the same subject is already under way."""

    code = "already-applied"
    text = _l("Bu məsələ üzrə müraciətiniz artıq baxılır. Yeni müraciətə ehtiyac yoxdur.")


class ReviewsOpen(Conflict):
    """A body that must be heard has not answered yet."""

    code = "reviews-open"
    text = _l("Rəyi soruşulan orqanlardan biri hələ cavab verməyib.")


class BodyObjects(Conflict):
    """A body without whose consent nothing is approved objects."""

    code = "body-objects"
    text = _l("Razılığı məcburi olan orqan etiraz edib: müraciəti düzəlişə qaytarın və ya imtina edin.")


class NoSuchReview(NotFound):
    """There is no such opinion asked of the actor's body."""

    code = "no-such-review"
    text = _l("Belə rəy sorğusu tapılmadı.")


class AlreadyComplained(Conflict):
    """A complaint about the case waits for its answer."""

    code = "already-complained"
    text = _l("Bu müraciət üzrə şikayətiniz artıq var və baxılır.")


class NoSuchComplaint(NotFound):
    """There is no such complaint, or it is not the actor's."""

    code = "no-such-complaint"
    text = _l("Belə şikayət tapılmadı.")


class HadAHand(Forbidden):
    """Whoever decided the case does not answer the complaint about it."""

    code = "had-a-hand"
    text = _l("Müraciətə baxmış şəxs onun üzrə şikayətə baxa bilməz. Şikayətə başqa şəxs baxmalıdır.")


class NotCompetent(Forbidden):
    """The officer is away, or the kind of case is not theirs."""

    code = "not-competent"
    text = _l("Bu əməkdaş həmin növ müraciətə baxmır və ya bu gün işdə deyil.")
