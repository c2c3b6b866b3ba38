"""What left and what came: numbers and hashes that chain bundles, and which record left in which revision."""

from __future__ import annotations

from collections.abc import Sequence

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.review import Bundle, Direction
from streetlaw.services.envelopes import Parcel
from streetlaw.services.ports import Work

_ANCHOR = "anchor."


def sent_to(work: Work, partner_id: str) -> Sequence[Bundle]:
    """The bundles that went to that person, oldest first."""
    return work.list(Bundle, direction=Direction.OUT, partner_id=partner_id, order="number")


def came_from(work: Work, partner_id: str) -> Sequence[Bundle]:
    """The bundles that came from that person, by their number."""
    return work.list(Bundle, direction=Direction.IN, partner_id=partner_id, order="number")


def anchor_of(work: Work, partner_id: str) -> str:
    """The anchor of that person's log as their latest bundle brought it, to be given back; "" for none."""
    return work.setting(_ANCHOR + partner_id)


def keep_anchor(work: Work, partner_id: str, anchor: str) -> None:
    """Keep the anchor a bundle brought: its sender alone can read it, and knows by it an older database."""
    if anchor:
        work.set_setting(_ANCHOR + partner_id, anchor)


def next_number(sent: Sequence[Bundle]) -> tuple[int, str]:
    """The number of the next bundle, and the manifest hash of the one before ("" for the first)."""
    return (sent[-1].number + 1, sent[-1].manifest_sha256) if sent else (1, "")


def released(sent: Sequence[Bundle]) -> frozenset[tuple[str, int]]:
    """The (record id, revision) pairs that have left in these bundles."""
    return frozenset((id, revision) for bundle in sent for id, revision in bundle.released)


def of_id(sent: Sequence[Bundle], id: str) -> Bundle:
    """The bundle with that id; an empty one when it is none of these."""
    return next((bundle for bundle in sent if bundle.id == id), Bundle())


def cases_in(bundle: Bundle) -> tuple[str, ...]:
    """The ids of the cases that left in a bundle: they come first among what was released."""
    count = dict(bundle.counts).get("cases", 0)
    return tuple(id for id, _ in bundle.released[:count])


def missing(came: Sequence[Bundle]) -> tuple[int, ...]:
    """The numbers that never came, below the highest one that did."""
    numbers = {bundle.number for bundle in came}
    return tuple(n for n in range(1, max(numbers, default=0)) if n not in numbers)


def still_needed(sent: Sequence[Bundle], numbers: Sequence[int]) -> tuple[int, ...]:
    """Those of our numbers that never arrived of which not everything left again, or was told, since."""
    lost = [bundle for bundle in sent if bundle.number in numbers]
    made_good = {bundle.number for bundle in lost if _left_since(sent, bundle.number).issuperset(
        (*(cases_in(bundle) or (id for id, _ in bundle.released)), *bundle.withdrawn))}
    return tuple(number for number in numbers if number not in made_good)


def _left_since(sent: Sequence[Bundle], number: int) -> set[str]:
    """The ids of all that left, or was told to be gone, in later bundles."""
    later = [bundle for bundle in sent if bundle.number > number]
    return {id for bundle in later for id in (*bundle.withdrawn, *(id for id, _ in bundle.released))}


def known(came: Sequence[Bundle], parcel: Parcel) -> Bundle | None:
    """The bundle, if it came before.

    Raises `bundle.fork` when another bundle has its number, or when its neighbours were chained to another
    one: then two copies of the sender's vault are in use, or somebody forged one.
    """
    by_number = {bundle.number: bundle for bundle in came}
    same, before, after = (by_number.get(parcel.number + step) for step in (0, -1, 1))
    if same is not None and same.manifest_sha256 == parcel.manifest_sha256:
        return same
    if (same is not None
            or (before is not None and before.manifest_sha256 != parcel.previous)
            or (after is not None and after.previous_sha256 != parcel.manifest_sha256)):
        raise StreetLawError("bundle.fork", number=parcel.number)
    return None
