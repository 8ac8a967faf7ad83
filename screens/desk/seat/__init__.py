"""Who sits at the desk: login, lock, and the look that this person chose."""
