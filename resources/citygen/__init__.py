"""Maker of the fictional city 示范市: same seed, same city, and nothing in it copied from a real map."""
