"""The operator's desk: pages for alarms, incidents, the map, duty and hand-over around one shell."""

from screens.desk.window import DeskWindow

__all__ = ["DeskWindow"]
