"""The design system's own room: the page that shows every component in every state, and the choice of appearance.

Start at `views.py`; the components themselves are `webapp/ui/templates/components/`, their look is `static/css/`.
"""
