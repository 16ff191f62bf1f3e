"""Decisions out, a file for each form: rows, pairs to train on, ClaimReview, an Atom feed, annotation tools.

``found`` reads what was decided; nothing here shows a decision before it stands.
"""
