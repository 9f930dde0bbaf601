"""Score, normalise and mask as contrib's mechanisms do: Luong's and the monotonic ones."""
