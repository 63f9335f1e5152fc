"""Trainers of the learned files in ``aligner/models``."""
