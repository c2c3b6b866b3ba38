"""Jurisdiction packs: reading, checking, correcting and publishing the tables of `resources/packs/<code>`."""
