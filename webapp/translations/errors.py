"""Typed refusals of the room."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion, TooLarge
from webapp.core.text import _l


class NoSuchText(NotFound):
    """There is no text, version or publication with that name."""

    code = "no-such-text"
    text = _l("Mətn tapılmadı.")


class NotYourLanguage(Forbidden):
    """The actor may not do that to texts of this language."""

    code = "not-your-language"
    text = _l("Bu dilin mətnləri üzərində bu əməliyyat üçün hüququnuz yoxdur.")


class OwnWork(Forbidden):
    """Where two persons are asked for, nobody approves what they wrote themselves."""

    code = "own-work"
    text = _l("Öz tərcümənizi özünüz təsdiqləyə bilməzsiniz: ikinci şəxs yoxlamalıdır.")


class VersionRaced(StaleVersion):
    """Somebody saved the same text meanwhile; `facts["theirs"]` holds the number that stands now."""

    code = "text-changed-meanwhile"
    text = _l("Bu mətni bu arada başqa tərcüməçi dəyişib. Hər iki variantı müqayisə edin.")


class WordsRefused(Invalid):
    """The words cannot be kept or published; `facts["findings"]` says why."""

    code = "words-refused"
    text = _l("Mətn yoxlamadan keçmədi: düzəliş tələb olunur.")


class StateStands(Conflict):
    """The version is in a state in which that cannot be done to it."""

    code = "text-state-stands"
    text = _l("Variantın vəziyyəti dəyişib: bu əməliyyat artıq mümkün deyil.")


class GateClosed(Conflict):
    """What would be published does not pass the gate; `facts["obstacles"]` says why."""

    code = "gate-closed"
    text = _l("Dərc etmək olmaz: nəşrə mane olan səbəblər var.")


class NothingToPublish(Conflict):
    """Nothing would change."""

    code = "nothing-to-publish"
    text = _l("Dərc ediləcək dəyişiklik yoxdur.")


class FileUnreadable(Invalid):
    """A file of translations cannot be read; the message says why."""

    code = "texts-file-unreadable"
    text = _l("Fayl oxunmadı.")


class FileTooLarge(TooLarge):
    """A file of translations is larger than what is taken."""

    code = "texts-file-too-large"
    text = _l("Fayl həddindən artıq böyükdür.")


class ReasonNeeded(Invalid):
    """A refusal or a dismissal needs its reason."""

    code = "reason-needed"
    text = _l("Səbəbi yazın.")
