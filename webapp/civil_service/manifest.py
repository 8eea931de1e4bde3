"""What the room contributes. Packages inside offer tuples in their `contributed.py`; each has a line here."""

from webapp.civil_service import contributed as record
from webapp.civil_service.competitions import contributed as competitions
from webapp.civil_service.correcting import contributed as correcting
from webapp.civil_service.demo.seeding import seed_register
from webapp.civil_service.entering import contributed as entering
from webapp.civil_service.figures import contributed as figures
from webapp.civil_service.governing import contributed as governing
from webapp.civil_service.length import contributed as length
from webapp.civil_service.permissions import ALL, AREA, ROLES
from webapp.civil_service.ranks import contributed as ranks
from webapp.core.registry import Subsystem

SUBSYSTEM = Subsystem(
    name="civil_service",
    blueprints=(
        *record.BLUEPRINTS,
        *competitions.BLUEPRINTS,
        *correcting.BLUEPRINTS,
        *entering.BLUEPRINTS,
        *governing.BLUEPRINTS,
        *figures.BLUEPRINTS,
        *length.BLUEPRINTS,
        *ranks.BLUEPRINTS,
    ),
    seed=seed_register,
    permissions=ALL,
    areas=(AREA,),
    roles=ROLES,
    reactions=(
        *record.REACTIONS,
        *correcting.REACTIONS,
        *entering.REACTIONS,
        *ranks.REACTIONS,
    ),
    jobs=(
        *record.JOBS,
        *correcting.JOBS,
        *entering.JOBS,
        *figures.JOBS,
        *ranks.JOBS,
    ),
    plugins=(
        *record.PLUGINS,
        *competitions.PLUGINS,
        *correcting.PLUGINS,
        *entering.PLUGINS,
        *governing.PLUGINS,
        *figures.PLUGINS,
        *length.PLUGINS,
        *ranks.PLUGINS,
    ),
)
