"""What the room contributes."""

from webapp.core.registry import Subsystem
from webapp.ui.design.appearance import appearance, init_appearance
from webapp.ui.design.views import design

SUBSYSTEM = Subsystem(name="design", blueprints=(design, appearance), setup=init_appearance)
