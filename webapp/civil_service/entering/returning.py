"""Addresses of a paper's page: the body's in its cabinet, the operator's in the office."""

from flask import url_for
from sqlalchemy import select

from webapp.civil_service.entering.models import ServicePaper
from webapp.core import db


def page_of(ref: str) -> str:
    """Return the page of a paper: where a signature returns to, and its copies."""
    where = ServicePaper.public_id == ref
    body = db.session().scalar(select(ServicePaper.body_id).where(where))
    endpoint = "civil_service_personnel.paper" if body is not None else "civil_service_entries.paper"
    return url_for(endpoint, public_id=ref)
