"""The finite form of a verb that an article has as a participle: "killing 50 people" becomes "killed 50 people".

The only change of a word that claims make. Spelling follows the regular rules; the table holds the irregular verbs of
the news.
"""

from typing import Literal

Tense = Literal["past", "present"]

_IRREGULAR = dict(
    pair.split(":")
    for pair in [
        "become:became",
        "begin:began",
        "beat:beat",
        "bind:bound",
        "bleed:bled",
        "blow:blew",
        "break:broke",
        "bring:brought",
        "broadcast:broadcast",
        "build:built",
        "burst:burst",
        "buy:bought",
        "cast:cast",
        "catch:caught",
        "choose:chose",
        "come:came",
        "cost:cost",
        "cut:cut",
        "deal:dealt",
        "dig:dug",
        "do:did",
        "draw:drew",
        "drink:drank",
        "drive:drove",
        "eat:ate",
        "fall:fell",
        "feed:fed",
        "feel:felt",
        "fight:fought",
        "find:found",
        "flee:fled",
        "fly:flew",
        "forbid:forbade",
        "forecast:forecast",
        "forget:forgot",
        "forgive:forgave",
        "freeze:froze",
        "get:got",
        "give:gave",
        "go:went",
        "grow:grew",
        "hang:hung",
        "have:had",
        "hear:heard",
        "hide:hid",
        "hit:hit",
        "hold:held",
        "hurt:hurt",
        "keep:kept",
        "know:knew",
        "lay:laid",
        "lead:led",
        "leave:left",
        "lend:lent",
        "let:let",
        "light:lit",
        "lose:lost",
        "make:made",
        "mean:meant",
        "meet:met",
        "outdo:outdid",
        "overcome:overcame",
        "overtake:overtook",
        "pay:paid",
        "put:put",
        "quit:quit",
        "read:read",
        "rebuild:rebuilt",
        "ride:rode",
        "ring:rang",
        "rise:rose",
        "run:ran",
        "say:said",
        "see:saw",
        "seek:sought",
        "sell:sold",
        "send:sent",
        "set:set",
        "shake:shook",
        "shed:shed",
        "shine:shone",
        "shoot:shot",
        "shut:shut",
        "sing:sang",
        "sink:sank",
        "sit:sat",
        "sleep:slept",
        "slide:slid",
        "speak:spoke",
        "spend:spent",
        "spin:spun",
        "split:split",
        "spread:spread",
        "spring:sprang",
        "stand:stood",
        "steal:stole",
        "stick:stuck",
        "strike:struck",
        "swear:swore",
        "sweep:swept",
        "swim:swam",
        "swing:swung",
        "take:took",
        "teach:taught",
        "tear:tore",
        "tell:told",
        "think:thought",
        "throw:threw",
        "thrust:thrust",
        "undergo:underwent",
        "understand:understood",
        "undertake:undertook",
        "undo:undid",
        "uphold:upheld",
        "upset:upset",
        "wake:woke",
        "wear:wore",
        "win:won",
        "withdraw:withdrew",
        "withhold:withheld",
        "withstand:withstood",
        "write:wrote",
    ]
)
_VOWELS = "aeiou"


def finite(participle: str, lemma: str, tense: Tense, *, plural: bool) -> str:
    """Return the past, or the present in the third person, of a verb that is written with "-ing"."""
    lemma = _lemma(participle, lemma)
    if lemma == "be":
        return {"past": ("was", "were"), "present": ("is", "are")}[tense][plural]
    if tense == "past":
        return _IRREGULAR.get(lemma) or _past(participle, lemma)
    if plural:
        return lemma
    return "has" if lemma == "have" else _third_person(lemma)


def base(participle: str, lemma: str) -> str:
    """Return the form that follows "will"."""
    return _lemma(participle, lemma)


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


def _third_person(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{lemma}s"
