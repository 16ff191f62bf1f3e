"""Make the probabilities mean what they say: temperature and biases for the verifier, a line per question for the
detector.

All are fitted on rows held back from training: softmax(logits / T + b) for the verifier (Guo et al. 2017, between their
temperature and vector scaling), sigmoid(slope * logit + offset) for each question of the detector (Platt 1999).
"""

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, log_expit, log_softmax

#: Rows that hold the biases near 0.
_HELD = 10.0
#: Fewer rows of a label than this tell nothing of its bias.
_FEWEST = 20


def fit_softmax(logits: np.ndarray, truth: np.ndarray) -> tuple[float, list[float]]:
    """Give the temperature and the biases, one a label, that make the true labels likeliest.

    Logits (n, labels), truth n label numbers. Each label weighs as much as the others, however many rows it has: how
    often a label came up in training says nothing of how often it will be true. The biases sum to 0, and are held near
    it as by ten rows that know nothing; where a label has under twenty rows, they are 0: nobody can tell.
    """
    counts = np.bincount(truth, minlength=logits.shape[1])
    weights = 1.0 / counts[truth]
    reach = 3.0 if counts.min() >= _FEWEST else 0.0

    def loss(parameters: np.ndarray) -> float:
        temperature, bias = np.exp(parameters[0]), np.append(parameters[1:], -parameters[1:].sum())
        likelihood = log_softmax(logits / temperature + bias, axis=1)[np.arange(len(truth)), truth]
        held = _HELD / len(truth) * (bias**2).sum()
        return float(-np.average(likelihood, weights=weights) + held)

    start = np.zeros(logits.shape[1])
    bounds = [(np.log(0.05), np.log(20.0)), *[(-reach, reach)] * (logits.shape[1] - 1)]
    found = minimize(loss, x0=start, bounds=bounds, method="L-BFGS-B").x
    return float(np.exp(found[0])), np.append(found[1:], -found[1:].sum()).tolist()


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
