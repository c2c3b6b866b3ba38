"""Settings: lock, look, passphrase, people and keys, backups."""
