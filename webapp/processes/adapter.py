"""What the web server of the adaptation server imports: the rooms' services, without the rooms' pages."""

import gc

from webapp.bootstrap import create_app
from webapp.ehis.monitoring.reporting import begin_reporting
from webapp.ehis.provider.application import adapter_application
from webapp.translations.api import follow_publications

begin_reporting(
    "adapter", create_app().settings
)  # installs the rooms, the keys and the database of this process; its pages are not served here
follow_publications()
app = adapter_application()

# As in wsgi.py: what was made at start stays until the end.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
