"""Examples to a new model: data sets, fine-tuning, evaluation, the promotion gate.

The way of a verifier: ``datasets`` reads labelled pairs of any convention, ``recipe`` mixes them, clean of what is
evaluated on (``decontaminate``) and with hard negatives (``negatives``); ``verifier`` fine-tunes by the clock
(``schedule``), ``calibrate`` makes its probabilities honest, ``quantize`` makes it small; ``suite`` and ``evaluate``
say how good it is, ``promote`` whether it may replace the present one, ``card`` what to know before using it. The
detector goes the same way from ``sentences`` to ``detector``; ``encoder``, ``arguments`` and ``precision`` are what
both have in common.
"""
