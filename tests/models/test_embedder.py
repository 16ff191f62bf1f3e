"""Embedders that sentence-transformers runs."""

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer
from transformers import BertConfig, BertModel

from factdesk.errors import ModelError
from factdesk.models import Embedder


@pytest.fixture
def folder(make_model, tmp_path):
    encoder = make_model()
    BertModel(BertConfig.from_pretrained(encoder)).save_pretrained(encoder)  # random, so that no text becomes nothing
    SentenceTransformer(str(encoder), device="cpu").save_pretrained(str(tmp_path / "embedder"))
    return tmp_path / "embedder"


def test_a_sentence_transformers_folder_gives_unit_vectors_in_the_order_of_the_texts(folder):
    embedder = Embedder.from_pretrained(folder)
    texts = ["the report confirms it .", "the report denies it .", "the report confirms it .", "\ud800"]
    vectors = embedder.encode(texts)
    assert vectors.shape == (4, embedder.dimensions)
    np.testing.assert_allclose(np.linalg.norm(vectors[:3], axis=1), 1.0, atol=1e-5)
    np.testing.assert_array_equal(vectors[0], vectors[2])
    assert vectors[0] @ vectors[1] < 0.9999


def test_a_folder_that_sentence_transformers_cannot_load_is_named(folder):
    (folder / "modules.json").write_text("[{}]")
    with pytest.raises(ModelError, match="cannot load embedder"):
        Embedder.from_pretrained(folder)
