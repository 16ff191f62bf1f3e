"""The model card of a verifier that has none of its own."""

from collections.abc import Sequence

_CARD = """---
library_name: factdesk
pipeline_tag: text-classification
tags: [fact-checking, claim-verification, natural-language-inference]
---
# {title}

Says how likely evidence supports or refutes a claim, or does not decide it. {refutes}

```python
from factdesk.models import Verifier

verifier = Verifier.from_pretrained("{name}")
verifier.predict([("The bridge opened in 1932.", "The bridge opened in 1945.")])  # supports, refutes, nei
```

The columns of the checkpoint are, in its own order: {labels}. Evidence is the first text of a pair, the claim the
second. Nobody has written yet what it was trained on, under which licence, how well it does, and what it is bad at.
"""


def verifier_card(name: str, labels: Sequence[str]) -> str:
    """Return a card in Markdown, with the front matter that the Hub reads, for a verifier with these columns."""
    refutes = "" if "refutes" in labels else "It cannot tell refuting evidence from evidence that does not decide."
    return _CARD.format(title=name.rpartition("/")[2], name=name, labels=", ".join(labels), refutes=refutes)
