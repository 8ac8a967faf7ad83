"""What each intent does to the state: one small function an intent, pure but for reading the log's present state."""
