"""The verifier: what evidence says about a claim, as probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding

from factdesk.models.calibration import Calibration
from factdesk.models.card import verifier_card
from factdesk.models.folders import ModelFolder
from factdesk.models.golden import GOLDEN_PAIRS, GoldenPair, check_golden_pairs
from factdesk.models.labels import Label, labels_of, three_way
from factdesk.models.network import CHUNK, Network
from factdesk.models.predictor import Pair
from factdesk.models.runtimes import RuntimeName
from factdesk.models.tokens import fit, readable
from factdesk.models.windows import combined, pieces


@dataclass(frozen=True, slots=True)
class Tokenised:
    """Pairs as a network reads them: what ``Verifier.tokenised`` makes and ``Verifier.judged`` takes."""

    #: evidence and claim, as they were asked
    pairs: list[Pair]
    #: those with a letter or a digit on both sides, each once
    spoken: list[Pair]
    #: for each row of tokens the number of its pair among these: long evidence makes several, side by side
    owners: list[int]
    rows: list[Encoding]


SHIPPED = {"base": "verifier-base", "small": "verifier-small"}


class Verifier:
    """Says of (evidence, claim) pairs how likely the evidence supports, refutes, or does not decide the claim."""

    #: what the columns of ``predict`` are, whatever order the checkpoint has
    columns = ("supports", "refutes", "nei")

    def __init__(self, network: Network, labels: Sequence[Label]) -> None:
        #: what each column of the checkpoint means, in the checkpoint's own order
        self.labels = tuple(labels)
        self._network = network
        self._calibration = Calibration.from_settings(network.folder.settings, len(self.labels))

    @classmethod
    def from_pretrained(
        cls,
        name_or_path: str | Path = "base",
        *,
        revision: str | None = None,
        local_files_only: bool | None = None,
        runtime: RuntimeName = "auto",
        device: str | None = None,
        side_by_side: bool = False,
        label_order: Sequence[str] | None = None,
        golden_pairs: Sequence[GoldenPair] = GOLDEN_PAIRS,
    ) -> Self:
        """Load a verifier: "base" or "small" (they ship), a folder, or a Hub id.

        Any sequence classifier of transformers in safetensors will do, sentence-transformers CrossEncoders included,
        whose labels say supports, refutes and not enough information in any order and spelling, or supported and not
        supported. ``label_order`` names the columns of one that does not (LABEL_0). The ``golden_pairs`` must come out
        right: give others for a checkpoint whose language or subject is not everyday English. With ``side_by_side``
        OpenVINO runs several batches at once, each on some of the cores: what else a long run does then holds up one of
        them and not all, for more memory and a longer wait for each. Raises ModelError.
        """
        folder = ModelFolder.find(name_or_path, shipped=SHIPPED, revision=revision, local_files_only=local_files_only)
        labels = labels_of(folder.config.get("id2label", {}), label_order)
        verifier = cls(Network.load(folder, runtime, device, side_by_side=side_by_side), labels)
        check_golden_pairs(verifier.predict, golden_pairs, name=folder.name, refutes_known=verifier.refutes_known)
        return verifier

    @property
    def refutes_known(self) -> bool:
        """Whether the checkpoint can say ``refutes``; where not, that column is 0 and ``nei`` all but ``supports``."""
        return "refutes" in self.labels

    @cached_property
    def version(self) -> str:
        """``name@`` and 12 hexadecimal digits of the content of the model's files."""
        return self._network.folder.version

    def predict(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Return the probabilities (n, 3) of supports, refutes and nei for (evidence, claim) pairs, in their order.

        Equal pairs are judged once. Evidence longer than the window is judged in pieces (see
        ``factdesk.models.windows``); a claim longer than half the window is cut to that, with a warning. Where evidence
        or claim holds no letter and no digit there is nothing to judge, and the row is nei.
        """
        asked = [(evidence, claim) for evidence, claim in pairs]
        distinct = list(dict.fromkeys(asked))
        rows: dict[Pair, NDArray[np.float32]] = {}
        for start in range(0, len(distinct), CHUNK):
            chunk = distinct[start : start + CHUNK]
            rows.update(zip(chunk, self.judged(self.tokenised(chunk)), strict=True))
        return np.array([rows[pair] for pair in asked], np.float32).reshape(-1, 3)

    def tokenised(self, pairs: Sequence[Pair]) -> Tokenised:
        """Return (evidence, claim) pairs as the network reads them: the half of ``predict`` that can be done ahead.

        All of them are held at once: give some thousands and not a million.
        """
        asked = [(readable(evidence), readable(claim)) for evidence, claim in pairs]
        spoken = [pair for pair in dict.fromkeys(asked) if all(any(map(str.isalnum, text)) for text in pair)]
        tokens = self._network.tokens
        room = tokens.room(pair=True)
        claims = tokens.encode(claim for _, claim in spoken)
        for claim in claims.values():
            fit(claim, room // 2, "a claim")
        texts = tokens.encode(evidence for evidence, _ in spoken)
        parts = [
            (number, piece, claims[claim])
            for number, (evidence, claim) in enumerate(spoken)
            for piece in pieces(evidence, texts[evidence], claims[claim], room - len(claims[claim]))
        ]
        texts |= tokens.encode(piece for _, piece, _ in parts if piece not in texts)
        for _, piece, claim in parts:
            # A piece cut from its text may come to a token more than it had there.
            fit(texts[piece], room - len(claim), "a piece of evidence")
        return Tokenised(
            pairs=asked,
            spoken=spoken,
            owners=[number for number, _, _ in parts],
            rows=[tokens.row(texts[piece], claim) for _, piece, claim in parts],
        )

    def judged(self, tokenised: Tokenised) -> NDArray[np.float32]:
        """Return what ``predict`` does, of pairs that are tokenised, by this verifier or another copy of it."""
        rows = dict.fromkeys(tokenised.pairs, np.array([0, 0, 1], np.float32))
        if tokenised.spoken:
            probabilities = three_way(self._calibration(self._network.outputs(tokenised.rows)), self.labels)
            first = np.searchsorted(np.array(tokenised.owners), np.arange(len(tokenised.spoken) + 1))
            for pair, (start, end) in zip(tokenised.spoken, pairwise(first), strict=True):
                rows[pair] = combined(probabilities[start:end])
        return np.array([rows[pair] for pair in tokenised.pairs], np.float32).reshape(-1, 3)

    def save_pretrained(self, folder: str | Path) -> None:
        """Write the model to a folder that ``from_pretrained`` loads, its columns named as this verifier reads them.

        A model without a card gets one to be filled in.
        """
        target = Path(folder)
        source = self._network.folder
        source.copy_to(target, id2label={str(column): label for column, label in enumerate(self.labels)})
        if not (target / "README.md").exists():
            (target / "README.md").write_text(verifier_card(source.name, self.labels), encoding="utf-8")

    def push_to_hub(self, repo_id: str, *, private: bool | None = None, token: str | None = None) -> str:
        """Upload what ``save_pretrained`` writes to the Hub as ``owner/name`` and return the commit's URL."""
        from huggingface_hub import HfApi

        hub = HfApi(token=token)
        with TemporaryDirectory() as folder:
            self.save_pretrained(folder)
            hub.create_repo(repo_id, private=private, exist_ok=True)
            return str(hub.upload_folder(repo_id=repo_id, folder_path=folder, commit_message="Upload a verifier"))
