"""What other rooms ask of documents. Plug a DocumentType into your manifest, then `register`, `render_pdf`, `add_version`."""

from webapp.documents.errors import NoSuchDocument
from webapp.documents.kinds import DocumentType, PublicFacts, Tone
from webapp.documents.printing import Evidence, frame, qr_svg, render_pdf, verification_url
from webapp.documents.queries import Registered, Version, pdf, registered, versions
from webapp.documents.services import add_version, register, set_number

__all__ = [
    "DocumentType",
    "Evidence",
    "NoSuchDocument",
    "PublicFacts",
    "Registered",
    "Tone",
    "Version",
    "add_version",
    "frame",
    "pdf",
    "qr_svg",
    "register",
    "registered",
    "render_pdf",
    "set_number",
    "verification_url",
    "versions",
]
