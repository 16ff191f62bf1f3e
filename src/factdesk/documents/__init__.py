"""Files, folders, URLs and standard input to documents."""
