"""What the room contributes. Packages inside offer tuples in their `contributed.py`; each has a line here."""

from webapp.audit.api import AuditTerm
from webapp.civil_service.entering import contributed as entering
from webapp.civil_service.length import contributed as length
from webapp.civil_service.permissions import ALL, AREA, ROLES
from webapp.civil_service.ranks import contributed as ranks
from webapp.core.registry import Subsystem
from webapp.core.text import _l

SUBSYSTEM = Subsystem(
    name="civil_service",
    blueprints=(*entering.BLUEPRINTS, *length.BLUEPRINTS, *ranks.BLUEPRINTS),
    permissions=ALL,
    areas=(AREA,),
    roles=ROLES,
    reactions=(
        *entering.REACTIONS,
        *ranks.REACTIONS,
    ),
    jobs=(
        *entering.JOBS,
        *ranks.JOBS,
    ),
    plugins=(
        *entering.PLUGINS,
        *length.PLUGINS,
        *ranks.PLUGINS,
        AuditTerm("service_record", _l("Qulluqçunun qeydi")),
        AuditTerm("service_gap", _l("Mübadilənin mümkünsüzlüyü")),
        AuditTerm("civil_service.registered", _l("Qulluqçu reyestrə daxil edildi")),
        AuditTerm("civil_service.recorded", _l("Qeydə məlumat daxil edildi")),
        AuditTerm("civil_service.gap_recorded", _l("Mübadilənin mümkün olmadığı qeyd edildi")),
        AuditTerm("civil_service.gap_ended", _l("Mübadilə bərpa olundu")),
    ),
)
