"""Sample and feed by each of contrib's helpers."""
