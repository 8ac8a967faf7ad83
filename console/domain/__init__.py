"""Pure rules: no I/O, no Qt, time is always an argument."""
