"""The commands: the same services as the window, without Qt."""

from streetlaw.cli.main import main

__all__ = ["main"]
