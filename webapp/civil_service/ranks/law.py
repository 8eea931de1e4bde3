"""The law of ranks on a day, read from its dated rows. All need an open transaction."""

from datetime import date
from typing import Final

from webapp.civil_service.length.law import rules_on, setting
from webapp.civil_service.ranks.rules import Rank, RankRules, StepRule

FIRST: Final = date(2001, 9, 1)


def rank_rules(day: date) -> RankRules:
    """Return the ladder of ranks, the ranks of each class and the years they need on a day."""
    day = max(day, FIRST)
    steps = [
        StepRule(
            tuple(row.content["classes"]),
            int(row.content["service_years"]),
            int(row.content["post_years"]),
            row.basis,
            row.assumed,
        )
        for row in rules_on("rank.step", day).values()
    ]
    classes = {int(key): tuple(row.content["ranks"]) for key, row in rules_on("rank.class", day).items()}
    return RankRules(_ladder(day), classes, steps)


def rank_titles(day: date) -> dict[str, str]:
    """Return the titles of ranks by code, from the lowest up: what a form offers."""
    return {one.code: one.title for one in _ladder(max(day, FIRST))}


def discipline_months(day: date) -> int:
    """Return how many months a measure of discipline lasts when it is not lifted earlier (assumed)."""
    return setting("rank.setting", "discipline_months", day)


def _ladder(day: date) -> list[Rank]:
    """Return the ranks from the lowest up."""
    rows = rules_on("rank.ladder", day).items()
    found = [Rank(code, str(row.content["title"]), int(row.content["place"])) for code, row in rows]
    return sorted(found, key=lambda one: one.place)
