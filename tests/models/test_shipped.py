"""The models that ship: they load with nothing but OpenVINO, open no connection, and are what they say."""

import json
import shutil
import subprocess
import sys

import numpy as np
import pytest
import torch
from sentence_transformers import CrossEncoder
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from factdesk.errors import ModelError
from factdesk.models import Detector, Embedder, Verifier
from factdesk.models.folders import SHIPPED
from factdesk.models.runtimes.mapped import PAGE
from factdesk.models.runtimes.openvino import compile_options

LARGEST_FILE = 50_000_000

RUN_ALL = """
import sys
opened = []
sys.addaudithook(lambda event, _: opened.append(event) if event.startswith("socket.") else None)
import factdesk.models
heavy = {"openvino", "tokenizers", "torch", "transformers"} & set(sys.modules)
assert not heavy, f"importing the room loaded {heavy}"
from factdesk.models import Detector, Embedder, Verifier
Verifier.from_pretrained().predict([("It rained on Monday.", "It rained.")])
Detector.from_pretrained().predict(["Unemployment fell to 3.5 percent in May."])
Embedder.from_pretrained().encode(["It rained."])
heavy = {"torch", "transformers", "sentence_transformers", "pandas", "huggingface_hub"} & set(sys.modules)
assert not heavy, f"the shipped models loaded {heavy}"
assert not opened, f"sockets: {opened}"
"""


@pytest.fixture(scope="module")
def verifier():
    return Verifier.from_pretrained()


@pytest.fixture(scope="module")
def detector():
    return Detector.from_pretrained()


@pytest.fixture(scope="module")
def embedder():
    return Embedder.from_pretrained()


def test_they_run_without_torch_and_open_no_socket(tmp_path):
    finished = subprocess.run(
        [sys.executable, "-c", RUN_ALL], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr


MEMORY = """
from pathlib import Path

from factdesk.models import Verifier

def mapped():
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["RssFile"].split()[0]) / 1024

Verifier.from_pretrained("small").predict([("Arle is old.", "Arle is old.")])
before = mapped()
base = Verifier.from_pretrained("base")
base.predict([("Arle is old.", "Arle is new.")])
print(mapped() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="weights are mapped on Linux alone")
def test_weights_that_were_packed_are_not_held_a_second_time():
    finished = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)
    weights = sum(path.stat().st_size for path in (SHIPPED / "verifier-base").glob("*.bin")) / 2**20
    assert float(finished.stdout) < weights / 2


@pytest.mark.parametrize("folder", sorted(path.name for path in SHIPPED.iterdir()))
def test_each_folder_has_its_card_and_no_pickle_and_no_large_file(folder):
    files = [path for path in (SHIPPED / folder).rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert {"README.md", "config.json", "tokenizer.json", "openvino_model.xml"} <= names
    assert all(path.stat().st_size < LARGEST_FILE for path in files)
    assert all(name.startswith("openvino_model") for name in names if name.endswith(".bin"))
    assert not {path.suffix for path in files} & {".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".py"}


def test_the_verifier_tells_agreement_from_contradiction_and_from_other_matters(verifier):
    evidence = "The bridge opened in 1932."
    rows = verifier.predict([(evidence, claim) for claim in ("The bridge opened in 1932.", "The mayor likes to sing.")])
    assert rows.argmax(axis=1).tolist() == [0, 2]


PAIRS = [
    ("The bridge opened in 1932.", "The bridge opened in 1932."),
    ("The bridge opened in 1932.", "The mayor likes to sing."),
    ("The council rejected the plan on Monday.", "The council approved the plan."),
    ("Sales rose by 4 percent in May, the agency said.", "Sales rose in May."),
]


def test_the_small_verifier_is_what_cross_encoders_and_transformers_make_of_its_folder():
    ours = Verifier.from_pretrained("small", runtime="torch").predict(PAIRS)
    encoder = CrossEncoder(str(SHIPPED / "verifier-small"))
    np.testing.assert_allclose(ours, encoder.predict(PAIRS, apply_softmax=True), atol=1e-3)
    tokens = AutoTokenizer.from_pretrained(SHIPPED / "verifier-small")(
        *zip(*PAIRS, strict=True), padding=True, return_tensors="pt"
    )
    network = AutoModelForSequenceClassification.from_pretrained(SHIPPED / "verifier-small", dtype=torch.float32)
    with torch.inference_mode():
        np.testing.assert_allclose(ours, network(**tokens).logits.softmax(dim=1), atol=1e-3)


def test_the_small_verifier_says_the_same_in_int8():
    whole = Verifier.from_pretrained("small", runtime="torch").predict(PAIRS)
    np.testing.assert_allclose(Verifier.from_pretrained("small").predict(PAIRS), whole, atol=0.05)


def test_all_that_ships_stays_within_230_megabytes():
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) < 230_000_000


def test_the_verifier_judges_a_pair_alike_alone_and_in_a_batch(verifier):
    pairs = [
        (f"The report of {year} says that trade fell by {year % 7} percent." * (year % 4 + 1), "Trade fell.")
        for year in range(2000, 2012)
    ]
    together = verifier.predict(pairs)
    alone = np.concatenate([verifier.predict([pair]) for pair in pairs])
    np.testing.assert_allclose(together, alone, atol=0.02)


def test_the_detector_tells_statements_of_fact_from_courtesies(detector):
    rows = detector.predict(["Unemployment fell to 3.5 percent in May 2024.", "Thank you all very much.", "", "…"])
    assert rows.shape == (4, 2)
    assert rows.dtype == np.float32
    assert (rows[0] > 0.5).all()
    assert (rows[1] < 0.5).all()
    assert not rows[2:].any()


def test_nothing_to_detect_gives_no_rows(detector):
    assert detector.predict([]).shape == (0, 2)


def test_vectors_are_of_unit_length_in_the_order_of_the_texts(embedder):
    texts = [
        "A cat sat on the mat.",
        "Shares fell on Friday.",
        "A cat was sitting on a mat.",
        "",
        "\ud800",
        "x" * 9000,
        "A cat sat on the mat.",
    ]
    vectors = embedder.encode(texts)
    assert vectors.shape == (7, embedder.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)
    np.testing.assert_array_equal(vectors[0], vectors[6])
    assert vectors[0] @ vectors[2] > 0.8 > 0.4 > vectors[0] @ vectors[1]


def test_nothing_to_encode_gives_no_rows(embedder):
    assert embedder.encode([]).shape == (0, embedder.dimensions)


@pytest.mark.parametrize("part", [9_999_999, 150 * PAGE], ids=["anywhere", "at a page's end"])
def test_weights_cut_into_more_files_are_the_same_weights(detector, tmp_path, part):
    folder = tmp_path / "cut"
    shutil.copytree(SHIPPED / "detector", folder)
    whole = b"".join(path.read_bytes() for path in sorted(folder.glob("*.bin")))
    for path in folder.glob("*.bin"):
        path.unlink()
    for number, start in enumerate(range(0, len(whole), part), 1):
        (folder / f"openvino_model-{number:05}-of-00003.bin").write_bytes(whole[start : start + part])
    sentences = ["Unemployment fell to 3.5 percent in May 2024.", "Thank you all very much."]
    np.testing.assert_array_equal(Detector.from_pretrained(folder).predict(sentences), detector.predict(sentences))


def _copy_with(folder, **settings):
    shutil.copytree(SHIPPED / "detector", folder)
    config = json.loads((folder / "config.json").read_text())
    config["factdesk"] |= settings
    (folder / "config.json").write_text(json.dumps(config))
    return folder


def test_a_detector_says_from_which_probability_a_yes_serves_best(tmp_path):
    assert Detector.from_pretrained(_copy_with(tmp_path / "mine", thresholds=[0.6, 0.3])).thresholds == (0.6, 0.3)


@pytest.mark.parametrize("thresholds", [[0.5], [0.0, 0.5], "half", [None, 0.5]], ids=str)
def test_thresholds_that_cannot_be_right_are_refused(tmp_path, thresholds):
    with pytest.raises(ModelError, match="wanted 2 numbers between 0 and 1"):
        Detector.from_pretrained(_copy_with(tmp_path / "mine", thresholds=thresholds))


def test_weights_that_are_cut_off_are_refused(tmp_path):
    folder = tmp_path / "cut-off"
    shutil.copytree(SHIPPED / "embedder", folder)
    weights = max(folder.glob("*.bin"))
    weights.write_bytes(weights.read_bytes()[:-1_000_000])
    with pytest.raises(ModelError, match="cannot load cut-off"):
        Embedder.from_pretrained(folder)


@pytest.mark.parametrize("kind", [Detector, Embedder])
def test_a_model_of_another_kind_is_refused(kind):
    with pytest.raises(ModelError, match="wanted"):
        kind.from_pretrained(SHIPPED / "verifier-base")


def test_the_version_of_each_names_its_folder_and_content(verifier, detector, embedder):
    assert [model.version.split("@")[0] for model in (verifier, detector, embedder)] == [
        "verifier-base",
        "detector",
        "embedder",
    ]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"runtime": "torch"}, "has no model"),
        ({"device": "cuda"}, "has no model"),
        ({"runtime": "openvino", "device": "cuda"}, "runs on the CPU"),
        ({"runtime": "tensorrt"}, "no runtime 'tensorrt'; wanted one of auto, openvino, onnx, torch"),
    ],
    ids=str,
)
def test_a_runtime_or_device_that_does_not_fit_says_what_would(options, wanted):
    with pytest.raises(ModelError, match=wanted):
        Detector.from_pretrained(**options)


@pytest.mark.parametrize(("value", "threads"), [("1", 1), ("", None), ("many", None), ("0", None), ("-2", None)])
def test_threads_follow_omp_num_threads(monkeypatch, value, threads):
    monkeypatch.setenv("OMP_NUM_THREADS", value)
    assert compile_options(side_by_side=False).get("INFERENCE_NUM_THREADS") == threads
