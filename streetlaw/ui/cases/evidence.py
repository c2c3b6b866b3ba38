"""What is known of a kept file before it is opened."""

from __future__ import annotations

from streetlaw.domain.action import Attachment

LARGEST_SHOWN = 64 * 2**20
"""Bytes of a file that is looked at in the window; a larger one is saved outside."""

_ICONS = {"image": "image", "audio": "microphone", "video": "video-camera", "text": "file-text"}
_OTHER = ("application/zip", "application/x-7z", "application/vnd.", "application/msword",
          "application/x-rar")


def icon_of(file: Attachment) -> str:
    """The icon of a kind of file."""
    if file.media_type == "application/pdf":
        return "file-pdf"
    return _ICONS.get(file.media_type.partition("/")[0], "paperclip")


def is_too_large(file: Attachment) -> bool:
    """True when the file is saved outside to be looked at."""
    return file.size > LARGEST_SHOWN


def is_for_others(file: Attachment) -> bool:
    """True when its name says that only another program can show it: films, archives, office documents."""
    return file.media_type.startswith(("video/", *_OTHER))
