"""Issued documents: their printed form, their versions kept for good, and the public check by QR.

Any subsystem that issues something a stranger may hold in the hand (a waybill, a permit, a ticket) plugs in a
`DocumentType`, registers each document to get its address `/verify/<token>`, prints it with `render_pdf` and adds every
signed or sealed file as a version. Who scans the QR sees whether it is genuine and what state it is in, and no personal
data beyond what the type itself calls public (`PublicFacts`).

Start with `api.py`; `printing.py` and `templates/documents/base.typ` make the PDF (PDF/A-2a and PDF/UA-1).
"""
