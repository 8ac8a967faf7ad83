"""Rules of the environment: air quality indices and classes of surface water."""
