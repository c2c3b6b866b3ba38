"""The Today page: what waits for the person."""
