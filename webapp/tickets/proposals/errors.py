"""Typed refusals of what is proposed as a rule."""

from typing import Final

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound, constraint
from webapp.core.text import _l


class PastDay(Invalid):
    """A rule is not made backwards, nor for a day that has begun."""

    code = "rule-past-day"
    text = _l("Qayda ən tez sabahdan qüvvəyə minə bilər: keçmiş dəyişdirilmir.")


class SecondPersonDecides(Forbidden):
    """Whoever proposed a rule does not decide on it."""

    code = "rule-second-person"
    text = _l("Təklifə onu verən şəxs deyil, başqa əməkdaş qərar verir.")


class NoSuchProposal(NotFound):
    """There is none, or it is another's."""

    code = "no-such-proposal"
    text = _l("Belə təklif tapılmadı.")


class ProposalDecided(Conflict):
    """Somebody has decided on it, or it was taken back."""

    code = "proposal-decided"
    text = _l("Bu təklifə artıq qərar verilib və ya o geri götürülüb.")


class RuleStands(Conflict):
    """A row of this kind begins on this day, or is proposed for it."""

    code = "rule-stands"
    text = _l("Bu gündən qüvvəyə minən belə qayda artıq var və ya təklif olunub.")


class WhyMissing(Invalid):
    """A no says why."""

    code = "rule-answer-missing"
    text = _l("Rədd cavabının səbəbini yazın.")


ONE_TERMS: Final = constraint("uq_bus_route_terms_route_id_valid_from", RuleStands)
ONE_COMMISSION: Final = constraint("uq_bus_commissions_valid_from", RuleStands)
ONE_BENEFIT: Final = constraint("uq_bus_benefits_code_valid_from", RuleStands)
