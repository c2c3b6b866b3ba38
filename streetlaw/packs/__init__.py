"""Jurisdiction packs: the law as data, loaded with strict types."""
