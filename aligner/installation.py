"""How this program was installed, and the command that adds an optional part to it."""

from functools import cache
from pathlib import Path

__all__ = ["DISTRIBUTION", "install_hint"]

#: Its name on the package index; the import and the command are ``aligner``.
DISTRIBUTION = "bitext-review"


def install_hint(extra: str) -> str:
    """Return the command that installs an extra the way the program itself was installed.

    An installation from a folder names that folder, one from a repository its address, any other the package index.
    """
    editable, before, after = _source()
    return f"pip install {'-e ' if editable else ''}'{before}[{extra}]{after}'"


@cache
def _source() -> tuple[bool, str, str]:
    """Whether it is an editable installation, and what stands before and after the extra in a requirement."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution
    from urllib.parse import unquote, urlsplit

    try:
        record = json.loads(distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")  # PEP 610
    except (PackageNotFoundError, ValueError):
        root = Path(__file__).resolve().parent.parent
        return (False, str(root), "") if (root / "pyproject.toml").is_file() else (False, DISTRIBUTION, "")
    url = str(record.get("url", ""))
    if "vcs_info" in record:
        return False, DISTRIBUTION, f" @ {record['vcs_info'].get('vcs', 'git')}+{url}"
    if url.startswith("file:") and (folder := Path(unquote(urlsplit(url).path))).exists():
        return bool(record.get("dir_info", {}).get("editable")), str(folder), ""
    return False, DISTRIBUTION, ""
