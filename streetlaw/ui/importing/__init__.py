"""Taking over a table: file, columns, words, check, done."""
