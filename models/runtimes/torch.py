"""PyTorch: any sequence classifier of transformers, on the CPU, CUDA (bfloat16, else float16) or Apple's MPS."""

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModelForSequenceClassification

from factdesk.errors import ModelError
from factdesk.models.folders import ModelFolder


class TorchRuntime:
    """A network from ``model.safetensors``, in float32 on the CPU and on MPS and in half precision on CUDA."""

    at_once = 1

    def __init__(self, folder: ModelFolder, device: str | None = None) -> None:
        self._device = torch.device(device or _best_device())
        # Small batches stay in a CPU's cache; a GPU wants to be filled.
        self.tokens_per_batch = 32_768 if self._device.type == "cuda" else 640
        try:
            model, loaded = AutoModelForSequenceClassification.from_pretrained(
                folder.path,
                dtype=_dtype(self._device),
                use_safetensors=True,
                trust_remote_code=False,
                local_files_only=True,
                output_loading_info=True,
            )
        except Exception as error:  # a stranger's files fail in ways of their own
            raise ModelError(f"transformers cannot load {folder.name} as a sequence classifier: {error}") from error
        if loaded["missing_keys"]:
            missing = ", ".join(sorted(loaded["missing_keys"]))
            raise ModelError(
                f"{folder.name} has no weights for {missing}; wanted a trained classifier, not a bare encoder"
            )
        self._model = model.to(self._device).eval()

    def __call__(self, batch: dict[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        """Return the logits for a batch."""
        with torch.inference_mode():
            inputs = {name: torch.from_numpy(array).to(self._device) for name, array in batch.items()}
            logits: NDArray[np.float32] = self._model(**inputs).logits.float().cpu().numpy()
            return logits


def _best_device() -> str:
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _dtype(device: torch.device) -> torch.dtype:
    if device.type != "cuda":
        return torch.float32
    return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
