"""Incidents: the register across clients, and the editor of one incident with the law beside it."""
