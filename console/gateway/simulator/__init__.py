"""The seeded city simulator: one source of events like any other, for a city that has no backend yet."""
