"""Papers made from records, in the language of their reader."""
