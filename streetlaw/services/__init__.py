"""What a person can do: one function per action, in one unit of work."""
