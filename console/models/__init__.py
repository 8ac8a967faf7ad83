"""Rows, series, fleets and health as Qt models: QtCore only, filled from the cache, read by widgets."""
