"""Parts of the incident workspace and of the duty and hand-over pages."""
