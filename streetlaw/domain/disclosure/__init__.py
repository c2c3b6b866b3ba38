"""What may leave, and in what form: allow-lists, pseudonyms, coarsening, and the report of every value."""
