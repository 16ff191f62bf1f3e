"""References to passages: cutting, storing, searching."""
