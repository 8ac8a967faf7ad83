"""The city's own map layers: from what the window knows to shapes and pictures, with legend, source and time."""
