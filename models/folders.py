"""Where a model lies, and whether its files are safe to load.

A model is a folder: ``config.json``, ``tokenizer.json``, a card, and weights as OpenVINO IR, safetensors or ONNX. It
ships in ``weights/``, is a folder of the user's, or is brought from the Hugging Face Hub into its cache. Weights that
are pickles and checkpoints that bring code are refused: loading either runs what a stranger wrote.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from factdesk.errors import InputError, ModelError

SHIPPED = Path(__file__).parent / "weights"

#: What is brought from the Hub: never a pickle, never a Python file.
HUB_FILES = ["*.json", "*.safetensors", "*.txt", "*.model", "README.md", "openvino_model*", "model.onnx"]

WEIGHTS = ("openvino_model*.xml", "openvino_model*.bin", "model*.safetensors", "model.onnx", "onnx/model.onnx")
PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl", "*.pickle", "*.h5", "*.msgpack")

_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
#: Families that number positions from after the padding id, so that many fewer tokens fit than positions exist.
_POSITIONS_AFTER_PADDING = {"camembert", "longformer", "mpnet", "roberta", "xlm-roberta", "xlm-roberta-xl", "xmod"}


@dataclass(frozen=True)
class ModelFolder:
    """A folder with a model in it, its files found safe to load."""

    path: Path
    #: how a report names it: "verifier-base", the folder's name or the Hub id
    name: str

    @classmethod
    def find(
        cls,
        name_or_path: str | Path,
        *,
        shipped: Mapping[str, str],
        revision: str | None = None,
        local_files_only: bool | None = None,
    ) -> Self:
        """Find a model by its shipped name, as a folder, or on the Hub, in this order.

        ``shipped`` maps names such as "base" to folders of ``weights/``. ``revision`` and ``local_files_only`` mean
        what they mean in ``huggingface_hub``, whose ``HF_HUB_OFFLINE`` and cache are honoured. Raises ModelError.
        """
        name = str(name_or_path)
        if name in shipped:
            return cls(SHIPPED / shipped[name], shipped[name])._checked()
        path = Path(name_or_path).expanduser()
        if path.is_dir():
            return cls(path, path.resolve().name)._checked()
        if _HUB_ID.fullmatch(name):
            return cls(_download(name, revision, local_files_only), name)._checked()
        raise ModelError(
            f"no model {name!r}: wanted {' or '.join(map(repr, shipped))}, which ship, a folder, "
            "or a Hub id such as owner/name"
        )

    def _checked(self) -> Self:
        if "auto_map" in self.config:
            raise ModelError(
                f"{self.name} needs trust_remote_code: its config.json has an auto_map to code in the checkpoint, "
                "and factdesk runs no code from a checkpoint; take one of an architecture that transformers has"
            )
        if not self.weights:
            pickles = sorted(path.name for pattern in PICKLES for path in self.path.glob(pattern))
            if pickles:
                raise ModelError(
                    f"{self.name} has its weights only as {', '.join(pickles)}, and loading a pickle runs what is in "
                    "it; wanted safetensors: convert it where you trust it, with save_pretrained of transformers"
                )
            raise ModelError(
                f"{self.path} holds no weights: wanted openvino_model.xml, model.safetensors or model.onnx"
            )
        return self

    @cached_property
    def weights(self) -> tuple[Path, ...]:
        """The weight files, sorted by name."""
        return tuple(sorted(path for pattern in WEIGHTS for path in self.path.glob(pattern)))

    @cached_property
    def config(self) -> dict[str, Any]:
        """What config.json says. Raises ModelError where it is missing or is not a JSON object."""
        return self.read_json("config.json")

    def read_json(self, name: str) -> dict[str, Any]:
        """Return a JSON object of this folder. Raises ModelError where it is missing or is not one."""
        try:
            content = json.loads((self.path / name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"cannot read {self.path / name}: {error}") from error
        if not isinstance(content, dict):
            raise ModelError(f"{self.path / name} holds a {type(content).__name__}; wanted a JSON object")
        return content

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What config.json says under ``factdesk``: ``window`` (tokens) and ``calibration``; both may be missing."""
        settings = self.config.get("factdesk", {})
        if not isinstance(settings, dict):
            raise ModelError(f"config.json of {self.name} holds {settings!r} under factdesk; wanted an object")
        return settings

    @cached_property
    def tokenizer_settings(self) -> dict[str, Any]:
        """What tokenizer_config.json says; empty where there is none."""
        return self.read_json("tokenizer_config.json") if (self.path / "tokenizer_config.json").exists() else {}

    @cached_property
    def window(self) -> int:
        """How many tokens the network takes at once, special tokens included: the least of what its files allow."""
        limits = [self.settings.get("window"), self.tokenizer_settings.get("model_max_length")]
        if isinstance(positions := self.config.get("max_position_embeddings"), int):
            after = self.config.get("model_type") in _POSITIONS_AFTER_PADDING
            limits.append(positions - (self.pad_id + 1 if after else 0))
        if (self.path / "sentence_bert_config.json").exists():
            limits.append(self.read_json("sentence_bert_config.json").get("max_seq_length"))
        # Tokenizers without a limit of their own say 1e30.
        sane = [int(limit) for limit in limits if isinstance(limit, int | float) and 8 <= limit < 1e6]
        return min(sane, default=512)

    @cached_property
    def pad_id(self) -> int:
        """The id that fills the short rows of a batch."""
        return int(self.config.get("pad_token_id") or 0)

    @cached_property
    def takes_token_types(self) -> bool:
        """Whether the network tells the first text of a pair from the second by token types."""
        names = self.tokenizer_settings.get("model_input_names", ["token_type_ids"])
        return (self.config.get("type_vocab_size") or 0) > 1 and "token_type_ids" in names

    def copy_to(self, target: Path, *, id2label: Mapping[str, str]) -> None:
        """Write the model's own files to a folder, with these names for its columns. Raises InputError."""
        if target.resolve() == self.path.resolve():
            raise InputError(f"{target} is the folder the model was loaded from; give another one")
        target.mkdir(parents=True, exist_ok=True)
        for path in sorted({path for pattern in HUB_FILES for path in self.path.glob(pattern)}.union(self.weights)):
            shutil.copyfile(path, target / path.name)
        label2id = {label: int(column) for column, label in id2label.items()}
        config = {**self.config, "id2label": dict(id2label), "label2id": label2id}
        (target / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")

    @cached_property
    def version(self) -> str:
        """``name@`` and the first 12 hexadecimal digits of the SHA-256 of config, tokenizer and weights."""
        digest = hashlib.sha256()
        for path in [self.path / "config.json", self.path / "tokenizer.json", *self.weights]:
            if path.exists():
                with path.open("rb") as file:
                    digest.update(path.name.encode() + hashlib.file_digest(file, "sha256").digest())
        return f"{self.name}@{digest.hexdigest()[:12]}"


def _download(name: str, revision: str | None, local_files_only: bool | None) -> Path:
    from huggingface_hub import constants, snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    offline = constants.HF_HUB_OFFLINE if local_files_only is None else local_files_only
    try:
        return Path(snapshot_download(name, revision=revision, local_files_only=offline, allow_patterns=HUB_FILES))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        where = "in the local Hub cache (offline)" if offline else "on the Hub"
        raise ModelError(
            f"cannot get {name!r} {where}: {error}; give a folder, or download it first where there is a network"
        ) from error
