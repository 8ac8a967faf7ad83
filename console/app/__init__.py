"""Composition roots: the command line, the supervisor, the windows."""
