"""Refusals of this room."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound
from webapp.core.text import _l


class NotYourParty(Forbidden):
    """The person may not act for this party (any more): no certificate, an expired one, rights taken back."""

    code = "not-your-party"
    text = _l("Bu təşkilatın adından işləmək hüququnuz yoxdur və ya müddəti bitib.")


class NoSuchParty(NotFound):
    """No party has this number or id."""

    code = "no-such-party"
    text = _l("Belə şəxs və ya təşkilat tapılmadı.")


class NotPossibleNow(Conflict):
    """The delegation is in a state in which this cannot be done."""

    code = "delegation-state"
    text = _l("Bu əməliyyat artıq mümkün deyil: dəvətə cavab verilib və ya hüquqlar ləğv edilib.")


class AlreadyResponsible(Conflict):
    """The person is already invited or responsible."""

    code = "already-responsible"
    text = _l("Bu şəxs artıq dəvət edilib və ya məsul şəxsdir. Hüquqlarını siyahıdan dəyişin.")


class CannotInvite(Invalid):
    """Such a person, such rights or such dates cannot be."""

    code = "cannot-invite"


class AnsweredAlready(Conflict):
    """The report of an error has its answer."""

    code = "report-answered"
    text = _l("Bu bildirişə artıq cavab verilib.")
