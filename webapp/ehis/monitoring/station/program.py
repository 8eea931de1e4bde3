"""What the web server of the station imports: `granian … webapp.ehis.monitoring.station.program:app`."""

import gc

from webapp.config import bare_environment
from webapp.core.logs import configure_logs
from webapp.ehis.monitoring.settings import read_station_settings
from webapp.ehis.monitoring.station.application import station_application

configure_logs(pretty=True)
app = station_application(read_station_settings(bare_environment()))

# As in wsgi.py: what was made at start stays until the end.
gc.collect()
gc.freeze()
