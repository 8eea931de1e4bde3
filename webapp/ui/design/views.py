"""The page of the design system: every component, every state, in the three languages."""

from typing import Final

from flask import Blueprint, render_template

from webapp.ui.access import public
from webapp.ui.design import samples
from webapp.ui.design.sample_form import sample_form
from webapp.ui.qr import qr_svg

SAMPLE_ADDRESS: Final = "https://kabinet.example/verify/DEMO"

design = Blueprint("design", __name__)


@design.get("/office/design")
@public
def show() -> str:
    """Show the components with invented data; holds nothing of anybody, so anybody may look."""
    return render_template(
        "pages/design/page.html",
        form=sample_form(wrong=False),
        wrong=sample_form(wrong=True),
        tasks=samples.tasks(),
        stops=samples.stops(),
        waybills=samples.waybills(),
        versions=samples.versions(),
        facts=samples.facts(),
        answers=samples.answers(),
        places=samples.places(),
        qr=qr_svg(SAMPLE_ADDRESS),
    )


@design.get("/office/design/print")
@public
def on_paper() -> str:
    """Show the layout for paper."""
    return render_template("pages/design/on_paper.html", answers=samples.answers(), qr=qr_svg(SAMPLE_ADDRESS))
