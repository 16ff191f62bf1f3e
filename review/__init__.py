"""Verdicts to decisions: the queue and its pages."""
