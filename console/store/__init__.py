"""The local cache: one writer (the feed), any number of readers (the windows)."""
