"""What an operation costs, from the dated rows of tariffs."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, cast

from webapp.carriers import api as carriers
from webapp.catalogue.offer import Fee
from webapp.permits.asked import section, vehicles_asked
from webapp.permits.errors import NotOfThisFleet
from webapp.permits.law_rows import row_on, rows_on, tariff_on
from webapp.permits.reading import reading
from webapp.permits.rows import MarkCoefficient, MarkRate
from webapp.permits.rules import mark_amount, mark_kind
from webapp.workflow.offer import CaseFacts, FeeLine

Lines = Callable[[CaseFacts], Sequence[FeeLine]]
Fees = Callable[[date], Sequence[Fee]]
WHAT: Final = {
    "permit": "Buraxılış vəsiqəsinin verilməsinə görə dövlət rüsumu",
    "card": "Hər buraxılış kartına görə dövlət rüsumu",
    "duplicate": "Dublikatın verilməsinə görə dövlət rüsumu",
    "reregistration": "Yenidən rəsmiləşdirməyə görə dövlət rüsumu",
    "restoration": "Bərpaya görə dövlət rüsumu",
}
MARK_WHAT: Final = {
    "bus": "Fərqlənmə nişanı: avtobus, hər oturacaq üçün ayda (Bakı əmsalı ilə)",
    "taxi": "Fərqlənmə nişanı: taksi, ayda (Bakı əmsalı ilə)",
    "cargo": "Fərqlənmə nişanı: yük avtomobili, hər ton üçün ayda (Bakı əmsalı ilə)",
}
BAKU: Final = "baku"


def duty(type_code: str, *what: str) -> Lines:
    """Return the fee of a case: one line for each of `what`, cards by their number."""

    def lines(facts: CaseFacts) -> list[FeeLine]:
        found = []
        for one in what:
            qepik, basis, _since = tariff_on(type_code, one, facts.day)
            units = len(vehicles_asked(facts.answers)) if one == "card" else 1
            if qepik and units:
                found.append(FeeLine(what=WHAT[one], qepik=qepik, units=units, basis=basis))
        return found

    return lines


def tariffs(type_code: str, *what: str) -> Fees:
    """Return the fees of a day as the regulation says them; nothing for what is free."""

    def fees(day: date) -> list[Fee]:
        with reading():
            found = [(one, *tariff_on(type_code, one, day)) for one in what]
        return [
            Fee(what=WHAT[one], qepik=qepik, basis=basis, since=since) for one, qepik, basis, since in found if qepik
        ]

    return fees


def mark_price(facts: CaseFacts) -> tuple[int, str, str]:
    """Return the price of the mark asked for, by which rate, and its basis. Raises NotOfThisFleet."""
    said = section(facts.answers, "mark")
    vehicle = carriers.vehicle(facts.party_id, str(said.get("plate", "")))
    if vehicle is None:
        raise NotOfThisFleet
    kind = mark_kind(vehicle.category)
    rate, coefficient = (
        row_on("mark_rate", kind, facts.day),
        row_on("mark_coefficient", str(said.get("territory", "")), facts.day),
    )
    if rate is None or coefficient is None:
        raise NotOfThisFleet
    amount = mark_amount(
        cast("MarkRate", rate[0]).qepik,
        cast("MarkRate", rate[0]).unit,
        seats=vehicle.seats,
        capacity_kg=vehicle.max_mass_kg - vehicle.tare_kg,
        hundredths=cast("MarkCoefficient", coefficient[0]).hundredths,
        months=int(said.get("months") or 1),
    )
    return amount, kind, rate[1].basis


def mark_lines(facts: CaseFacts) -> list[FeeLine]:
    """Return the fee of a mark: base x units x coefficient x months."""
    amount, _kind, basis = mark_price(facts)
    months = section(facts.answers, "mark").get("months")
    return [FeeLine(what=f"Fərqlənmə nişanı, {months} ay", qepik=amount, basis=basis)]


def mark_fees(day: date) -> list[Fee]:
    """Return the rates of marks as the regulation says them: a month in Baku, the dearest."""
    with reading():
        rates = rows_on("mark_rate", day)
        baku = row_on("mark_coefficient", BAKU, day)
    hundredths = cast("MarkCoefficient", baku[0]).hundredths if baku else 100
    return [
        Fee(what=MARK_WHAT[key], qepik=rate.qepik * hundredths // 100, basis=row.basis, since=row.valid_from)
        for key, (rate, row) in rates.items()
    ]
