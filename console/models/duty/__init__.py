"""The duty room: roster, warnings in force, and the hand-over."""
