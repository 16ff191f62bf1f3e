"""Many rows to many verdicts: resumable, on one machine or a cluster."""
