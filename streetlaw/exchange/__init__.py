"""What leaves and enters a vault: sealed bundles, reviews and lists."""
