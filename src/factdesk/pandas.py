"""factdesk in pandas: importing this file gives frames and series an accessor named ``factdesk``.

    import factdesk.pandas

    frame["label"] = frame.factdesk.score()["label"]    # columns claim and evidence: a verdict a row
    claims = frame["article"].factdesk.claims()         # an article a row: a claim a row

Index and order are the frame's own. Rows are judged as ``factdesk score`` judges them, in memory.
"""

from datetime import date
from pathlib import Path

import pandas as pd

from factdesk.batch import Columns, score
from factdesk.claims import ClaimDetector
from factdesk.errors import InputError
from factdesk.evidence import EvidenceStore
from factdesk.models import Embedder
from factdesk.records import Document

_VERDICT = (
    "label",
    "reason",
    "confidence",
    "supports",
    "refutes",
    "nei",
    "explanation",
    "evidence",
    "checks",
    "error",
)
_CLAIM = ("text", "quote", "start", "end", "kind", "checkable", "checkworthy", "id")


@pd.api.extensions.register_dataframe_accessor("factdesk")
class FrameDesk:
    """``frame.factdesk``: a frame whose rows are claims with their evidence, or claims alone."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def score(
        self,
        *,
        claim: str = "claim",
        evidence: str = "evidence",
        store: str | Path | EvidenceStore | None = None,
        verifier: str = "base",
        as_of: date | None = None,
    ) -> pd.DataFrame:
        """Return a verdict for each row, on the frame's index.

        ``claim`` and ``evidence`` name columns; evidence is a text or a list of texts. Rows without evidence are judged
        by what ``store`` (made by ``factdesk index``) has. A row that cannot be judged says why in ``error``; its label
        is then ``not_enough_evidence`` and its confidence missing. Raises InputError where there is no claim column, or
        neither evidence nor store.
        """
        wanted = [claim] if store is not None and evidence not in self._frame else [claim, evidence]
        missing = [name for name in wanted if name not in self._frame]
        if missing:
            raise InputError(
                f"found the columns {', '.join(map(repr, self._frame.columns))}; wanted {missing[0]!r}: "
                "name yours with claim= and evidence=, or give a store instead of evidence"
            )
        if isinstance(store, str | Path):
            store = EvidenceStore.open(store, embedder=Embedder.from_pretrained())
        columns = Columns(claim=claim, evidence=evidence)
        results = score(self._frame[wanted], columns=columns, store=store, verifier=verifier, as_of=as_of)
        rows = [{name: result[name] for name in _VERDICT} for result in results]
        return pd.DataFrame(rows, index=self._frame.index, columns=list(_VERDICT))


@pd.api.extensions.register_series_accessor("factdesk")
class SeriesDesk:
    """``series.factdesk``: a series of articles as text."""

    def __init__(self, series: "pd.Series[str]") -> None:
        self._series = series

    def claims(self, *, as_of: date | None = None) -> pd.DataFrame:
        """Return the articles' claims, a claim a row, each on the index of its article.

        ``article[start:end]`` is ``quote``. Relative dates are read as of ``as_of``. Raises InputError for an article
        that is no text or not in English.
        """
        for place, text in self._series.items():
            if not isinstance(text, str):
                raise InputError(
                    f"row {place!r}: found {type(text).__name__}; wanted a text (dropna() leaves gaps out)"
                )
        documents = (Document(text=text) for text in self._series)
        each = ClaimDetector.from_pretrained().detect_each(documents, as_of=as_of)
        index, rows = [], []
        for place, found in zip(self._series.index, each, strict=True):
            if isinstance(found, Exception):
                raise found
            for claim in found:
                index.append(place)
                rows.append({name: getattr(claim, name) for name in _CLAIM})
        return pd.DataFrame(rows, index=pd.Index(index, name=self._series.index.name), columns=list(_CLAIM))
