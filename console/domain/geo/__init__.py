"""Rules of places: area codes, reference systems, lengths and areas on the earth, classes for a map."""
