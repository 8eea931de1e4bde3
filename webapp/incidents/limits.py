"""How often one address may report faults: enough for a person in trouble, too little for a flood."""

from typing import Any, Final

from webapp.ui.counting import count_calls

DEFAULT: Final = "10 per hour"
LIMITED: Final = "incidents.send_report"


def init_limits(app: Any) -> None:
    """Count reports per address; FAULT_REPORT_LIMIT changes the number."""
    count_calls(app, (LIMITED,), "FAULT_REPORT_LIMIT", DEFAULT)
