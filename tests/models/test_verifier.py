"""The verifier, on tiny models whose answers are known."""

import itertools
import json
import logging
import shutil
import threading

import huggingface_hub
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sentence_transformers import CrossEncoder

from factdesk.errors import FactdeskError, InputError, ModelError
from factdesk.models import Verifier
from factdesk.models.golden import GoldenPair

NAMES = ("entailment", "neutral", "contradiction")
PAIRS = [
    ("the report confirms it .", "it happened on monday"),
    ("the report denies it .", "it happened on monday"),
    ("rain on monday .", "it happened"),
    ("a man said so . the report confirms it .", "it happened on tuesday"),
]


@pytest.fixture
def verifier(make_verifier):
    return make_verifier()


def test_columns_are_supports_refutes_nei(verifier):
    rows = verifier.predict(PAIRS)
    assert rows.dtype == np.float32
    assert rows.shape == (4, 3)
    assert [verifier.columns[column] for column in rows.argmax(axis=1)] == ["supports", "refutes", "nei", "supports"]
    np.testing.assert_allclose(rows.sum(axis=1), 1.0, atol=1e-6)


@pytest.mark.parametrize("order", list(itertools.permutations(NAMES)), ids="-".join)
def test_the_label_order_of_the_checkpoint_changes_nothing(make_verifier, order):
    rows = make_verifier(*order, folder="turned").predict(PAIRS)
    np.testing.assert_allclose(rows, make_verifier().predict(PAIRS), atol=1e-6)


def test_a_checkpoint_that_only_numbers_its_labels_is_loaded_in_the_order_given(make_verifier):
    numbered = {"names": ("LABEL_0", "LABEL_1", "LABEL_2"), "folder": "numbered"}
    rows = make_verifier(*NAMES, **numbered, label_order=("supports", "nei", "refutes")).predict(PAIRS)
    np.testing.assert_allclose(rows, make_verifier().predict(PAIRS), atol=1e-6)


def test_a_checkpoint_that_only_numbers_its_labels_is_refused(make_verifier):
    with pytest.raises(ModelError, match="label_order"):
        make_verifier(*NAMES, names=("LABEL_0", "LABEL_1", "LABEL_2"))


@pytest.mark.parametrize(
    "wrong", [("neutral", "entailment", "contradiction"), ("contradiction", "neutral", "entailment")]
)
def test_labels_that_do_not_mean_what_they_say_are_caught_by_the_golden_pairs(make_verifier, wrong):
    with pytest.raises(ModelError, match=r"tiny says \w+ \(.*'the report confirms it \.'.*wanted supports"):
        make_verifier(*NAMES, names=wrong)


def test_a_network_that_is_not_trained_is_refused(make_model, golden):
    folder = make_model("neutral", "neutral", "neutral", names=NAMES)
    with pytest.raises(ModelError, match="not trained for this"):
        Verifier.from_pretrained(folder, golden_pairs=golden)


def test_golden_pairs_that_could_not_tell_anything_are_refused(make_model, golden):
    for useless in ([], golden[:1], golden[1:]):
        with pytest.raises(ModelError, match="golden pairs must hold"):
            Verifier.from_pretrained(make_model(), golden_pairs=useless)


def test_a_two_way_checkpoint_says_that_it_cannot_refute(make_verifier):
    two_way = make_verifier("not_entailment", "entailment")
    assert not two_way.refutes_known
    assert two_way.labels == ("not_supported", "supports")
    rows = two_way.predict(PAIRS)
    assert not rows[:, 1].any()
    assert [two_way.columns[column] for column in rows.argmax(axis=1)] == ["supports", "nei", "nei", "supports"]


def test_a_three_way_checkpoint_can_refute(verifier):
    assert verifier.refutes_known


def test_the_stored_calibration_is_applied(make_verifier):
    plain = make_verifier().predict(PAIRS)
    warm = make_verifier(folder="warm", config={"factdesk": {"calibration": {"temperature": 3.0}}}).predict(PAIRS)
    expected = plain ** (1 / 3)
    np.testing.assert_allclose(warm, expected / expected.sum(axis=1, keepdims=True), atol=1e-5)


def test_a_cross_encoder_of_sentence_transformers_is_a_verifier_and_agrees_with_it(make_model, golden, tmp_path):
    CrossEncoder(str(make_model()), device="cpu").save_pretrained(str(tmp_path / "cross"))
    cross_encoder = CrossEncoder(str(tmp_path / "cross"), device="cpu")
    verifier = Verifier.from_pretrained(tmp_path / "cross", golden_pairs=golden)
    theirs = cross_encoder.predict(PAIRS, apply_softmax=True)
    np.testing.assert_allclose(verifier.predict(PAIRS), theirs[:, [0, 2, 1]], atol=1e-5)


@pytest.mark.parametrize("silent", ["", " ", "\n\t", "...", "🙂", "—", "\x00"])
def test_evidence_or_a_claim_that_says_nothing_is_not_enough_information(verifier, silent):
    rows = verifier.predict([(silent, "it happened"), ("the report confirms it .", silent), (silent, silent)])
    np.testing.assert_array_equal(rows, [[0, 0, 1]] * 3)


def test_nothing_to_judge_gives_no_rows(verifier):
    assert verifier.predict([]).shape == (0, 3)


TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(categories=["Cs", "L", "N", "Zs", "Po"]), max_size=40),
    st.sampled_from(
        ["a", "中文没有空格", "عربي", "नमस्ते", "\ud800", "x" * 5000, "rain " * 400, "a" + "́" * 300, "\x00a"]
    ),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
def test_any_text_gets_probabilities(verifier, pairs):
    rows = verifier.predict(pairs)
    assert rows.shape == (len(pairs), 3)
    assert np.isfinite(rows).all()
    np.testing.assert_allclose(rows.sum(axis=1), 1.0, atol=1e-5)


WORD = st.sampled_from(["the", "report", "confirms", "denies", "rain", ".", "monday"])
WORDS = st.lists(WORD, min_size=1, max_size=70).map(" ".join)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=12))
def test_a_pair_is_judged_alike_whatever_else_is_in_the_batch(verifier, pairs):
    together = verifier.predict(pairs)
    np.testing.assert_allclose(together, [verifier.predict([pair])[0] for pair in pairs], atol=1e-5)
    np.testing.assert_allclose(verifier.predict(pairs[::-1] * 2), [*together[::-1], *together[::-1]], atol=1e-5)


def test_long_evidence_is_judged_to_its_end_and_in_silence(verifier, caplog):
    end = "rain on monday . " * 60 + "the report denies it ."
    with caplog.at_level(logging.WARNING):
        rows = verifier.predict([(end, "it happened")])
    assert rows[0, 1] > 0.9
    assert not caplog.records


def test_the_place_of_the_deciding_sentence_does_not_matter(verifier):
    rain, deciding = "rain on monday . ", "the report confirms it . "
    rows = verifier.predict(
        [(rain * before + deciding + rain * (60 - before), "it happened") for before in (0, 17, 30, 60)]
    )
    assert (rows[:, 0] > 0.9).all()


def test_irrelevant_sentences_move_the_answer_little(verifier):
    short = verifier.predict([("the report confirms it .", "it happened")])
    long = verifier.predict([("the report confirms it . " + "rain on monday . " * 100, "it happened")])
    assert abs(short[0, 0] - long[0, 0]) < 0.05


def test_a_claim_longer_than_half_the_window_is_cut_and_that_is_said(verifier, caplog):
    with caplog.at_level(logging.WARNING):
        rows = verifier.predict([("the report confirms it .", "it happened " * 30)])
    assert "a claim of 60 tokens is cut to its first 14" in caplog.text
    assert rows[0].argmax() == 0


def test_a_text_may_be_evidence_in_one_pair_and_a_claim_in_another(verifier):
    long = "rain " * 40 + "confirms"
    rows = verifier.predict([("rain", long), (long, "rain")])
    assert rows[0].argmax() == 2, "as a claim it is cut before its last word"
    assert rows[1].argmax() == 0, "as evidence it is read to its end"


def test_threads_get_the_rows_of_their_own_pairs(verifier):
    found = {}

    def judge(number):
        found[number] = verifier.predict([PAIRS[number % 4]] * 3)

    threads = [threading.Thread(target=judge, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = verifier.predict(PAIRS)
    for number, rows in found.items():
        np.testing.assert_allclose(rows, expected[[number % 4] * 3], atol=1e-6)


def test_a_saved_verifier_is_loaded_again_with_its_labels_named(make_verifier, golden, tmp_path):
    numbered = make_verifier(
        *NAMES, names=("LABEL_0", "LABEL_1", "LABEL_2"), label_order=("supports", "nei", "refutes")
    )
    numbered.save_pretrained(tmp_path / "saved")
    again = Verifier.from_pretrained(tmp_path / "saved", golden_pairs=golden)
    np.testing.assert_allclose(again.predict(PAIRS), numbered.predict(PAIRS), atol=1e-6)
    assert json.loads((tmp_path / "saved" / "config.json").read_text())["label2id"]["refutes"] == 2


def test_a_verifier_without_a_card_is_saved_with_one_to_fill_in(make_verifier, tmp_path):
    make_verifier("not_entailment", "entailment").save_pretrained(tmp_path / "saved")
    card = (tmp_path / "saved" / "README.md").read_text()
    assert card.startswith("---\n")
    assert "not_supported, supports" in card
    assert "cannot tell refuting evidence" in card


def test_a_card_is_kept(make_model, golden, tmp_path):
    folder = make_model()
    (folder / "README.md").write_text("# Ours")
    Verifier.from_pretrained(folder, golden_pairs=golden).save_pretrained(tmp_path / "saved")
    assert (tmp_path / "saved" / "README.md").read_text() == "# Ours"


def test_what_goes_to_the_hub_is_a_folder_that_loads_and_holds_no_pickle(make_model, golden, tmp_path, monkeypatch):
    class Hub:
        def __init__(self, token):
            self.token = token

        def create_repo(self, repo_id, *, private, exist_ok):
            assert (repo_id, private, exist_ok) == ("owner/name", True, True)

        def upload_folder(self, *, repo_id, folder_path, commit_message):
            shutil.copytree(folder_path, tmp_path / "uploaded")
            return f"https://hub.example/{repo_id}/commit/1"

    monkeypatch.setattr(huggingface_hub, "HfApi", Hub)
    folder = make_model()
    (folder / "training_args.bin").write_bytes(b"a pickle")
    verifier = Verifier.from_pretrained(folder, golden_pairs=golden)
    assert verifier.push_to_hub("owner/name", private=True) == "https://hub.example/owner/name/commit/1"
    again = Verifier.from_pretrained(tmp_path / "uploaded", golden_pairs=golden)
    np.testing.assert_allclose(again.predict(PAIRS), verifier.predict(PAIRS), atol=1e-6)
    assert not list((tmp_path / "uploaded").glob("*.bin"))


def test_a_verifier_is_not_saved_over_the_folder_it_came_from(make_model, golden):
    folder = make_model()
    verifier = Verifier.from_pretrained(folder, golden_pairs=golden)
    with pytest.raises(InputError, match="another"):
        verifier.save_pretrained(folder)


def test_the_version_names_the_content(make_verifier):
    plain, other = make_verifier(), make_verifier("neutral", "entailment", "contradiction", folder="other")
    name, digest = plain.version.split("@")
    assert name == "tiny"
    assert len(digest) == 12
    assert digest != other.version.split("@")[1]


def test_a_folder_of_another_kind_of_network_is_refused(make_model, golden):
    folder = make_model()
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "model_type": "no-such-network"}))
    with pytest.raises(ModelError, match="cannot load tiny"):
        Verifier.from_pretrained(folder, golden_pairs=golden)


def test_an_encoder_without_a_trained_head_is_refused(make_model, golden):
    from safetensors.torch import load_file, save_file

    folder = make_model()
    weights = load_file(folder / "model.safetensors")
    save_file(
        {name: tensor for name, tensor in weights.items() if "classifier" not in name}, folder / "model.safetensors"
    )
    with pytest.raises(ModelError, match="no weights for classifier"):
        Verifier.from_pretrained(folder, golden_pairs=golden)


def test_golden_pairs_of_ones_own_must_come_out_right(make_model, golden):
    wrong = (*golden, GoldenPair("the report denies it .", "it happened on monday", "supports"))
    with pytest.raises(FactdeskError, match="'it happened on monday'"):
        Verifier.from_pretrained(make_model(), golden_pairs=wrong)
