"""Rules of the duty room: who may be on duty when, and the hand-over."""
