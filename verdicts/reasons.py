"""Why a verdict abstains, as one sentence for a person per reason code."""

from factdesk.records import Reason

#: abstentions that other passages, or the same ones read together, might still settle
OPEN: frozenset[Reason] = frozenset(
    {"low_confidence", "subject_mismatch", "unit_mismatch", "period_mismatch", "claim_ambiguous"}
)

SENTENCES: dict[Reason, str] = {
    "no_evidence": "No passage of the references was found for this claim; no evidence is never support.",
    "off_topic": "None of the passages found speaks of what the claim speaks of.",
    "low_confidence": "Passages speak of this, but none clearly supports or contradicts the claim.",
    "conflicting_evidence": "Good evidence stands on both sides; the strongest passage of each is shown.",
    "unit_mismatch": "The nearest numbers in the evidence are in other units than the claim's.",
    "period_mismatch": "The evidence speaks of another period than the claim.",
    "subject_mismatch": "The numbers in the evidence are about something or somebody else.",
    "claim_not_checkable": "This is not a statement that can be checked against documents.",
    "claim_ambiguous": "The claim leaves open who or what it speaks of, and no passage settles it.",
    "evidence_after_as_of": "All the evidence found was published after the day the claim is read as of.",
    "error": "The evidence could not be judged.",
}
