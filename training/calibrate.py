"""Make the probabilities mean what they say: one temperature for the verifier, a line per question for the detector.

Both are fitted on rows held back from training and change no label order: softmax(logits / T) for the verifier (Guo et
al. 2017), sigmoid(slope * logit + offset) for each question of the detector (Platt 1999).
"""

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.special import expit, log_expit, log_softmax


def fit_temperature(logits: np.ndarray, truth: np.ndarray) -> float:
    """Give the temperature, from 0.05 to 20, that makes the true labels likeliest.

    ``logits`` are (n, labels), ``truth`` n label numbers.
    """

    def loss(log_temperature: float) -> float:
        likelihood = log_softmax(logits / np.exp(log_temperature), axis=1)
        return float(-likelihood[np.arange(len(truth)), truth].mean())

    return float(np.exp(minimize_scalar(loss, bounds=(np.log(0.05), np.log(20.0)), method="bounded").x))


def fit_line(logits: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Give slope and offset that make n yes-or-no answers likeliest; logits n numbers, truth n shares of yes."""

    def loss(line: np.ndarray) -> float:
        scores = line[0] * logits + line[1]
        return float(-(truth * log_expit(scores) + (1 - truth) * log_expit(-scores)).mean())

    slope, offset = minimize(loss, x0=np.array([1.0, 0.0]), method="Nelder-Mead").x
    return float(slope), float(offset)


def on_line(logits: np.ndarray, slope: float, offset: float) -> np.ndarray:
    """Give calibrated probabilities of logits."""
    return np.asarray(expit(slope * logits + offset))


def best_threshold(scores: np.ndarray, truth: np.ndarray) -> float:
    """Give the score from which on to say yes for the best F1; scores n probabilities, truth n booleans.

    With few yeses it lies below one half (Lipton et al. 2014); it is the middle between two neighbouring scores.
    """
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(scores) + 1) + truth.sum())
    best = int(np.argmax(f1))
    after = scores[order[best + 1]] if best + 1 < len(scores) else 0.0
    return float(np.clip((scores[order[best]] + after) / 2, 0.01, 0.99))
