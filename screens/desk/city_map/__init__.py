"""The page of the city map: layers, tools, what was found, layers of one's own."""
