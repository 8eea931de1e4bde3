"""The blueprints: the servant's, the participant's, the office's, and messages of both."""

from typing import Final

from flask import Blueprint

TEMPLATES: Final = "../../templates"


def _pages(name: str, prefix: str) -> Blueprint:
    return Blueprint(name, __name__, template_folder=TEMPLATES, url_prefix=prefix)


corrections: Final = _pages("civil_service_corrections", "/cabinet/service-corrections")
answers: Final = _pages("civil_service_answers", "/cabinet/personnel-corrections")
decisions: Final = _pages("civil_service_decisions", "/office/service-corrections")
letters: Final = _pages("civil_service_messages", "/cabinet/service-messages")
