"""What every runnable counterparty needs in the same way: an app that logs no personal numbers, a server, faults.

Start with `Counterparty` (app), `serve` (process), `Faults` and `fault_switches` (being told to misbehave).
"""

from mocks.kit.admin import fault_switches, requires_admin
from mocks.kit.app import Counterparty
from mocks.kit.faults import Faults
from mocks.kit.problems import problem
from mocks.kit.serve import serve

__all__ = ["Counterparty", "Faults", "fault_switches", "problem", "requires_admin", "serve"]
