"""Which days of a life count as civil service, and why. Pure: the law comes as a value, its rows stand in `civil_rules`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from webapp.civil_service.length.calendar import Span, added, measured
from webapp.civil_service.length.stretches import Stretch, meets, size, union, without


class Kind(StrEnum):
    """What somebody did in a period."""

    POST = "post"
    PROBATION = "probation"
    TRAINEE = "trainee"
    SPECIAL = "special"
    CONSCRIPTION = "conscription"
    PAID_LEAVE = "paid_leave"
    CHILD_LEAVE = "child_leave"
    STUDY = "study"
    UNPAID_LEAVE = "unpaid_leave"
    SUSPENSION = "suspension"
    OTHER_WORK = "other_work"


class Effect(StrEnum):
    """What a kind does: its days COUNT, do NOT, are TAKEN out of what others count, or count BETWEEN two services."""

    COUNTS = "counts"
    NOT = "not"
    TAKEN = "taken"
    BETWEEN = "between"


class Reason(StrEnum):
    """Why a period counted as it did."""

    COUNTED = "counted"
    IN_ANOTHER = "in_another"
    PARTLY_IN_ANOTHER = "partly_in_another"
    PARTLY_TAKEN = "partly_taken"
    ALL_TAKEN = "all_taken"
    TAKES = "takes"
    TAKES_NOTHING = "takes_nothing"
    NOT_OF_LAW = "not_of_law"
    NO_SERVICE_BEFORE = "no_service_before"
    NO_SERVICE_AFTER = "no_service_after"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Period:
    """One period, both days included; without `until` it still goes on. Raises ValueError when it ends before it starts."""

    kind: Kind
    since: date
    until: date | None = None
    label: str = ""

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise ValueError("a period that ends before it starts")


@dataclass(frozen=True, slots=True)
class KindRule:
    """The law of one kind: its effect and clause; `assumed` where the published text leaves it open."""

    effect: Effect
    basis: str = ""
    assumed: bool = False
    servant: bool = False


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The law of a day. Kinds without a rule do not count. `nearby` is how many days “just before” and “right after” are."""

    kinds: Mapping[Kind, KindRule]
    nearby: int = 60
    nearby_assumed: bool = True

    def of(self, kind: Kind) -> KindRule:
        """Return the rule of a kind."""
        return self.kinds.get(kind, KindRule(Effect.NOT))


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one period: its days until the day asked, how many of them this line counts, and why not the others."""

    period: Period
    until: date
    days: int
    counted: int
    reason: Reason
    rule: KindRule


@dataclass(frozen=True, slots=True)
class Run:
    """Counted days that follow each other without a gap, and how long they are."""

    since: date
    until: date
    span: Span


@dataclass(frozen=True, slots=True)
class Length:
    """The length of service on a day, with everything it was made of."""

    on: date
    span: Span = field(default_factory=Span)
    days: int = 0
    lines: Sequence[Line] = ()
    runs: Sequence[Run] = ()


ORDER: Final = {kind: place for place, kind in enumerate(Kind)}


def calculate(periods: Iterable[Period], on: date, rules: RuleSet) -> Length:
    """Return the length of service at the end of the day `on`, by the law given, each period explained.

    Days are a set: what overlaps counts once, what the law takes away (leave without pay) is taken out wherever it lies,
    conscript service counts between two services (decree 665 as changed on 22 December 2022). The explanation gives an
    overlapped day to the period that began first.
    """
    ordered = sorted(set(periods), key=lambda one: (one.since, ORDER[one.kind], one.until or date.max, one.label))
    known = [one for one in ordered if one.since <= on]
    taken = union(_stretch(one, on) for one in known if rules.of(one.kind).effect is Effect.TAKEN)
    verdicts = _verdicts(known, on, rules)
    counted = without((_stretch(one, on) for one in known if verdicts[one] is Reason.COUNTED), taken)
    runs = [Run(date.fromordinal(a), date.fromordinal(b), measured(a, b)) for a, b in counted]
    lines = _lines(ordered, verdicts, taken, on, rules)
    return Length(on, added(run.span for run in runs), size(counted), lines, runs)


def _stretch(period: Period, on: date) -> Stretch:
    return period.since.toordinal(), min(period.until or on, on).toordinal()


def _verdicts(known: Sequence[Period], on: date, rules: RuleSet) -> dict[Period, Reason]:
    """Return for each period whether its days count at all, before overlaps are looked at."""
    served = union(_stretch(one, on) for one in known if rules.of(one.kind).servant)
    called = union(_stretch(one, on) for one in known if rules.of(one.kind).effect is Effect.BETWEEN)
    return {one: _verdict(one, rules, served, called, on) for one in known}


def _verdict(one: Period, rules: RuleSet, served: list[Stretch], called: list[Stretch], on: date) -> Reason:
    match rules.of(one.kind).effect:
        case Effect.COUNTS:
            return Reason.COUNTED
        case Effect.TAKEN:
            return Reason.TAKES
        case Effect.BETWEEN:
            whole = next(run for run in called if meets([run], *_stretch(one, on)))
            return _between(whole, rules.nearby, served)
        case _:
            return Reason.NOT_OF_LAW


def _between(run: Stretch, nearby: int, served: list[Stretch]) -> Reason:
    """Whether service stood just before and right after a run of conscript service."""
    first, last = run
    if not meets(served, first - 1 - nearby, first):
        return Reason.NO_SERVICE_BEFORE
    return Reason.COUNTED if meets(served, last, last + 1 + nearby) else Reason.NO_SERVICE_AFTER


def _lines(
    ordered: Sequence[Period], verdicts: Mapping[Period, Reason], taken: list[Stretch], on: date, rules: RuleSet
) -> list[Line]:
    lines: list[Line] = []
    given: list[Stretch] = []
    counting = union(_stretch(one, on) for one, verdict in verdicts.items() if verdict is Reason.COUNTED)
    for one in ordered:
        rule, verdict = rules.of(one.kind), verdicts.get(one)
        if verdict is None:
            lines.append(Line(one, one.until or one.since, 0, 0, Reason.AHEAD, rule))
            continue
        stretch = _stretch(one, on)
        counted, reason = 0, verdict
        if verdict is Reason.COUNTED:
            counted, reason = _share(stretch, given, taken)
            given = union([*given, stretch])
        elif verdict is Reason.TAKES and not meets(counting, *stretch):
            reason = Reason.TAKES_NOTHING
        lines.append(Line(one, date.fromordinal(stretch[1]), size([stretch]), counted, reason, rule))
    return lines


def _share(stretch: Stretch, given: list[Stretch], taken: list[Stretch]) -> tuple[int, Reason]:
    """Return how many days of `stretch` are not yet given to an earlier period nor taken away, and what to say of the rest."""
    whole, kept = size([stretch]), size(without([stretch], taken))
    counted = size(without([stretch], [*taken, *given]))
    if counted == whole:
        return counted, Reason.COUNTED
    if kept == 0:
        return 0, Reason.ALL_TAKEN
    if counted == kept:
        return counted, Reason.PARTLY_TAKEN
    return counted, Reason.PARTLY_IN_ANOTHER if counted else Reason.IN_ANOTHER
