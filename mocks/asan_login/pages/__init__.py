"""The HTML of the provider: sign-in pages for the browser, the demo phone, and the operator's switches."""
