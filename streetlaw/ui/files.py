"""Choosing a file or a folder without leaving a trace: Qt's own dialog, which is told to remember nothing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from streetlaw.translation import gettext as _

Kinds = Sequence[tuple[str, str]]
"""Names and patterns of files, such as ("PDF", "*.pdf")."""


PDF: Kinds = (("PDF", "*.pdf"),)


def ask_where_to_save(parent: QWidget, title: str, name: str, kinds: Kinds = PDF) -> Path | None:
    """The place somebody chose for a new file called `name`; None when they changed their mind."""
    dialog = _dialog(parent, title, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Save here"))
    dialog.selectFile(name)
    return _chosen(dialog)


def ask_which_file(parent: QWidget, title: str, kinds: Kinds) -> Path | None:
    """The existing file somebody chose, or None."""
    dialog = _dialog(parent, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Open"))
    return _chosen(dialog)


def ask_which_files(parent: QWidget, title: str, kinds: Kinds) -> list[Path]:
    """The existing files somebody chose, or none."""
    dialog = _dialog(parent, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Open"))
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    chosen = dialog.selectedFiles() if accepted else []
    dialog.deleteLater()
    return [Path(name) for name in chosen]


def ask_which_folder(parent: QWidget, title: str) -> Path | None:
    """The folder somebody chose or made, or None."""
    dialog = _dialog(parent, title, ())
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Choose this folder"))
    return _chosen(dialog)


def _dialog(parent: QWidget, title: str, kinds: Kinds) -> QFileDialog:
    _remember_nothing()
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
    dialog.setFilter(QDir.Filter.AllDirs | QDir.Filter.Files | QDir.Filter.NoDotAndDotDot)
    dialog.setNameFilters([f"{name} ({pattern})" for name, pattern in kinds])
    dialog.setLabelText(QFileDialog.DialogLabel.Reject, _("Cancel"))
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _("Folder:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, _("Name:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, _("Kind:"))
    return dialog


def _chosen(dialog: QFileDialog) -> Path | None:
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    chosen = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(chosen[0]) if accepted and chosen else None


def _remember_nothing() -> None:
    """Give Qt's settings no place: its file dialog would write the last folder and a history there."""
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, os.devnull)
