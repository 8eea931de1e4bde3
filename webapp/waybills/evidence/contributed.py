"""What evidence adds to the room's manifest."""

from typing import Final

from webapp.waybills.evidence.jobs import anchor_chains, destroy_file, erase_what_is_over
from webapp.waybills.evidence.sealing import seal_act

JOBS: Final = (seal_act, anchor_chains, erase_what_is_over, destroy_file)
BLUEPRINTS: Final = ()
PLUGINS: Final = ()
COMMANDS: Final = ()
PERMISSIONS: Final = ()
