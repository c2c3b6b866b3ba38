"""Jurisdiction packs: reading, checking and typing the tables of `resources/packs/<code>`."""
