"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.cabinets.api import DataExport
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.correspondence.demo import seed_letters
from webapp.correspondence.export import letters_of
from webapp.correspondence.jobs import JOBS
from webapp.correspondence.owners import OWNER
from webapp.correspondence.papers import PAPERS
from webapp.correspondence.permissions import ALL, AREA, ROLES
from webapp.correspondence.reactions import REACTIONS
from webapp.correspondence.services.composing import PURPOSE
from webapp.correspondence.telling import AREA as NOTICE_AREA
from webapp.correspondence.telling import TEMPLATES
from webapp.correspondence.tiles import PLUGINS
from webapp.correspondence.views import BLUEPRINTS, return_to
from webapp.correspondence.wording import JOURNAL, STEPS
from webapp.signing.api import SignaturePurpose

SUBSYSTEM = Subsystem(
    name="correspondence",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    areas=(AREA,),
    roles=ROLES,
    reactions=REACTIONS,
    jobs=JOBS,
    seed=seed_letters,
    plugins=(
        SignaturePurpose(PURPOSE, _l("Rəsmi məktubun imzalanması"), return_to),
        *PAPERS,
        OWNER,
        DataExport("letters", letters_of),
        *PLUGINS,
        NOTICE_AREA,
        *TEMPLATES,
        AuditTerm("letter", _l("Rəsmi məktub")),
        AuditTerm("letter_body", _l("Rəsmi yazışmaya qoşulan orqan")),
        AuditTerm("letter_term", _l("Rəsmi məktubların müddəti")),
        AuditTerm("letter_figures", _l("Məktubların göstəriciləri")),
        *(AuditTerm(f"correspondence.{step}", title) for step, title in {**STEPS, **JOURNAL}.items()),
    ),
)
