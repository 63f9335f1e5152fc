"""Write what the embedded encoder's marks for begin and end contribute: ``python -m tools.marks``."""

from pathlib import Path

import numpy as np

from aligner.encode import embedded

__all__ = ["main"]


def main() -> None:
    """Write the file that ships with the program; its package's weights change with its release only."""
    np.save(Path(embedded.__file__).with_name("marks.npy"), embedded.EmbeddedEncoder(1).marks())


if __name__ == "__main__":
    main()
