"""Roster and hand-over."""
