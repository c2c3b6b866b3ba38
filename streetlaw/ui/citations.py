"""Where in the law the result of a screening is written, as a person reads it."""

from __future__ import annotations

from streetlaw.domain.eligibility import CategoryResult
from streetlaw.domain.fact import Cite
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import language


def articles(pack: Pack, result: CategoryResult) -> str:
    """Where it is written; an act without an article says that the article was not found."""
    cites = [Cite(act=act, article=article) for act, _gap, article in
             (part.partition(" ") for part in result.article.split("; ") if part)]
    written = [pack.cite(cite, language()) for cite in cites]
    if any(not cite.article for cite in cites):
        written.append(_("article not confirmed"))
    return "; ".join(written)
