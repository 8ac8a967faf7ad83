"""Feed protocol v1: messages, codecs and position frames (docs/protocol.md)."""
