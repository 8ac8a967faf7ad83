"""The second painter of the map: MapLibre in a page of our own, for machines whose graphics can tilt a city.

Importing this package loads no browser; that happens when the web painter is chosen and not before.
"""
