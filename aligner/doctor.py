"""What this installation can do, for a person who wonders why something does not work."""

import platform
import time
from importlib.metadata import PackageNotFoundError, requires, version

from aligner._version import __version__
from aligner.encode import VectorCache, default_cache, load
from aligner.errors import AlignerError
from aligner.installation import DISTRIBUTION, install_hint
from aligner.parallel import cores

__all__ = ["examine"]


def examine() -> str:
    """Return a plain text, one fact a line."""
    lines = [
        f"aligner    {__version__}",
        f"Python     {platform.python_version()} on {platform.system()} {platform.machine()}",
        f"cores      {cores()}",
        f"encoder    {_encoder()}",
        f"cache      {_cache()}",
    ]
    required, extras = _requirements()
    packages = ", ".join(f"{name} {_version(name) or 'MISSING'}" for name in required)
    lines.append(f"packages   {packages or 'unknown: aligner runs without being installed'}")
    for extra, names in sorted(extras.items()):
        missing = [name for name in names if _version(name) is None]
        state = f"missing {', '.join(missing)}: {install_hint(extra)}" if missing else "complete"
        lines.append(f"extra      {extra}: {state}")
    return "\n".join(lines) + "\n"


def _encoder() -> str:
    began = time.monotonic()
    try:
        encoder = load()
        vectors = encoder.encode(["The house is red.", "La maison est rouge.", "Nous partons demain."])
    except AlignerError as error:
        return f"FAILS: {error}"
    same, other = float(vectors[0] @ vectors[1]), float(vectors[0] @ vectors[2])
    state = "works" if same > other else "gives WRONG vectors"
    return f"embedded, {state} ({vectors.shape[1]} dimensions, ready in {time.monotonic() - began:.1f} s)"


def _cache() -> str:
    path = default_cache()
    cache = VectorCache(path)
    count = cache.count()
    cache.close()
    if count is None:
        return f"{path} cannot be used: every run encodes anew"
    return f"{path}, {count} vectors, {path.stat().st_size / 1e6:.1f} MB"


def _requirements() -> tuple[list[str], dict[str, list[str]]]:
    """Return names of required packages, and of each extra's."""
    required: list[str] = []
    extras: dict[str, list[str]] = {}
    try:
        wanted = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return required, extras
    for line in wanted:
        name = line.split(";")[0].split("[")[0]
        for mark in "<>=!~ ":
            name = name.split(mark)[0]
        if "extra ==" in line:
            extra = line.split("extra ==")[1].strip(" '\")")
            extras.setdefault(extra, []).append(name)
        else:
            required.append(name)
    return required, extras


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
