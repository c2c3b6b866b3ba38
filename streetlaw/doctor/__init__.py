"""Examine what a vault depends on: the program's own parts, the computer, and the vault itself."""
