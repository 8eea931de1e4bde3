"""What a shift, a station and a day did: the figures of X- and Z-reports, and the day's cash report as CSV."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from webapp.core.clock import local
from webapp.core.csv_text import csv_text
from webapp.tills.accounts import balance
from webapp.tills.models import Shift, Till
from webapp.tills.queries import Turnover, turnovers
from webapp.tills.rules import Kind, Method, expected_cash

COLUMNS: Final = (
    "station", "till", "cashier", "opened_at", "closed_at", "z_number", "kind", "method", "count", "amount",
)  # fmt: skip
SOLD: Final = frozenset({Kind.TICKETS, Kind.CARD, Kind.TOP_UP, Kind.REFUND, Kind.VOID, Kind.PAYOUT})


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a shift. `ledger_cash` and `ledger_terminal` are what the ledger says of the same money."""

    shift: Shift
    till: Till
    lines: tuple[Turnover, ...]
    expected: int
    terminal: int
    ledger_cash: int
    ledger_terminal: int

    @property
    def agrees(self) -> bool:
        """Whether the shift's own movements are what the ledger has, in cash and by terminal."""
        return (self.expected, self.terminal) == (self.ledger_cash, self.ledger_terminal)

    def sold(self, method: Method) -> int:
        """Return what was sold less what was given back, by one method."""
        return sum(one.qepik for one in self.lines if one.method == method and one.kind in SOLD)

    @property
    def difference(self) -> int:
        """What was over (positive) or short when the cash was counted, at the beginning and at the end."""
        return sum(one.qepik for one in self.lines if one.kind is Kind.DIFFERENCE)


def report_of(shift: Shift, till: Till) -> Report:
    """Return the figures of a shift: as they stand (X), or as they were when it was closed (Z)."""
    lines = tuple(turnovers(shift.id))
    if shift.state == "closed":
        cash, terminal = shift.ledger_cash or 0, shift.ledger_terminal or 0
    else:
        cash, terminal = balance(till, Method.CASH), balance(till, Method.TERMINAL) - shift.terminal_before
    return Report(
        shift=shift,
        till=till,
        lines=lines,
        expected=expected_cash(shift.brought, ((one.method, one.qepik) for one in lines)),
        terminal=sum(one.qepik for one in lines if one.method is Method.TERMINAL),
        ledger_cash=cash,
        ledger_terminal=terminal,
    )


def day_csv(reports: Iterable[Report], stations: dict[int, str]) -> str:
    """Return a day's shifts as CSV, a line for each kind and method; amounts in manat, column names fixed."""
    rows: list[Sequence[object]] = [COLUMNS]
    for report in reports:
        shift, till = report.shift, report.till
        closed = local(shift.closed_at).isoformat(timespec="seconds") if shift.closed_at else ""
        opened = local(shift.opened_at).isoformat(timespec="seconds")
        head = [
            stations.get(till.station_id, ""),
            till.code,
            shift.cashier,
            opened,
            closed,
            shift.z_number,
        ]
        rows += [[*head, line.kind.value, line.method.value, line.count, manat(line.qepik)] for line in report.lines]
    return csv_text(rows)


def manat(qepik: int) -> str:
    """Return an amount for programs: 12.50."""
    sign = "-" if qepik < 0 else ""
    return f"{sign}{abs(qepik) // 100}.{abs(qepik) % 100:02d}"
