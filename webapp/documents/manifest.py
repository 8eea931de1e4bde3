"""What the room contributes."""

from webapp.cabinets.api import DataExport
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.documents.commands import document_commands
from webapp.documents.exporting import held
from webapp.documents.jobs import print_document, print_missing
from webapp.documents.limits import init_limits
from webapp.documents.openapi import DOCUMENT_PATHS
from webapp.documents.permissions import DOCUMENTS_AREA, DOCUMENTS_VIEW
from webapp.documents.terms import TERMS
from webapp.documents.tiles import TILES
from webapp.documents.views import lookup
from webapp.documents.views.cabinet import documents_cabinet
from webapp.documents.views.machine import machine_api
from webapp.documents.views.public import documents
from webapp.ui.navigation import MenuItem

PAGES = (lookup,)  # importing it adds its views

SUBSYSTEM = Subsystem(
    name="documents",
    blueprints=(documents, documents_cabinet, machine_api),
    permissions=(DOCUMENTS_VIEW,),
    areas=(DOCUMENTS_AREA,),
    jobs=(print_document, print_missing),
    commands=(document_commands,),
    setup=init_limits,
    plugins=(
        MenuItem(_l("Sənədi yoxla"), "documents.start", "shield", "public", order=40),
        DOCUMENT_PATHS,
        DataExport("documents", held),
        *TILES,
        *TERMS,
    ),
)
