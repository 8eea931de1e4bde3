"""What was added to a PDF after a signature: recognised at a glance when it is only the proofs that we add ourselves.

pyHanko compares two revisions of a document object by object, which takes longer the richer the document is. The store of
proofs (ISO 32000-2, 12.8.4.3) is added in a way that is seen from the cross-reference table: one revision; of what was
there nothing changed but the catalog, and of it only the store's own entry, and the day of change in the document's
information and metadata. Anything else is left to pyHanko.
"""

from typing import Any, Final

from pyhanko.pdf_utils.generic import ByteStringObject, IndirectObject, NameObject, Reference, TextStringObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffPolicy, DiffResult, ModificationLevel

OURS: Final = frozenset({"/DSS", "/Extensions"})
PLAIN: Final = (TextStringObject, ByteStringObject, NameObject)


class ProofsAdded(DiffPolicy):
    """Judges at a glance what is nothing but proofs, and leaves the rest to the usual policy."""

    def review_file(
        self, reader: PdfFileReader, base_revision: Any, field_mdp_spec: Any = None, doc_mdp: Any = None
    ) -> Any:
        """Return pyHanko's judgement on what followed the revision that was signed."""
        if isinstance(base_revision, int) and only_proofs(reader, base_revision):
            return DiffResult(ModificationLevel.LTA_UPDATES, set())
        return DEFAULT_DIFF_POLICY.review_file(reader, base_revision, field_mdp_spec, doc_mdp)


def only_proofs(reader: PdfFileReader, signed: int) -> bool:
    """Whether the one revision after `signed` changes nothing that was there but the entry of the store of proofs."""
    if reader.encrypted or reader.total_revisions != signed + 2:
        return False
    added = reader.xrefs.explicit_refs_in_revision(signed + 1)
    if reader.xrefs.refs_freed_in_revision(signed + 1):
        return False
    changed = {ref for ref in added if reader.xrefs.get_introducing_revision(ref) <= signed}
    before, after = reader.get_historical_resolver(signed), reader
    if changed - {reader.root_ref} - _about(before, after):
        return False
    old, new = before.root, after.root
    names = (set(old) | set(new)) - OURS
    return all(name in old and name in new and old.raw_get(name) == new.raw_get(name) for name in names)


def _about(before: HistoricalResolver, after: PdfFileReader) -> set[Reference]:
    """Return the objects that say when the document was changed: its information and metadata, if they are only that."""
    found = set()
    info = _reference(before.trailer_view, "/Info")
    if info is not None and all(isinstance(each, PLAIN) for each in after.get_object(info).values()):
        found.add(info)
    metadata = _reference(before.root, "/Metadata")
    if metadata is not None and all(each.get_object(metadata).get("/Type") == "/Metadata" for each in (before, after)):
        found.add(metadata)
    return found


def _reference(holder: Any, name: str) -> Reference | None:
    held = holder.raw_get(name) if name in holder else None
    return held.reference if isinstance(held, IndirectObject) else None
