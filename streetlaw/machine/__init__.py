"""A look at the computer: what of it protects a vault, and what does not. Standard library, no Qt."""
