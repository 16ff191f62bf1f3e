"""Claims turned into their contrary, so that "not" is read for what it says and not as a sign of refutation.

In most sets a claim that holds "not" is refuted more often than others (Gururangan et al. 2018). Here the verb of a
decided claim is negated and its label turned with it: of these, as many are supported as refuted.
"""

import re
from collections.abc import Iterator

import numpy as np
from datasets import Dataset

from factdesk.training.datasets import pairs_of

#: A verb after which "not" makes the contrary of the whole statement.
_VERB = re.compile(
    r"(?<=\w )(?:is|are|was|were|has been|have been|had been|will|can|could|does|did|would)(?= [a-z0-9])"
)
#: Where these stand the contrary is not made by a "not": of "some are", "none are" is.
_SCOPE = re.compile(
    r"\b(?:not|n't|never|no|none|nobody|nothing|neither|nor|all|every|each|both|any|some|many|most|few|several|only|also"
    r"|at least|at most|more|less|fewer|over|under|before|after|and|or|but|while|which|who|that|because|if)\b|n't",
    re.IGNORECASE,
)
_CONTRARY = {"supports": "refutes", "refutes": "supports"}


def negated(pairs: Dataset, rows: int, *, seed: int) -> Dataset:
    """Make up to ``rows`` rows: a decided claim's verb negated, its label turned round, as many of each label.

    Only claims of one clause with one such verb are taken. The new row stands in the group of the one it was made of.
    """
    return pairs_of(_contraries(pairs, rows, np.random.default_rng(seed)), pairs)


def _contraries(pairs: Dataset, rows: int, generator: np.random.Generator) -> Iterator[dict[str, str]]:
    table = pairs.to_list()
    left = dict.fromkeys(_CONTRARY.values(), -(-rows // 2))
    for index in generator.permutation(len(table)):
        row = table[int(index)]
        verbs = list(_VERB.finditer(row["claim"]))
        label = _CONTRARY.get(row["label"])
        if label is None or len(verbs) != 1 or _SCOPE.search(row["claim"]) or not left[label]:
            continue
        left[label] -= 1
        after = verbs[0].start() + len(verbs[0][0].partition(" ")[0])
        yield {**row, "claim": f"{row['claim'][:after]} not{row['claim'][after:]}", "label": label}
        if not any(left.values()):
            return
