"""The text of each page of a PDF, read in a process of its own: ``python -m factdesk.documents.pdf_pages < FILE``.

A PDF of a megabyte can unpack to gigabytes, and pdfium, which is C++, ends its process when it meets its match. Here
that costs one file. The result is one JSON object on standard output: ``pages`` and ``title``, or ``error``.
"""

import json
import sys

import pypdfium2

from factdesk.documents.raw import LARGEST_TEXT

MOST_PAGES = 10_000
#: bytes of memory, where the system can limit them
MOST_MEMORY = 1_000_000_000


def pages_of(data: bytes) -> dict[str, object]:
    """Return the text of the pages and the title the file gives itself, or one sentence that says what is wrong."""
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            if len(pdf) > MOST_PAGES:
                return {"error": f"found {len(pdf):,} pages; at most {MOST_PAGES:,} are read, so split the file"}
            pages: list[str] = []
            characters = 0
            for page in pdf:
                pages.append(page.get_textpage().get_text_range())
                page.close()
                characters += len(pages[-1])
                if characters > LARGEST_TEXT:
                    return {"error": f"found more than {LARGEST_TEXT:,} characters; split it into smaller files"}
            return {"pages": pages, "title": pdf.get_metadata_dict().get("Title") or ""}
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return {"error": "found a PDF protected by a password; save a copy without it"}
        return {"error": f"found a damaged PDF ({error}); save it anew from the program it came from"}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    _limit_memory()
    json.dump(pages_of(sys.stdin.buffer.read()), sys.stdout)
