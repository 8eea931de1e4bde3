"""The room of probes."""

from webapp.core.registry import Subsystem
from webapp.ui.health.jobs import clear_finished, retry_stalled
from webapp.ui.health.metrics import init_metrics
from webapp.ui.health.views import health

SUBSYSTEM = Subsystem(name="health", blueprints=(health,), jobs=(clear_finished, retry_stalled), setup=init_metrics)
