"""What the room contributes."""

from webapp.core.registry import Subsystem
from webapp.timetable.demo import seed_timetable
from webapp.timetable.jobs import make_the_days

SUBSYSTEM = Subsystem(name="timetable", jobs=(make_the_days,), seed=seed_timetable)
