"""Limits that run by the minute: starting them, watching them, and showing what is left."""
