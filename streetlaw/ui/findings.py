"""The sentence for each thing an examination can find, and what to do about it. No Qt: commands say it too."""

# ruff: noqa: E501 - a sentence is read whole
from __future__ import annotations

from typing import Final

from streetlaw.domain.finding import Finding
from streetlaw.translation import N_, translate

_AGAIN: Final = N_("Install the program again.")
_ASK: Final = N_("Ask whoever looks after this computer.")
_CTRL_L: Final = N_("Press Ctrl+L before you close the lid or leave.")

# What is, and what to do ("" for nothing). Sorted by code.
SAID: Final[dict[str, tuple[str, str]]] = {
    "backup.never": (N_("There is no backup."), N_("Make one in Settings, on a disk that is kept elsewhere.")),
    "backup.old": (N_("Days since the last backup: {days}."), N_("Make a backup today.")),
    "backup.recent": (N_("Days since the last backup: {days}."), ""),
    "backup.same_disk": (N_("Every backup lies on the disk of the vault and is lost with it."), N_("Put one on another disk.")),
    "cipher.broken": (N_("Encryption does not work here: a test file could be read without its key."), N_("Put nothing into a vault on this computer. Install the program again.")),
    "cipher.works": (N_("Encryption works: a test file could not be read without its key. SQLCipher {cipher}, SQLite {sqlite}, {provider}."), ""),
    "clock.behind": (N_("The clock of this computer is wrong: it shows a time long past."), N_("Set the date and the time: deadlines are counted from them.")),
    "clock.right": (N_("The clock of this computer can be right."), ""),
    "disk.encrypted": (N_("The disk is encrypted."), ""),
    "disk.plain": (N_("The disk of this computer is not encrypted. The vault is; papers you save outside it are not."), N_("Let the whole disk be encrypted. Ask whoever looks after this computer.")),
    "disk.unknown": (N_("Whether the disk is encrypted could not be found out."), _ASK),
    "disk.unknown_mac": (N_("Whether the disk is encrypted could not be found out."), N_("Look in the system settings under “FileVault”, and turn it on.")),
    "disk.unknown_windows": (N_("Whether the disk is encrypted could not be found out."), N_("Look in the settings of Windows under “Device encryption” or “BitLocker”, and turn it on.")),
    "dumps.off": (N_("A crash leaves no copy of the program's memory on the disk."), ""),
    "dumps.on": (N_("A crash may leave a copy of the program's memory on the disk."), _ASK),
    "dumps.windows": (N_("On Windows a crash may leave a copy of the program's memory in its error reports."), N_("Turn the error reports of Windows off.")),
    "fonts.load": (N_("All fonts are there."), ""),
    "fonts.missing": (N_("Fonts are missing or damaged: {fonts}."), _AGAIN),
    "hibernation.plain": (N_("When this computer hibernates, its whole memory is written to the disk unencrypted."), N_("Shut the computer down instead.")),
    "keys.one_way": (N_("Only the passphrase opens the vault. If it is forgotten, everything is lost."), N_("Make recovery words in Settings.")),
    "keys.second_way": (N_("Ways into the vault when the passphrase is forgotten: {n}. Format of the keys: {format}."), ""),
    "languages.load": (N_("The texts of these languages are there: {languages}."), ""),
    "languages.missing": (N_("The texts of these languages are missing: {languages}."), _AGAIN),
    "locking.all": (N_("The window locks by itself when the computer goes to sleep, its screen is locked or its lid is closed."), ""),
    "locking.login": (N_("The window locks by itself when the computer goes to sleep, its session is locked or its lid is closed. The screen saver is not heard."), ""),
    "locking.mac": (N_("The window locks by itself when the screen is locked. Sleep is not announced: the time asleep counts, and the window locks when the computer wakes."), _CTRL_L),
    "locking.none": (N_("This computer does not say when it goes to sleep or its screen is locked. The window locks after some minutes without keyboard and mouse."), _CTRL_L),
    "locking.screen": (N_("The window locks by itself with the screen saver. This computer does not say when it goes to sleep."), _CTRL_L),
    "memory.closed": (N_("Other programs of your account are kept out of this program's memory."), ""),
    "memory.open": (N_("Other programs of your account can read this program's memory."), _ASK),
    "memory.windows": (N_("On Windows other programs of your account can read this program's memory."), N_("Install no program you do not know.")),
    "packs.broken": (N_("The law of these countries cannot be read: {packs}."), _AGAIN),
    "packs.load": (N_("The law of these countries can be read: {packs}."), ""),
    "permissions.open": (N_("Other accounts of this computer can get at the folder."), N_("Open the vault once: the program then closes the folder to others.")),
    "permissions.private": (N_("Other accounts of this computer are kept out of the folder."), ""),
    "permissions.windows": (N_("On Windows the rights of the folder above keep other accounts out."), ""),
    "pictures.excluded": (N_("Pictures and recordings of the screen leave the window out, as far as the system can."), ""),
    "pictures.possible": (N_("Linux cannot leave the window out of pictures and recordings of the screen."), N_("Press Esc twice when something takes pictures of the screen.")),
    "place.cloud": (N_("The folder is where a cloud program copies everything away and keeps every older state."), N_("Move the folder out of there.")),
    "place.here": (N_("No network and no known cloud program has the folder."), ""),
    "place.network": (N_("The folder is on a network disk: others can copy it, and a lost connection can harm it."), N_("Move the folder to the disk of this computer.")),
    "program.version": (N_("StreetLaw {version}, Python {python}."), ""),
    "restore.never": (N_("No backup was tried yet."), N_("Try the last one in Settings: then you know that it would come back.")),
    "restore.old": (N_("Days since a backup was tried: {days}."), N_("Try the last one in Settings: then you know that it would come back.")),
    "restore.recent": (N_("Days since a backup was tried: {days}. It would come back whole."), ""),
    "search.broken": (N_("The search does not work."), _AGAIN),
    "search.works": (N_("The search works."), ""),
    "space.enough": (N_("Free space: {gigabytes} GB."), ""),
    "space.little": (N_("Only {megabytes} MB are free."), N_("Free some space: without it nothing can be saved or backed up.")),
    "swap.encrypted": (N_("What the system writes of its memory to the disk is encrypted."), ""),
    "swap.none": (N_("The system writes nothing of its memory to the disk."), ""),
    "swap.plain": (N_("The system may write parts of its memory to the disk unencrypted (swap)."), N_("Let swap be encrypted or turned off. Ask whoever looks after this computer.")),
    "swap.unknown": (N_("Whether the system writes its memory to the disk unencrypted could not be found out."), N_("With the whole disk encrypted it does not matter.")),
    "tracing.limited": (N_("The system keeps programs from looking into each other."), ""),
    "tracing.open": (N_("The system lets the programs of your account look into each other. This one refuses by itself."), ""),
    "vault.broken": (N_("Parts of the database are damaged."), N_("Leave the folder as it is and restore the last backup.")),
    "vault.files_broken": (N_("Attachments that no longer open: {n}."), N_("Take them from a backup.")),
    "vault.log_broken": (N_("The log of what was done here was altered."), N_("Compare your records with the last backup.")),
    "vault.older": (N_("An older copy of the folder was put back since it was last closed here."), N_("If you did not restore it yourself, somebody else had this computer.")),
    "vault.other_keys": (N_("The keys of the folder are not those it had last: an older key file may have been put back."), N_("Look through what opens the folder, change the passphrase and make new recovery words.")),
    "vault.sound": (N_("Everything in the vault is sound. Records: {records}. Attachments: {attachments}. Lines of the log: {lines}."), ""),
    "window.missing": (N_("Qt is missing: there is no window."), _AGAIN),
    "window.there": (N_("The window is drawn by Qt {version}."), ""),
}


def said(finding: Finding) -> str:
    """What was found, in the language of the interface."""
    return translate(SAID[finding.code][0]).format(**finding.facts)


def advice(finding: Finding) -> str:
    """What to do about it, "" for nothing."""
    text = SAID[finding.code][1]
    return translate(text) if text else ""
