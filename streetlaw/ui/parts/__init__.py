"""The widget library: one small class a file, in the look of the design, for keyboard and screen reader alike."""
