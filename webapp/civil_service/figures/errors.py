"""Typed refusals of the figures."""

from webapp.core.errors import Conflict, NotFound
from webapp.core.text import _l


class NotPublished(NotFound):
    """The figures of this day are not published."""

    code = "figures-not-published"
    text = _l("Bu günün göstəriciləri dərc olunmayıb.")


class NothingToCorrect(Conflict):
    """The register says what was published."""

    code = "figures-as-published"
    text = _l("Reyestr dərc olunmuş göstəricilərlə eynidir: düzəldiləsi bir şey yoxdur.")
