"""Every page of the client, on one blueprint."""

from webapp.ehis.asking import contract_views, views
from webapp.ehis.asking.blueprint import asking_pages

__all__ = ["asking_pages", "contract_views", "views"]
