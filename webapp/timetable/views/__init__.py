"""The pages: a carrier's trips, the board of a station, open data, the office's network."""

from typing import Final

from webapp.timetable.views import boards, feeds, importing, office, routes, running
from webapp.timetable.views.blueprint import board_pages, network_pages, open_data, route_pages, run_pages

PAGES: Final = (running, boards, feeds, office, importing, routes)  # importing them adds their views
BLUEPRINTS: Final = (run_pages, board_pages, route_pages, open_data, network_pages)
