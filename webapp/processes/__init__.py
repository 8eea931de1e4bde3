"""Running everything on one machine: the supervisor of `make run`, the metrics server."""
