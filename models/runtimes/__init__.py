"""What runs a network: one file a runtime, imported when it is chosen."""

import os
from importlib.util import find_spec
from typing import Literal, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

from factdesk.errors import ModelError
from factdesk.models.folders import ModelFolder

RuntimeName = Literal["auto", "openvino", "onnx", "torch"]

#: Runtime by the kind of file it runs, quickest on the CPU first.
_FILES: dict[Literal["openvino", "onnx", "torch"], str] = {
    "openvino": "openvino_model*.xml",
    "onnx": "*.onnx",
    "torch": "model*.safetensors",
}


class Runtime(Protocol):
    """A loaded network. Safe to call from several threads."""

    #: how many tokens, padding included, make a quick batch
    tokens_per_batch: int
    #: how many batches it runs side by side when it is called from as many threads
    at_once: int

    def __call__(self, batch: dict[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        """Return the network's output (rows, columns) for token ids, mask and types (rows, tokens)."""
        ...


def choose(folder: ModelFolder, runtime: RuntimeName, device: str | None) -> Literal["openvino", "onnx", "torch"]:
    """Return the runtime for a folder.

    ``auto`` is OpenVINO where the folder has its files (int8 on the CPU, no torch loaded), then ONNX Runtime where it
    is installed and has files, else torch. A ``device`` other than "cpu" is torch's: "cuda", "cuda:1", "mps". Raises
    ModelError where folder, runtime and device do not fit.
    """
    has = [name for name, files in _FILES.items() if any(path.match(files) for path in folder.weights)]
    if runtime == "auto":
        fit = [name for name in has if device in (None, "cpu") or name == "torch"]
        if len(fit) > 1 and find_spec("onnxruntime") is None:
            fit = [name for name in fit if name != "onnx"]
        runtime = fit[0] if fit else "torch"
    if runtime not in _FILES:
        raise ModelError(f"no runtime {runtime!r}; wanted one of {', '.join(get_args(RuntimeName))}")
    if runtime not in has:
        raise ModelError(
            f"{folder.name} has no {_FILES[runtime]}, which {runtime} wants; it has what {', '.join(has)} wants"
        )
    if runtime != "torch" and device not in (None, "cpu"):
        raise ModelError(f"{runtime} runs on the CPU here, not on {device!r}; take the runtime torch for that")
    return runtime


def load(
    folder: ModelFolder, runtime: RuntimeName = "auto", device: str | None = None, *, side_by_side: bool = False
) -> Runtime:
    """Load a folder's network in the runtime that ``choose`` gives. Raises ModelError.

    ``side_by_side`` is for work that goes on beside other work, many batches long: OpenVINO then runs several at once.
    """
    chosen = choose(folder, runtime, device)
    if chosen == "openvino":
        from factdesk.models.runtimes.openvino import OpenVinoRuntime

        return OpenVinoRuntime(folder, side_by_side=side_by_side)
    if chosen == "onnx":
        from factdesk.models.runtimes.onnx import OnnxRuntime

        return OnnxRuntime(folder)
    from factdesk.models.runtimes.torch import TorchRuntime

    return TorchRuntime(folder, device)


def threads() -> int | None:
    """Return what ``OMP_NUM_THREADS`` allows; None where it says nothing.

    The limit that torch and Ray go by; OpenVINO and ONNX Runtime do not read it themselves.
    """
    allowed = os.environ.get("OMP_NUM_THREADS", "")
    return int(allowed) if allowed.isdigit() and int(allowed) > 0 else None
