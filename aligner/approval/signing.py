"""Signatures of approvals by keys that people have already: those of SSH.

``ssh-keygen -Y sign`` writes ``RECORD.sig``; who may sign stands in a file of allowed signers, see ssh-keygen(1).
"""

import shutil
import subprocess
from pathlib import Path

from aligner.approval.record import Record, write_record
from aligner.errors import ConfigError, InputError
from aligner.files import is_file, write_bytes

__all__ = ["is_signed", "sign", "verify", "write_signed"]

_NAMESPACE = "aligner"
_SECONDS = 120  # for somebody to type a passphrase, or touch a key


def is_signed(record: Path) -> bool:
    """Return whether there is a signature beside a record."""
    return is_file(_signature(record))


def write_signed(path: Path, record: Record, key: Path | None) -> None:
    """Write a record and its signature, or leave both files as they were; without a key there is no signature.

    :raises InputError: if one cannot be written
    """
    files = (path, _signature(path))
    before = [file.read_bytes() if is_file(file) else None for file in files]
    try:
        write_record(path, record)
        if key is None:
            _signature(path).unlink(missing_ok=True)
        else:
            sign(path, key)
    except InputError:
        for file, content in zip(files, before, strict=True):
            if content is None:
                file.unlink(missing_ok=True)
            else:
                write_bytes(file, content)
        raise


def sign(record: Path, key: Path) -> Path:
    """Sign a record with a private key, or with a public one whose private key an agent has.

    :return: where the signature is
    :raises InputError: if there is no ssh-keygen, or it does not sign
    """
    _signature(record).unlink(missing_ok=True)
    found = _run("-Y", "sign", "-f", str(key), "-n", _NAMESPACE, str(record))
    if found.returncode or not is_signed(record):
        raise InputError(f"{record} cannot be signed with {key}: {_last(found.stderr)}.")
    return _signature(record)


def verify(record: Path, signers: Path, identity: str) -> str:
    """Check the signature beside a record.

    :param signers: the file of allowed signers
    :param identity: who is to have signed, as that file names them
    :return: why it is not good; empty if it is
    :raises ConfigError: if there is no such file
    :raises InputError: if there is no ssh-keygen
    """
    if not signers.is_file():
        raise ConfigError(f"There is no file {signers} of allowed signers.")
    if not is_signed(record):
        return f"there is no {_signature(record)}"
    options = ("-f", str(signers), "-I", identity, "-n", _NAMESPACE, "-s", str(_signature(record)))
    found = _run("-Y", "verify", *options, content=record.read_bytes())
    return "" if found.returncode == 0 else _last(found.stderr or found.stdout)


def _signature(record: Path) -> Path:
    return record.with_name(f"{record.name}.sig")


def _run(*arguments: str, content: bytes | None = None) -> "subprocess.CompletedProcess[bytes]":
    program = shutil.which("ssh-keygen")
    if program is None:
        raise InputError("There is no program ssh-keygen, with which approvals are signed: install OpenSSH.")
    try:
        return subprocess.run([program, *arguments], input=content, capture_output=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise InputError(f"ssh-keygen did not answer within {_SECONDS} seconds.") from error


def _last(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1].rstrip(".") if lines else "ssh-keygen says nothing"
