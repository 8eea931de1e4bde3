"""What the room contributes."""

from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.documents.jobs import print_document, print_missing
from webapp.documents.limits import init_limits
from webapp.documents.openapi import DOCUMENT_PATHS
from webapp.documents.permissions import DOCUMENTS_AREA, DOCUMENTS_VIEW
from webapp.documents.views.machine import machine_api
from webapp.documents.views.public import documents
from webapp.ui.navigation import MenuItem

SUBSYSTEM = Subsystem(
    name="documents",
    blueprints=(documents, machine_api),
    permissions=(DOCUMENTS_VIEW,),
    areas=(DOCUMENTS_AREA,),
    jobs=(print_document, print_missing),
    setup=init_limits,
    plugins=(MenuItem(_l("Sənədi yoxla"), "documents.start", "shield", "public", order=40), DOCUMENT_PATHS),
)
