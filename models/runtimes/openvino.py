"""OpenVINO on the CPU: int8 weights, activations quantised as they come. No torch, no transformers."""

from pathlib import Path
from queue import SimpleQueue

import numpy as np
import openvino
from numpy.typing import NDArray

from factdesk.errors import ModelError
from factdesk.models.folders import ModelFolder
from factdesk.models.runtimes import threads
from factdesk.models.runtimes.mapped import Mapped, mappable


class OpenVinoRuntime:
    """A network from ``openvino_model.xml`` and its weights, which may be cut into files (00001-of-00003)."""

    # On two cores, batches of some eight rows of 81 tokens ran fastest: larger ones leave the cache.
    tokens_per_batch = 640

    def __init__(self, folder: ModelFolder, *, side_by_side: bool = False) -> None:
        core = openvino.Core()
        parts = sorted(folder.path.glob("openvino_model*.bin"))
        try:
            # Held for as long as the network is: it reads its embeddings from there.
            self._weights = Mapped(parts) if mappable(parts) else None
            weights = openvino.Tensor(self._weights.bytes, shared_memory=True) if self._weights else _joined(parts)
            model = core.read_model((folder.path / "openvino_model.xml").read_bytes(), weights)
            compiled = core.compile_model(model, "CPU", compile_options(side_by_side=side_by_side))
        except (OSError, RuntimeError) as error:
            raise ModelError(f"OpenVINO cannot load {folder.name}: {error}") from error
        self._inputs = [(number, _name(port.names, folder)) for number, port in enumerate(compiled.inputs)]
        self.at_once = int(compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS"))
        self._free: SimpleQueue[openvino.InferRequest] = SimpleQueue()
        for _ in range(self.at_once):
            self._free.put(compiled.create_infer_request())
        #: requests that have not packed the weights yet: each does with its first batch
        self._unpacked = self.at_once if self._weights else 0

    def __call__(self, batch: dict[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        """Return the network's first output for a batch."""
        request = self._free.get()
        try:
            request.infer({number: batch[name] for number, name in self._inputs}, share_inputs=True)
            return np.array(request.get_output_tensor(0).data, dtype=np.float32)
        finally:
            self._free.put(request)
            if self._unpacked and self._weights:
                self._unpacked -= 1
                self._weights.give_back()


def _name(names: set[str], folder: ModelFolder) -> str:
    """Return which array of a batch an input is; converters leave names of their own beside it."""
    known = names & {"input_ids", "attention_mask", "token_type_ids"}
    if len(known) != 1:
        raise ModelError(
            f"{folder.name} has an input {sorted(names)}; wanted input_ids, attention_mask or token_type_ids"
        )
    return known.pop()


def _joined(parts: list[Path]) -> openvino.Tensor:
    weights = np.empty(sum(part.stat().st_size for part in parts), np.uint8)
    start = 0
    for part in parts:
        content = np.fromfile(part, np.uint8)
        weights[start : start + len(content)] = content
        start += len(content)
    return openvino.Tensor(weights)


def compile_options(*, side_by_side: bool) -> dict[str, object]:
    """Return what OpenVINO is told when it compiles a network."""
    options: dict[str, object] = {
        # Batches side by side on a core or some each: threads that share one batch all wait for the one of them whose
        # core has something else to do, such as the rules of a batch run. One batch on all cores is done sooner, and
        # takes a seventh less memory.
        "PERFORMANCE_HINT": "THROUGHPUT" if side_by_side else "LATENCY",
        # float32 wherever it is not int8: results do not depend on what else a CPU offers
        "INFERENCE_PRECISION_HINT": "f32",
        # 128 activations share a scale: as exact as 32 to the third decimal, and half as slow again
        "DYNAMIC_QUANTIZATION_GROUP_SIZE": "128",
        # several workers of one machine would all be pinned to the same cores
        "ENABLE_CPU_PINNING": False,
        # Kernels of the shapes met last. One text alone has few shapes, and is done in half the time; to keep those of
        # every length and count of rows in batches takes more memory, and no less time than to make them again.
        "CPU_RUNTIME_CACHE_CAPACITY": "64",
    }
    if limit := threads():
        options["INFERENCE_NUM_THREADS"] = limit
    return options
