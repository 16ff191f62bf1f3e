"""A verifier that is a plain function of the texts: quick, deterministic, and it counts what it is asked."""

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest


class PlainVerifier:
    """Says ``supports`` where the evidence holds the claim, ``refutes`` where it denies it, else mostly ``nei``."""

    def __init__(self, version: str = "plain@1") -> None:
        self.version = version
        self.asked: list[tuple[str, str]] = []

    def predict(self, pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float32]:
        self.asked += pairs
        return np.array([self._row(*pair) for pair in pairs], np.float32).reshape(-1, 3)

    def _row(self, evidence: str, claim: str) -> tuple[float, float, float]:
        if "poison" in evidence:
            raise RuntimeError("the verifier choked")
        noise = hashlib.sha256(f"{self.version}|{evidence}|{claim}".encode("utf-8", "replace")).digest()[0] / 2560
        if f"It is not so that {claim}" in evidence:
            return 0.02, 0.85 + noise, 0.13 - noise
        if claim in evidence:
            return 0.85 + noise, 0.02, 0.13 - noise
        return 0.1, noise, 0.9 - noise


@pytest.fixture
def verifier() -> PlainVerifier:
    return PlainVerifier()


@pytest.fixture
def plain() -> type[PlainVerifier]:
    return PlainVerifier
