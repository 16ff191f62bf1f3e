"""The forms that decisions leave in as a file of their own."""

from enum import StrEnum
from pathlib import Path

from sqlalchemy.orm import Session

from factdesk.review.exports import annotation, lines


class Form(StrEnum):
    """What an export is written as; the two annotation tools get a ZIP file."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    LABEL_STUDIO = "label-studio"
    ARGILLA = "argilla"

    @property
    def filename(self) -> str:
        """What the file is called where nobody chose a name."""
        return f"{self}.zip" if self in (Form.LABEL_STUDIO, Form.ARGILLA) else f"decisions.{self}"

    @property
    def is_text(self) -> bool:
        """Whether it may go to a terminal."""
        return self in (Form.JSONL, Form.CSV)


def write(session: Session, form: Form, path: Path, queue: str | None = None) -> None:
    """Write what was decided, of one queue or of all, to a file."""
    match form:
        case Form.JSONL:
            path.write_text(lines.to_jsonl(lines.decision_lines(session, queue)), encoding="utf-8")
        case Form.CSV:
            path.write_text(lines.to_csv(lines.decision_lines(session, queue)), encoding="utf-8", newline="")
        case Form.PARQUET:
            lines.write_parquet(lines.decision_lines(session, queue), path)
        case Form.LABEL_STUDIO:
            with path.open("wb") as out:
                annotation.write_label_studio(session, out, queue)
        case Form.ARGILLA:
            with path.open("wb") as out:
                annotation.write_argilla(session, out, queue)
