"""Debian packages with texts in English and French: downloaded with apt-get, unpacked, never installed.

apt checks the archive's signatures and the sums of the packages. It keeps its lists and the packages in a folder of
ours, so nothing of the system changes and no rights are needed.
"""

import subprocess
import tarfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import InputError
from tools.manifest import sha256_of

__all__ = ["Package", "fetch", "names", "unpack"]


@dataclass(frozen=True, slots=True)
class Package:
    """A package as it was downloaded."""

    path: Path

    @property
    def version(self) -> str:
        """The version that the file's name says, with its epoch."""
        return self.path.name.split("_")[1].replace("%3a", ":")

    def described(self) -> str:
        """Return the package as an inline table of TOML."""
        name = self.path.name.split("_")[0]
        return f'{{ package = "{name}", version = "{self.version}", sha256 = "{sha256_of(self.path)}" }}'


def names() -> list[str]:
    """Return the names of the packages that the lexicon is made from."""
    lines = Path(__file__).with_name("packages.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def fetch(wanted: Sequence[str], folder: Path, language: str) -> tuple[list[Package], list[Path]]:
    """Download packages, and lists of the archive's package descriptions in English and another language.

    What lies in the folder already is not downloaded again.

    :raises InputError: if this is no machine with apt-get, or a package cannot be had
    """
    lists, packages = folder / "lists", folder / "packages"
    (lists / "partial").mkdir(parents=True, exist_ok=True)
    packages.mkdir(exist_ok=True)
    options = {
        "Dir::State::lists": lists,
        "Dir::Cache": folder / "cache",
        "Acquire::Languages": f"en,{language}",
        "Acquire::GzipIndexes": "false",
        "APT::Sandbox::User": "root",
    }
    (folder / "cache" / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    chosen = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
    if not list(lists.glob("*_Packages")):
        _run(["apt-get", *chosen, "-qq", "update"], folder)
    missing = [name for name in wanted if not list(packages.glob(f"{name}_*.deb"))]
    if missing:
        _run(["apt-get", *chosen, "-qq", "download", *missing], packages)
    found = [Package(max(packages.glob(f"{name}_*.deb"))) for name in wanted]
    codes = ("en", language)
    return found, sorted(path for code in codes for path in lists.glob(f"*_i18n_Translation-{code}"))


def unpack(packages: Iterable[Package], folder: Path, language: str) -> None:
    """Take the catalogues of a language and help pages out of packages, each into a folder of its own."""
    for package in packages:
        target = folder / package.path.stem
        if target.is_dir():
            continue
        draft = target.with_suffix(".part")
        draft.mkdir(parents=True, exist_ok=True)
        try:
            with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package.path], stdout=subprocess.PIPE) as process:
                assert process.stdout is not None
                with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
                    for member in archive:
                        if member.isfile() and _is_wanted(member.name, language):
                            archive.extract(member, draft, filter="data")
        except (tarfile.TarError, FileNotFoundError) as error:
            raise InputError(f"{package.path} cannot be unpacked by dpkg-deb: {error}.") from error
        draft.replace(target)


def _is_wanted(name: str, language: str) -> bool:
    is_catalogue = f"/{language}/LC_MESSAGES/" in name and name.endswith(".mo")
    return is_catalogue or (name.endswith(".html") and "libreoffice/help/" in name)


def _run(command: Sequence[str], folder: Path) -> None:
    try:
        found = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise InputError(f"{command[0]} is not there: the lexicon is trained on a machine with Debian 12.") from error
    if found.returncode:
        said = (found.stderr.strip().splitlines() or [f"status {found.returncode}"])[0]
        raise InputError(f"{command[0]} cannot download what the lexicon is made from: {said}")
