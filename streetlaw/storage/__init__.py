"""The encrypted vault: keys, tables, search, history and the audit chain."""
