"""Article to claims: sentences, what is checkable and worth checking, statements inside sentences."""
