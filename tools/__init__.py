"""Training and experiments: run from a clone of the repository, no part of the installed package."""
