"""The pages: a carrier's trips."""

from typing import Final

from webapp.timetable.views import running
from webapp.timetable.views.blueprint import run_pages

PAGES: Final = (running,)  # importing them adds their views
BLUEPRINTS: Final = (run_pages,)
