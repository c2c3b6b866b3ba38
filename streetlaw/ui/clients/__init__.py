"""Clients: the list with its preview, intake, quick capture."""
