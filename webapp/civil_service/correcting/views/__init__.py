"""Pages of correcting. Importing the package adds every view to its blueprint."""

from webapp.civil_service.correcting.views import answering, complaints, deciding, messages, own, own_steps
from webapp.civil_service.correcting.views.blueprint import answers, corrections, decisions, letters

BLUEPRINTS = (corrections, answers, decisions, letters)
MODULES = (answering, complaints, deciding, messages, own, own_steps)
