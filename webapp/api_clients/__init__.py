"""Programs of firms that speak to the portal: OAuth 2.0 clients, their tokens, webhooks told of what happened."""
