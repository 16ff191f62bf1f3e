"""Reports as a table, a page, JSON or ClaimReview."""
