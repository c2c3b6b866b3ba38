"""The history of one record: who did what with it, and what changed."""
