"""Run the signing service as one process."""

from mocks.kit.serve import main
from mocks.signing.app import create_app

main(create_app, program="mocks.signing", port=8105)
