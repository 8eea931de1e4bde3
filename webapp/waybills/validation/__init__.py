"""What stops a waybill and what only warns: small pure checks, each returning findings. Start with `situation`."""
