"""What stands in the window before a vault is open: the unlock page and the first run."""
