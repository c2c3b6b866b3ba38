"""Speed as ratios: what we do against the least that could do it, both measured in the same run."""
