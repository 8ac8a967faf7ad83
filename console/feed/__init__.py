"""The feed process: socket → decode → reduce → store. No GUI, and the only writer of the cache."""
