"""factdesk: find the checkable claims in an article, what your documents say about each, and judge them, offline."""

__version__ = "0.1.0"
