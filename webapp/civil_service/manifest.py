"""What the room contributes. Packages inside offer tuples in their `contributed.py`; each has a line here."""

from webapp.civil_service import contributed as record
from webapp.civil_service.demo.seeding import seed_register
from webapp.civil_service.entering import contributed as entering
from webapp.civil_service.figures import contributed as figures
from webapp.civil_service.length import contributed as length
from webapp.civil_service.permissions import ALL, AREA, ROLES
from webapp.civil_service.ranks import contributed as ranks
from webapp.core.registry import Subsystem

SUBSYSTEM = Subsystem(
    name="civil_service",
    blueprints=(*record.BLUEPRINTS, *entering.BLUEPRINTS, *figures.BLUEPRINTS, *length.BLUEPRINTS, *ranks.BLUEPRINTS),
    seed=seed_register,
    permissions=ALL,
    areas=(AREA,),
    roles=ROLES,
    reactions=(
        *record.REACTIONS,
        *entering.REACTIONS,
        *ranks.REACTIONS,
    ),
    jobs=(
        *record.JOBS,
        *entering.JOBS,
        *ranks.JOBS,
    ),
    plugins=(
        *record.PLUGINS,
        *entering.PLUGINS,
        *figures.PLUGINS,
        *length.PLUGINS,
        *ranks.PLUGINS,
    ),
)
