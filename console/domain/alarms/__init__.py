"""Rules of alarms: their states, what a good alarm system is, and silent sources."""
