"""Stances to a verdict: quantities, times, attribution, aggregation, abstention."""
