"""Length of service: which days count, why, and how days become years, months and days."""
