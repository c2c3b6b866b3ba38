"""One function for each thing a person does; adapters are seen through the protocols in `ports`."""
