"""Taking over a register of clients and incidents from a table, checked row by row first."""
