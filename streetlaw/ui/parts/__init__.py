"""The widget library: a small class a file, in the look of the design, for keys and screen readers alike."""
