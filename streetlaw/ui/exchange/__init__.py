"""Exchange: what leaves as a sealed file, what comes as one, and the log of both."""
