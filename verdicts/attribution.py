"""Said, apart from true: whether the references have the claim's words from the claim's speaker.

Words in quotation marks are looked for nearly word by word; a statement that was only reported is looked for by its
content in a sentence that has a verb of saying. Either way the speaker's own name must stand with it.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from factdesk.records import Claim, Passage, Said
from factdesk.verdicts.countries import COUNTRIES
from factdesk.verdicts.subjects import INITIALS, TITLES, Content, Subject, content_of, denials, subject_of, word_class
from factdesk.verdicts.tokens import Token, sentences, words

#: share of a quotation's words that must stand in the reference, in order
QUOTED = 0.8
#: share of a reported statement's content words that must stand in one sentence of the reference
REPORTED = 0.6

_SAYING = words(
    "said says say saying told tells wrote writes posted tweeted announced added noted stated claimed claims "
    "argued insisted declared remarked explained acknowledged admitted denied warned promised pledged called "
    "urged replied according"
)
_MARKS = frozenset("\"“”'‘’«»")


def was_said(claim: Claim, passages: Sequence[Passage]) -> Said | None:
    """Return whether the speaker of a claim is on record with it; None for a claim without a speaker."""
    if claim.attribution is None:
        return None
    speaker = claim.attribution.speaker
    others: list[Said] = []
    for passage in passages:
        for sentence in sentences(passage.quote):
            if not _matches(claim, sentence):
                continue
            first, last = sentence[0].start, sentence[-1].end
            quote = passage.quote[first:last]
            by_speaker = _names(speaker, sentence, passage)
            said = Said(
                speaker=speaker,
                outcome="said" if by_speaker else "other_speaker",
                explanation=f"The reference has {speaker} saying this." if by_speaker
                else f"The reference has these words, but not from {speaker}.",
                quote=quote,
                start=passage.start + first,
                end=passage.start + last,
                passage=passage,
            )  # fmt: skip
            if by_speaker:
                return said
            others.append(said)
    if others and not _is_named(speaker):
        why = f"A reference has these words; whether from {speaker}, it does not tell."
        return others[0].evolve(outcome="not_found", explanation=why)
    if others:
        return others[0]
    return Said(speaker=speaker, outcome="not_found", explanation=f"No reference found has these words from {speaker}.")


def _matches(claim: Claim, sentence: Sequence[Token]) -> bool:
    """Does a sentence of a reference report what the claim says was said?"""
    if claim.attribution is not None and claim.attribution.direct:
        wanted = [token.lower for token in _quoted(claim)]
        found = [token.lower for token in sentence if token.kind != "mark"]
        blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
        return bool(wanted) and sum(block.size for block in blocks) >= QUOTED * len(wanted)
    if not any(token.lower in _SAYING for token in sentence):
        return False
    about, content = subject_of(claim.text), content_of(sentence)
    if about.coverage(Subject.from_content(content)) < REPORTED:
        return False
    places = [index for index, item in enumerate(content) if item.word in about.words]
    within = sentence[places[0] : places[-1] + 1]
    return bool(denials(within)) == any(map(denials, sentences(claim.text)))


def _quoted(claim: Claim) -> Iterator[Token]:
    """Yield the words of a claim that stand in quotation marks; all of them where none do."""
    tokens = [token for sentence in sentences(claim.quote or claim.text) for token in sentence]
    marks = [index for index, token in enumerate(tokens) if token.text in _MARKS]
    inside = tokens[marks[0] : marks[-1]] if len(marks) > 1 else tokens
    yield from (token for token in inside if token.kind != "mark")


def _names(speaker: str, sentence: Sequence[Token], passage: Passage) -> bool:
    """Is the speaker's name, beside any title, in the sentence, or in the title of a document that is theirs?"""
    all_words = {word_class(word) for word in speaker.lower().replace(".", " ").split()} - {""}
    wanted = all_words - TITLES or all_words  # of "the mayor" the title is all there is
    if not wanted:
        return False
    content = content_of(sentence)
    near = {item.word for item in content}
    if wanted & near:
        subject = _sayer(sentence, content)
        return not subject or bool(wanted & subject)
    return wanted <= subject_of(passage.title).words


def _is_named(speaker: str) -> bool:
    """Is a speaker told by name? Of "the U.S. president" a reference may well have the name and not the office."""
    content = content_of([token for sentence in sentences(f"by {speaker}") for token in sentence])
    return bool({item.word for item in content if item.name} - TITLES - COUNTRIES - INITIALS)


def _sayer(sentence: Sequence[Token], content: Sequence[Content]) -> frozenset[str]:
    """Return the name that stands as subject of the verb of saying; empty where that is no name or not certain.

    "Amir Shah, a rival of Dana Cole, said" is said by Shah: what stands between two commas tells of the name before.
    """
    for verb in (index for index, token in enumerate(sentence) if token.lower in _SAYING):
        last = verb - 1
        if last >= 0 and sentence[last].text == ",":
            opening = max((index for index in range(last) if sentence[index].text == ","), default=-1)
            if opening > 0 and not content[opening - 1].name:
                continue
            last = opening - 1 if opening > 0 else last
        name: set[str] = set()
        while last >= 0 and content[last].name:
            name.add(content[last].word)
            last -= 1
        if name - TITLES:
            return frozenset(name)
    return frozenset()
