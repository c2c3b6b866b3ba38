"""The client page: everything about one person and what is being done for them, in six tabs."""
