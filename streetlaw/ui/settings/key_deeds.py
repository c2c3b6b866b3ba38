"""The question that belongs to each deed about keys; loaded when the first one is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from streetlaw.domain.profile import TrustedPerson
from streetlaw.translation import gettext as _
from streetlaw.ui.keyring import Holder
from streetlaw.ui.page import Page
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.settings.escrow import GiveEscrow
from streetlaw.ui.settings.forced import ClearDuress, EraseKeys, SetDuress
from streetlaw.ui.settings.key_file import AddKeyFile
from streetlaw.ui.settings.kit import KitTest, NewKit
from streetlaw.ui.settings.passphrase import ChangePassphrase, Recalibrate, RemoveKey
from streetlaw.ui.settings.shares import MakeShares, ShareNames

_PLAIN: dict[str, Callable[[Page], Question]] = {
    "change": ChangePassphrase, "recalibrate": Recalibrate, "key_file": AddKeyFile, "kit": NewKit,
    "test": KitTest, "set_duress": SetDuress, "clear_duress": ClearDuress, "erase": EraseKeys,
}


def question(page: Page, deed: str, holder: Holder | None, *, what: str, share_names: Sequence[str],
             supervisors: Sequence[TrustedPerson]) -> Question:
    """The question to open; `what` is how the holder is called, where there is one."""
    if deed == "remove" and holder is not None:
        return RemoveKey(page, holder, what)
    if deed == "shares":
        return MakeShares(page, share_names)
    if deed == "names":
        return ShareNames(page, share_names)
    if deed == "escrow":
        return GiveEscrow(page, supervisors) if supervisors else _nobody(page)
    return _PLAIN[deed](page)


def _nobody(page: Page) -> Question:
    return Question(
        page, _("There is nobody yet who could keep a key"),
        _("Add the card of an attorney under “Trusted people”, and compare the six words aloud. Then you can "
          "give them a key here."),
        safe=_("Close"), verb=_("Understood"), danger=False)
