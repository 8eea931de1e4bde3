"""Typed refusals of the room. Each says what is wrong with the file and what helps; the field is named by the service."""

from webapp.core.errors import Conflict, Invalid, NotFound, Unavailable, constraint
from webapp.core.text import _l


class NoSuchCopy(NotFound):
    """There is no such copy, or the actor may not know of it."""

    code = "no-such-copy"


class RefusedFile(Invalid):
    """The file cannot be taken; subclasses say why."""

    code = "file-refused"
    text = _l("Bu fayl qəbul edilmir.")


class EmptyFile(RefusedFile):
    """No bytes."""

    code = "file-empty"
    text = _l("Fayl boşdur. Sənədi yenidən skan edin və ya başqa fayl seçin.")


class FileTooLarge(RefusedFile):
    """More bytes than one file may have."""

    code = "file-too-large"
    text = _l("Fayl 10 MB-dan böyükdür. Sənədi daha aşağı keyfiyyətlə skan edin və ya hissələrə bölün.")


class CaseFull(RefusedFile):
    """All copies of the object together are too large, or too many."""

    code = "case-full"
    text = _l("Bu müraciətə ən çoxu 50 MB və hər sənəd üçün 20 fayl əlavə etmək olar. Artıq faylları silin.")


class WrongType(RefusedFile):
    """Neither PDF nor picture, whatever its name says."""

    code = "file-type"
    text = _l("Bu, PDF və ya şəkil deyil. PDF, JPEG, PNG və ya HEIC faylı göndərin.")


class DamagedFile(RefusedFile):
    """It begins like a PDF or picture and cannot be read as one."""

    code = "file-damaged"
    text = _l("Fayl zədələnib, onu açmaq olmur. Sənədi yenidən skan edin və ya yadda saxlayın.")


class EncryptedFile(RefusedFile):
    """A PDF behind a password."""

    code = "file-encrypted"
    text = _l("PDF parolla qorunur. Parolu götürüb faylı yenidən yadda saxlayın və göndərin.")


class ActiveContent(RefusedFile):
    """A PDF that acts: scripts, launched programs, files within the file."""

    code = "file-active"
    text = _l("PDF-in içində proqram və ya başqa fayl var. Sənədi “PDF kimi çap et” ilə yenidən yaradın və göndərin.")


class TooManyPages(RefusedFile):
    """More pages than one copy may have."""

    code = "file-pages"
    text = _l("Faylda 50-dən çox səhifə var. Yalnız tələb olunan səhifələri göndərin.")


class PictureTooLarge(RefusedFile):
    """More pixels than a scan of a page has."""

    code = "picture-size"
    text = _l("Şəkil həddən artıq böyükdür. Onu 300 dpi ilə yenidən skan edin.")


class Infected(RefusedFile):
    """A known malicious content."""

    code = "file-infected"
    text = _l("Faylda zərərli məzmun aşkar edildi, o saxlanılmadı. Cihazınızı antivirusla yoxlayın.")


class SameFile(RefusedFile):
    """The very same bytes stand in this place already."""

    code = "same-file"
    text = _l("Bu fayl artıq əlavə olunub.")


class CheckUnavailable(Unavailable):
    """The check of files cannot be made now."""

    code = "file-check-away"
    text = _l("Faylların yoxlanılması müvəqqəti olaraq mümkün deyil. Bir az sonra yenidən cəhd edin.")


class CopiesSealed(Conflict):
    """The application was submitted: its copies stay as they are."""

    code = "copies-sealed"
    text = _l("Müraciət təqdim olunub, sənədlərin surətləri artıq dəyişdirilmir.")


ONE_IN_SLOT: str = constraint("one_copy_of_a_file_in_a_slot", SameFile)
