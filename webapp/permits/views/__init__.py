"""The pages of the room."""

from webapp.permits.views import cabinet, law, office, public
from webapp.permits.views.blueprint import cabinet_pages, office_pages, public_pages

PAGES = (cabinet, law, office, public)  # importing them adds their views
BLUEPRINTS = (public_pages, cabinet_pages, office_pages)
