"""What other rooms ask of documents. Plug a DocumentType into your manifest.

For a paper whose state is your own: `register`, `render_pdf`, `add_version`. For a document that is given to somebody and
then lives (valid, suspended, revoked, replaced): `issue`, and the rest follows.
"""

from webapp.documents.errors import (
    AlreadyIssued,
    DocumentExpired,
    DocumentReplaced,
    DocumentRevoked,
    DocumentSuspended,
    NoSuchDocument,
    NotInThisState,
    NumberTaken,
)
from webapp.documents.issued import (
    Issued,
    StatusChange,
    by_number,
    by_subject,
    card_facts,
    documents_of,
    former_of,
    issued,
    replaced_by,
    status_history,
)
from webapp.documents.issuing import adopt, issue, mark_duplicate, restore, revoke, suspend
from webapp.documents.kinds import DocumentType, PublicFacts, Tone
from webapp.documents.life import Action, Status
from webapp.documents.paper import scanned_address
from webapp.documents.permissions import DOCUMENTS_VIEW
from webapp.documents.printing import Evidence, frame, qr_svg, render_pdf, verification_url
from webapp.documents.published import keys_as_json, list_as_json, sign_list
from webapp.documents.queries import Registered, Version, by_token, file_keys, pdf, registered, versions
from webapp.documents.road import RoadPaper, road_address
from webapp.documents.roadside import on_plate
from webapp.documents.services import add_version, register, set_number

__all__ = [
    "DOCUMENTS_VIEW",
    "Action",
    "AlreadyIssued",
    "DocumentExpired",
    "DocumentReplaced",
    "DocumentRevoked",
    "DocumentSuspended",
    "DocumentType",
    "Evidence",
    "Issued",
    "NoSuchDocument",
    "NotInThisState",
    "NumberTaken",
    "PublicFacts",
    "Registered",
    "RoadPaper",
    "Status",
    "StatusChange",
    "Tone",
    "Version",
    "add_version",
    "adopt",
    "by_number",
    "by_subject",
    "by_token",
    "card_facts",
    "documents_of",
    "file_keys",
    "former_of",
    "frame",
    "issue",
    "issued",
    "keys_as_json",
    "list_as_json",
    "mark_duplicate",
    "on_plate",
    "pdf",
    "qr_svg",
    "register",
    "registered",
    "render_pdf",
    "replaced_by",
    "restore",
    "revoke",
    "road_address",
    "scanned_address",
    "set_number",
    "sign_list",
    "status_history",
    "suspend",
    "verification_url",
    "versions",
]
