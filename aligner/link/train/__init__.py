"""Training of the lexicon: ``python -m aligner.link.train FOLDER -o FILE``."""
