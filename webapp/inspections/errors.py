"""Typed refusals of the room."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound, TooMany
from webapp.core.text import _l


class NoSuchAct(NotFound):
    """There is none, or it is nothing of the actor's: both read the same."""

    code = "no-such-control-act"
    text = _l("Nəzarət aktı tapılmadı.")


class NoSuchCheck(NotFound):
    """There is none, or another inspector made it."""

    code = "no-such-road-check"
    text = _l("Yoxlama tapılmadı.")


class ActWrong(Invalid):
    """Something in the act is missing or cannot be; `fields` says what."""

    code = "control-act-wrong"
    text = _l("Akt qəbul edilmədi: düzəliş tələb olunur.")


class ActStands(Conflict):
    """The act is in a state in which that cannot be done to it."""

    code = "control-act-stands"
    text = _l("Aktın vəziyyəti dəyişib: bu əməliyyat artıq mümkün deyil.")


class NotYourAct(Forbidden):
    """Only the inspector who drew it up signs and corrects an act; only a superior annuls it."""

    code = "not-your-control-act"
    text = _l("Aktı yalnız tərtib edən müfəttiş imzalaya və düzəldə bilər.")


class TooManyGuesses(TooMany):
    """Numbers were tried in vain one after another."""

    code = "too-many-guesses"
    text = _l("Ardıcıl olaraq çoxlu mövcud olmayan nömrə yoxlanılıb. Bir neçə dəqiqədən sonra yenidən cəhd edin.")


class BatchWrong(Invalid):
    """What a device sent cannot be read."""

    code = "batch-wrong"
    text = _l("Cihazın göndərdiyi məlumat oxunmadı.")
