"""Where a model lies, and what is refused."""

import json
import shutil

import pytest
from huggingface_hub import constants

from factdesk.errors import ModelError
from factdesk.models import Detector, Embedder, Verifier
from factdesk.models.folders import ModelFolder


def find(path, **options):
    return ModelFolder.find(path, shipped={"base": "verifier-base"}, **options)


def change_config(folder, **entries):
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, **entries}))


@pytest.mark.parametrize(
    "name", ["pytorch_model.bin", "model.pt", "weights.pth", "last.ckpt", "model.pkl", "tf_model.h5"]
)
def test_weights_that_are_a_pickle_are_refused_with_the_reason(make_model, name):
    folder = make_model()
    (folder / "model.safetensors").rename(folder / name)
    with pytest.raises(ModelError, match=rf"{name}.*runs what is in it.*safetensors"):
        find(folder)


def test_a_pickle_beside_safetensors_is_not_looked_at(make_model):
    folder = make_model()
    (folder / "pytorch_model.bin").write_bytes(b"\x80\x04not a model")
    assert [path.name for path in find(folder).weights] == ["model.safetensors"]


@pytest.mark.parametrize("kind", [Verifier, Detector, Embedder])
def test_a_checkpoint_that_brings_code_is_refused_with_the_reason(make_model, kind):
    folder = make_model(config={"auto_map": {"AutoModel": "modeling.Evil"}})
    with pytest.raises(ModelError, match=r"trust_remote_code.*no code from a checkpoint"):
        kind.from_pretrained(folder)


def test_a_folder_without_weights_is_refused(make_model):
    folder = make_model()
    (folder / "model.safetensors").unlink()
    with pytest.raises(ModelError, match="holds no weights"):
        find(folder)


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"\xff\xfe", b"3"], ids=str)
def test_a_config_that_is_missing_or_broken_is_named(make_model, content):
    folder = make_model()
    (folder / "config.json").unlink() if content is None else (folder / "config.json").write_bytes(content)
    with pytest.raises(ModelError, match=r"config\.json"):
        find(folder)


def test_weights_that_are_cut_off_are_refused(make_model, golden):
    folder = make_model()
    weights = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(weights[: len(weights) // 2])
    with pytest.raises(ModelError, match="cannot load tiny"):
        Verifier.from_pretrained(folder, golden_pairs=golden)


@pytest.mark.parametrize("name", ["no-such-model", "", "/no/such/folder", "a/b/c", "../x", "owner/"])
def test_a_name_that_is_nothing_says_what_would_be(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError, match=r"wanted 'base', which ship.*Hub id"):
        find(name or "''")


def test_a_hub_id_that_is_not_in_the_cache_says_so_offline(tmp_path, monkeypatch):
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelError, match=r"'owner/name' in the local Hub cache \(offline\)"):
        find("owner/name", local_files_only=True)


def test_hf_hub_offline_is_honoured(tmp_path, monkeypatch):
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="offline"):
        find("owner/name")


def test_a_hub_id_is_loaded_from_the_cache_at_its_revision(make_model, tmp_path, monkeypatch):
    commit = "0123456789abcdef0123456789abcdef01234567"
    cache = tmp_path / "cache" / "models--owner--name"
    (cache / "refs").mkdir(parents=True)
    (cache / "refs" / "v2").write_text(commit)
    shutil.copytree(make_model(), cache / "snapshots" / commit)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    folder = find("owner/name", revision="v2", local_files_only=True)
    assert folder.name == "owner/name"
    assert folder.path.name == commit
    with pytest.raises(ModelError, match="owner/name"):
        find("owner/name", revision="v3", local_files_only=True)


@pytest.mark.parametrize(
    ("config", "window"),
    [
        ({"max_position_embeddings": 32}, 32),
        ({"max_position_embeddings": 514, "model_type": "mpnet", "pad_token_id": 1}, 512),
        ({"max_position_embeddings": 514, "model_type": "xlm-roberta", "pad_token_id": 1}, 512),
        ({"max_position_embeddings": 512, "factdesk": {"window": 96}}, 96),
        ({"max_position_embeddings": 32, "factdesk": {"window": 96}}, 32),
        ({"max_position_embeddings": None}, 512),
    ],
)
def test_the_window_is_the_least_that_the_files_allow(make_model, config, window):
    assert find(make_model(config=config)).window == window


def test_a_tokenizer_without_a_limit_does_not_set_the_window(make_model):
    folder = make_model()
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 1e30}))
    assert find(folder).window == 32
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 16}))
    assert find(folder).window == 16


@pytest.mark.parametrize(("types", "takes"), [(2, True), (1, False), (0, False), (None, False)])
def test_token_types_are_given_to_networks_that_tell_two_texts_apart_by_them(make_model, types, takes):
    assert find(make_model(config={"type_vocab_size": types})).takes_token_types is takes


def test_the_version_changes_with_every_file_that_decides(make_model):
    versions = set()
    folder = make_model()
    versions.add(find(folder).version)
    change_config(folder, factdesk={"calibration": {"temperature": 2.0}})
    versions.add(find(folder).version)
    (folder / "tokenizer.json").write_text((folder / "tokenizer.json").read_text() + " ")
    versions.add(find(folder).version)
    with (folder / "model.safetensors").open("r+b") as weights:
        weights.seek(-1, 2)
        weights.write(b"\x01")
    versions.add(find(folder).version)
    assert len(versions) == 4
    assert find(folder).version == find(folder).version
