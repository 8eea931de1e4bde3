"""What the web server of the portal imports: the application, which from then on tells the monitoring station of itself."""

from webapp.ehis.monitoring.reporting import begin_reporting
from wsgi import app

begin_reporting("portal", app.settings)

__all__ = ["app"]
