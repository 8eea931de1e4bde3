"""What follows from a record: status, post and rank of a day. Pure: facts in, values out."""

from dataclasses import dataclass
from datetime import date

from webapp.civil_service.values import Fact, Record


@dataclass(frozen=True, slots=True)
class Standing:
    """How a servant stands on a day: `post` is the main one that he holds, or held last when the service ended."""

    status: str
    post: Fact | None
    rank: str | None
    since: date | None
    ended_on: date | None


def standing(record: Record, day: date) -> Standing:
    """Return how the servant stands on a day (1.2: trainees, probationers and former servants have a status too)."""
    posts = [one for one in record.of("post") if one.content.get("holding") == "main" and one.valid_from <= day]
    current = next((one for one in posts if one.true_on(day)), None)
    since = min((one.valid_from for one in posts), default=None)
    rank = next((str(one.content["rank"]) for one in record.of("rank") if one.true_on(day)), None)
    if current is not None:
        return Standing(_serving(current, day), current, rank, since, None)
    if not posts:
        return Standing("trainee", None, rank, None, None)
    last = posts[0]
    told = max((one.valid_from for one in record.of("termination") if one.valid_from <= day), default=None)
    return Standing("ended", last, rank, since, told or last.valid_to)


def _serving(post: Fact, day: date) -> str:
    kind, until = post.content.get("admission"), post.content.get("probation_until")
    on_trial = until is None or day <= date.fromisoformat(str(until))
    return str(kind) if kind in {"trainee", "probation"} and on_trial else "in_service"
