"""Layers that people bring: read whole and checked in a process of their own, kept in a folder. No Qt here."""
