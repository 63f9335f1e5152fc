"""``aligner serve``: open the review desk."""

import ipaddress
import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.decide import user
from aligner.cli.desk import Folder, workspace_here
from aligner.errors import ConfigError, MissingExtraError

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(_serve)


def _serve(
    folder: Folder = None,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes a free one.")] = 8765,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            metavar="HOST",
            help="The name by which browsers know the desk, such as desk.example.org; may be given repeatedly.",
        ),
    ] = None,
    behind_proxy: Annotated[
        bool,
        typer.Option("--behind-proxy", help="A proxy in front speaks TLS with browsers: cookies go by TLS only."),
    ] = False,
    proxy: Annotated[
        str,
        typer.Option("--proxy", metavar="ADDRESS", help="With --behind-proxy: whose word on addresses is believed."),
    ] = "127.0.0.1",
    certificate: Annotated[
        Path | None, typer.Option("--tls-certificate", metavar="FILE", help="Speak TLS, with this certificate.")
    ] = None,
    key: Annotated[Path | None, typer.Option("--tls-key", metavar="FILE", help="Its private key.")] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who works alone; by default the user.")] = "",
) -> None:
    """Open the review desk of a workspace in the browser.

    Who works alone gets a link that is good once. For several people, 'aligner user add' gives names, roles and
    passwords. Beyond this machine the desk needs users, and TLS: its own, or that of a proxy.
    """
    try:
        import argon2  # noqa: F401
        import python_multipart  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn
    except ImportError:
        raise MissingExtraError("The review desk", "desk") from None
    from aligner.desk.access import Access, users
    from aligner.desk.app import application
    from aligner.desk.desk import Desk

    workspace = workspace_here(folder)
    has_users = bool(users(workspace))
    if (certificate is None) != (key is None):
        raise ConfigError("TLS needs both: --tls-certificate and --tls-key.")
    for file in (certificate, key):
        if file is not None and not file.is_file():
            raise ConfigError(f"{file} cannot be read: there is no such file.")
    secure = behind_proxy or certificate is not None
    if not _is_loopback(host):
        if not has_users:
            raise ConfigError(f"Beyond this machine ({host}) the desk needs users: 'aligner user add' makes them.")
        if not secure:
            raise ConfigError(
                f"Beyond this machine ({host}) the desk needs TLS: --tls-certificate and --tls-key, or --behind-proxy."
            )
    desk = Desk(workspace)
    access = Access(workspace, None if has_users else by or user() or "editor")
    listening = _listening(host, port)
    port = listening.getsockname()[1]
    hosts = {*(name or ()), "localhost", "127.0.0.1", "::1", host}
    if name is None and not _is_loopback(host):
        hosts = set()
    shown = f"{'https' if certificate else 'http'}://{f'[{host}]' if ':' in host else host}:{port}"
    typer.echo(f"{shown}/enter?key={access.link}" if access.link else shown)
    hint = "Open this link in a browser: it is good once." if access.link else "Open this address in a browser."
    typer.echo(f"aligner: {hint} Ctrl+C ends the desk.", err=True)
    server = uvicorn.Server(
        uvicorn.Config(
            application(desk, access, hosts=hosts, secure=secure),
            proxy_headers=behind_proxy,
            forwarded_allow_ips=proxy,
            server_header=False,
            log_level=os.environ.get("ALIGNER_SERVE_LOG", "warning"),
            limit_concurrency=400,
            timeout_keep_alive=20,
            timeout_graceful_shutdown=2,
            h11_max_incomplete_event_size=32768,
            ssl_certfile=certificate,
            ssl_keyfile=key,
        )
    )
    server.run(sockets=[listening])


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listening(host: str, port: int) -> socket.socket:

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(128)
    except OSError as error:
        raise ConfigError(f"Cannot listen at {host}, port {port}: {error.strerror or error}.") from error
    return made
