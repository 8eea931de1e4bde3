"""What the room contributes."""

from webapp.attachments.jobs import destroy_bytes, read_copy
from webapp.attachments.terms import TERMS
from webapp.core.registry import Subsystem

SUBSYSTEM = Subsystem(name="attachments", jobs=(read_copy, destroy_bytes), plugins=TERMS)
