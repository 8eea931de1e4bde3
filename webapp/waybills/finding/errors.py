"""Typed refusals of lists and searches."""

from webapp.core.errors import Conflict, Invalid, NotFound
from webapp.core.text import _l


class NoSuchFilter(NotFound):
    """There is none, or it is another's: both read the same."""

    code = "no-such-waybill-filter"
    text = _l("Süzgəc tapılmadı.")


class NameTaken(Conflict):
    """One name, one filter."""

    code = "waybill-filter-name-taken"
    text = _l("Bu adda süzgəciniz artıq var.")


class TooManyFilters(Invalid):
    """A shelf that nobody oversees helps nobody."""

    code = "too-many-waybill-filters"
    text = _l("Ən çoxu 30 süzgəc saxlamaq olar. Lazım olmayanı silin.")
