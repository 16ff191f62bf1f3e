"""ONNX Runtime on the CPU: networks that others exported, in float32 or quantised. No torch, no transformers."""

import numpy as np
from numpy.typing import NDArray

from factdesk.errors import MissingExtraError, ModelError
from factdesk.models.folders import ModelFolder
from factdesk.models.runtimes import threads

_INPUTS = frozenset({"input_ids", "attention_mask", "token_type_ids"})


class OnnxRuntime:
    """A network from ``model.onnx``, in the model's folder or in ``onnx/``, where the Hub's exporters put it."""

    # As for the other runtimes on the CPU: larger batches leave the cache.
    tokens_per_batch = 640
    at_once = 1

    def __init__(self, folder: ModelFolder) -> None:
        try:
            import onnxruntime  # the extra ``onnx``
        except ImportError as error:
            raise MissingExtraError("running a model in ONNX", "onnx") from error
        path = next(path for path in folder.weights if path.suffix == ".onnx")
        options = onnxruntime.SessionOptions()
        if limit := threads():
            options.intra_op_num_threads = limit
        try:
            self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # a stranger's files fail in ways of their own
            raise ModelError(f"ONNX Runtime cannot load {path.name} of {folder.name}: {error}") from error
        self._inputs = [port.name for port in self._session.get_inputs()]
        if unknown := set(self._inputs) - _INPUTS:
            raise ModelError(f"{folder.name} has inputs {sorted(unknown)}; wanted of {', '.join(sorted(_INPUTS))}")

    def __call__(self, batch: dict[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        """Return the network's first output for a batch."""
        # One that was exported with token types wants them, also where the tokenizer gives none.
        ids = batch["input_ids"]
        inputs = {name: batch[name] if name in batch else np.zeros_like(ids) for name in self._inputs}
        return np.asarray(self._session.run(None, inputs)[0], np.float32)
