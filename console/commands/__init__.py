"""The reverse path: a person's decision as a typed intent, durable before the dialog closes, delivered once."""
