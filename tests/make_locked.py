"""Makes ``tests/documents/locked``: the same line behind a password, by LibreOffice.

Run it from the repository's root with the Python that LibreOffice speaks to (Debian: python3-uno):
``/usr/bin/python3 tests/make_locked.py``.
"""

import subprocess
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.resolve() / "documents" / "locked"
PASSWORD = "ballast"
PORT = 2002


def main() -> None:
    """Make everything."""
    uno = import_module("uno")
    FOLDER.mkdir(exist_ok=True)
    listening = f"--accept=socket,host=localhost,port={PORT};urp;"
    office = subprocess.Popen(["soffice", "--headless", "--norestore", listening])
    try:
        with tempfile.TemporaryDirectory() as name:
            text, table = Path(name, "text.txt"), Path(name, "table.csv")
            text.write_text("The mill is closed in January.\n", encoding="utf-8")
            table.write_text("en,fr\nHello there,Bonjour\n", encoding="utf-8")
            desktop = _desktop(uno)
            microsoft = [_value(uno, "EncryptionData", _named(uno, CryptoType="Standard", OOXPassword=PASSWORD))]
            locked = _list(uno, EncryptFile=True, DocumentOpenPassword=PASSWORD)
            restricted = _list(uno, RestrictPermissions=True, PermissionPassword=PASSWORD)
            for source, target, kind, extra in (
                (text, "locked.odt", "writer8", [_value(uno, "Password", PASSWORD)]),
                (text, "locked.docx", "MS Word 2007 XML", microsoft),
                (table, "locked.xlsx", "Calc MS Excel 2007 XML", microsoft),
                (text, "locked.pdf", "writer_pdf_Export", [_value(uno, "FilterData", locked)]),
                (text, "restricted.pdf", "writer_pdf_Export", [_value(uno, "FilterData", restricted)]),
            ):
                document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (_value(uno, "Hidden", True),))
                options = (_value(uno, "FilterName", kind), *extra)
                document.storeToURL((FOLDER / target).as_uri(), options)
                document.close(True)
    finally:
        office.terminate()


def _desktop(uno: Any) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(60):
        try:
            there = resolver.resolve(f"uno:socket,host=localhost,port={PORT};urp;StarOffice.ComponentContext")
        except Exception:  # it is still starting
            time.sleep(0.5)
        else:
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
    raise SystemExit("LibreOffice did not start")


def _value(uno: Any, name: str, value: Any) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def _list(uno: Any, **values: Any) -> Any:
    return uno.Any("[]com.sun.star.beans.PropertyValue", tuple(_value(uno, *pair) for pair in values.items()))


def _named(uno: Any, **values: Any) -> Any:
    made = []
    for name, value in values.items():
        one = uno.createUnoStruct("com.sun.star.beans.NamedValue")
        one.Name, one.Value = name, value
        made.append(one)
    return uno.Any("[]com.sun.star.beans.NamedValue", tuple(made))


if __name__ == "__main__":
    main()
