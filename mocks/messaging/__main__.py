"""Run the messaging operator as one process."""

from mocks.kit.serve import main
from mocks.messaging.app import create_app

main(create_app, program="mocks.messaging", port=8106)
