"""Taking newer law from a folder that a publisher signed."""
