"""A walk through the window: a few words beside the real controls, one after the other."""
