"""How the queue's tables came to be, step by step. ``Store.open`` runs what is missing."""
