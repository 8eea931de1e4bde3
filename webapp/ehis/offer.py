"""What a room needs to offer data over the exchange: the plug-in type, its results, the types of fields.

A room's `exchange.py` holds its parameters and answers as dataclasses, its handlers, and `SERVICES` for the manifest.
Beside `api` this is the second public module of the exchange: `api` asks others, `offer` answers them.
"""

from webapp.ehis.provider.model import DocumentNumber, Fin, Plate, Voen, WaybillNumber, Words
from webapp.ehis.provider.service import Caller, Found, Looked, NotFound, ProvidedService

__all__ = [
    "Caller",
    "DocumentNumber",
    "Fin",
    "Found",
    "Looked",
    "NotFound",
    "Plate",
    "ProvidedService",
    "Voen",
    "WaybillNumber",
    "Words",
]
