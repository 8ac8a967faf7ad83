"""Composed screens: each takes models and lays out widgets; what a person does comes out as an intent."""
