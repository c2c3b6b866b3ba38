"""Law data that travels: a publisher signs it as a TUF repository, and somebody else verifies it."""
