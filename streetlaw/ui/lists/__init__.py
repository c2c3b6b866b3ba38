"""What the lists of clients and of incidents share."""
