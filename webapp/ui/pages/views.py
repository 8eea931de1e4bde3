"""The public start, help, the statement of accessibility and the page for when there is no connection."""

from flask import Blueprint, render_template

from webapp.ui.access import public

pages = Blueprint("pages", __name__)


@pages.get("/")
@public
def start() -> str:
    """Say what Kabinet is; offer the way in and what needs no sign-in."""
    return render_template("pages/start.html")


@pages.get("/help")
@public
def assistance() -> str:
    """Answer the questions that people ask first."""
    return render_template("pages/help.html")


@pages.get("/accessibility")
@public
def accessibility() -> str:
    """State how far the portal can be used by everybody (WCAG 2.2 AA), and where to complain."""
    return render_template("pages/accessibility.html")


@pages.get("/offline")
@public
def offline() -> str:
    """Return the page that the service worker keeps; it holds nothing of a person."""
    return render_template("pages/errors/offline.html", identity=None)
