"""Incidents as the desk shows them, what may be merged into them, and what can help nearby."""
