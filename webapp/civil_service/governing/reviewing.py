"""How the register is kept, in numbers for who assesses it: what waits, what is late, what was signed; no servant's data."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from webapp.core import db
from webapp.core.clock import today

CORRECTIONS = text("""
    SELECT count(*) FILTER (WHERE ended_at IS NULL) AS open,
           count(*) FILTER (WHERE ended_at IS NULL AND due_on < :today) AS late,
           count(*) FILTER (WHERE state = 'corrected') AS corrected,
           count(*) FILTER (WHERE state = 'rejected') AS rejected
    FROM service_corrections
""")
PAPERS = text("""
    SELECT count(*) FILTER (WHERE state = 'in_force') AS in_force, count(*) FILTER (WHERE state = 'failed') AS failed,
           coalesce(sum(rows) FILTER (WHERE state = 'in_force'), 0)::int AS changes
    FROM service_papers
""")
FACTS = text("""
    SELECT origin, count(*) AS facts, count(*) FILTER (WHERE manual) AS by_hand,
           count(*) FILTER (WHERE origin = 'participant' AND request_id IS NULL) AS unsigned
    FROM service_facts WHERE known_to IS NULL AND state = 'standing' GROUP BY origin ORDER BY origin
""")
GAPS = text("SELECT count(*) FROM service_gaps WHERE valid_to IS NULL OR valid_to >= :today")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The figures: corrections, papers, standing facts by origin, exchanges that are impossible today."""

    corrections: Any
    papers: Any
    facts: list[Any]
    gaps: int


def reviewed() -> Reviewed:
    """Return the figures of today."""
    session, day = db.session(), {"today": today()}
    return Reviewed(
        corrections=session.execute(CORRECTIONS, day).one(),
        papers=session.execute(PAPERS).one(),
        facts=list(session.execute(FACTS)),
        gaps=session.scalar(GAPS, day) or 0,
    )
