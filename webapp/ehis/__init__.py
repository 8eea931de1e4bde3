"""The state's data exchange: asking registers for exactly what a purpose allows."""
