"""The finite form of a verb that an article has as a participle: "killing 50 people" becomes "killed 50 people".

The only change of a word that claims make. Spelling follows the regular rules; a table holds the irregular verbs of the
news.
"""

from typing import Literal

from factdesk.claims.vocabulary import IRREGULAR

Tense = Literal["past", "present"]

_IRREGULAR = dict(pair.split(":") for pair in IRREGULAR)
_VOWELS = "aeiou"


def finite(participle: str, lemma: str, tense: Tense, *, plural: bool) -> str:
    """Return the past, or the present in the third person, of a verb that is written with "-ing"."""
    lemma = _lemma(participle, lemma)
    if lemma == "be":
        return {"past": ("was", "were"), "present": ("is", "are")}[tense][plural]
    if tense == "past":
        return _IRREGULAR.get(lemma) or _past(participle, lemma)
    return lemma if plural else third_person(lemma)


def base(participle: str, lemma: str) -> str:
    """Return the form that follows "will"."""
    return _lemma(participle, lemma)


def may_be_past(participle: str, lemma: str) -> bool:
    """Tell whether a past participle is spelled as the past tense is: "held" and "moved", not "driven"."""
    return _IRREGULAR[lemma] == participle if lemma in _IRREGULAR else participle.endswith("ed")


def _lemma(participle: str, lemma: str) -> str:
    """Return the lemma; of "hoping" it is "hope", though a lemmatizer may say "hop", which would double its letter."""
    short = len(lemma) > 2 and lemma[-1] not in f"{_VOWELS}wxy" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
    one_syllable = sum(letter in _VOWELS for letter in lemma) == 1
    return f"{lemma}e" if short and one_syllable and participle == f"{lemma}ing" else lemma


def _past(participle: str, lemma: str) -> str:
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return f"{lemma[:-1]}ied"
    return f"{participle.removesuffix('ing')}ed"  # "stopping" and "panicking" have the letters that "-ed" takes too


def third_person(lemma: str) -> str:
    """Return the present of a verb as it follows a name: "is", "has", "carries"."""
    if lemma in {"be", "have"}:
        return "is" if lemma == "be" else "has"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{lemma}s"
