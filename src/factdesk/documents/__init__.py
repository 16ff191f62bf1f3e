"""Files, folders, URLs and standard input to documents.

A format is a file: ``text``, ``markdown``, ``html``, ``pdf``, ``word``, ``tables`` (CSV and JSONL, a row a document);
``folder`` and ``web`` say where bytes come from, ``encoding`` turns bytes into characters. What holds for all of them:

- ``Document.text`` is what every offset counts in and what ``sha256`` is of. Lines end with ``\\n``; NUL and other
  control characters and lone surrogates become U+FFFD, one for one. A plain-text file keeps every other character,
  so its offsets are those of the file and, where the file is UTF-8 with Unix line ends, its ``sha256`` too; unless it
  opens with lines such as ``Published: 2025-03-20``: they and the title above them are cut off (``header``).
- What cannot be read raises InputError: the file, what was found there, what to do. ``read_all`` yields it as
  ``Unreadable`` instead and goes on with the rest.
- Nothing here opens a socket, except for an ``http(s)`` URL that the caller names.

Importing this package loads no parser; each format's library is loaded by the first file that needs it.
"""

from factdesk.documents.reading import Unreadable, read, read_all

__all__ = ["Unreadable", "read", "read_all"]
