"""Refusals of templates."""

from webapp.core.errors import Conflict, NotFound
from webapp.core.text import _l


class NoSuchPattern(NotFound):
    """There is none, or it is another firm's or somebody's own."""

    code = "no-such-template"
    text = _l("Şablon tapılmadı.")


class PatternNameTaken(Conflict):
    """Two templates of a firm have different names."""

    code = "template-name-taken"
    text = _l("Bu adda şablon artıq var.")
