"""Synthetic people and the whole job done on them: every name and story here is invented."""
