"""Run the payment service as one process."""

from mocks.asan_odenis.app import create_app
from mocks.kit.serve import main

main(create_app, program="mocks.asan_odenis", port=8104)
