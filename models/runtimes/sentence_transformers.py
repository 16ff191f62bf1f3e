"""sentence-transformers: any of its encoders, for the embedder."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from factdesk.errors import ModelError
from factdesk.models.folders import ModelFolder
from factdesk.models.tokens import readable


def load_encoder(folder: ModelFolder, device: str | None) -> Callable[[Sequence[str]], NDArray[np.float32]]:
    """Load a folder's encoder and return what turns texts into unit vectors (texts, dimensions). Raises ModelError."""
    try:
        model = SentenceTransformer(
            str(folder.path),
            device=device,
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
    except Exception as error:  # a stranger's files fail in ways of their own
        raise ModelError(f"sentence-transformers cannot load {folder.name}: {error}") from error

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        distinct = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        vectors = model.encode(
            [readable(text) for text in distinct], normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, np.float32)[[distinct[text] for text in texts]]

    return encode
