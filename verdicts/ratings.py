"""What an earlier fact-check says of a claim: what its publisher rated the claim that it checked.

A verifier cannot tell: "Rated False by A: “the moon is made of cheese”" says, to it, that the moon is made of cheese.
So it reads the checked claim alone (``Passage.premise``), which tells whether it is this claim that was checked, and
the rating decides which side that counts for.
"""

import re
from datetime import date
from typing import Literal

from factdesk.records import Claim, Passage, Stance
from factdesk.verdicts.compare import comparisons

#: Ratings that are neither: partly so, not known, or about something else than truth.
_NEITHER = re.compile(
    r"\b(?:half|part|partly|partially|mixture|mixed|mix|misleading|context|unproven|unverified|unsupported|disputed"
    r"|exaggerat\w*|satire|outdated|cherry|barely|two pinocchios|inconclusive|unclear|no evidence)\b"
)
_FALSE = re.compile(
    r"\b(?:false|pants[ -](?:on[ -])?fire|fake|incorrect|inaccurate|wrong|untrue|not (?:\w+ )?(?:true|correct|accurate)"
    r"|hoax|fabricated|debunked|baseless|unfounded|scam|doctored|altered|miscaptioned|four pinocchios)\b"
)
_TRUE = re.compile(r"\b(?:true|correct|accurate|confirmed|verified|legit)\b")


def side(rating: str) -> Literal["supports", "refutes"] | None:
    """Return which side a rating is on: False and Mostly False refute, Half True and what is not known are on none."""
    words = " ".join(rating.casefold().replace("_", " ").split())
    if _NEITHER.search(words):
        return None
    if _FALSE.search(words):
        return "refutes"
    return "supports" if _TRUE.search(words) else None


def as_rated(claim: Claim, passage: Passage, stance: Stance, as_of: date | None = None) -> Stance:
    """Return the stance of an earlier fact-check by its rating, that of any other passage as it is.

    ``stance`` is what the verifier says of the checked claim. Where that has another number or time than this claim, it
    was not this claim that was checked. That something is false does not say what is true.
    """
    if passage.factcheck is None:
        return stance
    rated = side(passage.factcheck)
    checked = passage.evolve(factcheck=None)
    another = any(item.check.outcome in ("differs", "imprecise") for item in comparisons(claim, checked, as_of))
    if rated is None or another:
        return Stance(supports=0.0, refutes=0.0, nei=1.0)
    if rated == "refutes":
        return Stance(supports=0.0, refutes=stance.supports, nei=1.0 - stance.supports)
    return stance
