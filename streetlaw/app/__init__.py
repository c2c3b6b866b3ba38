"""Composition root of the window: the only package of the program with a screen that knows all others.

Imported beside the first picture, never before it: what it imports takes longer than Qt.
"""
