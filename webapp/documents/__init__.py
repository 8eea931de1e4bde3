"""Every issued document: number, versions as PDF, public verification by QR."""
