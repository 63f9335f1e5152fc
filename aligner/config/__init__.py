"""Profiles: which rules run, what they weigh, what a text may hold and still pass."""
