"""Every page of the servers' administration, on one blueprint."""

from webapp.ehis.server import adapter_views, material_views, views
from webapp.ehis.server.blueprint import server_pages

__all__ = ["adapter_views", "material_views", "server_pages", "views"]
