"""The JSON routes under requests that nobody thinks of: no fault of the server, no answer that is not described."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk_server import Server, api, with_users, workspace

pytest.importorskip("starlette", reason="the desk is an extra of its own")
schemathesis = pytest.importorskip("schemathesis")

TRIES = 12  # requests of each kind; tools ask for more


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    folder: Path = tmp_path_factory.mktemp("desk")
    made = workspace(folder / "w", a="The bridge is closed. It has 24 lamps.|Le pont est fermé. Il a 42 lampes.")
    token = with_users(made, Eva="editor")["editor"]
    server = Server(made).start()
    assert api(server, "pairs/1", token).status == 200
    yield server, token
    said = server.stop()
    assert "Traceback" not in said, said


def test_no_request_makes_the_server_fail_or_answer_what_is_not_described(served: tuple[Server, str]) -> None:
    from hypothesis import HealthCheck, given, settings

    server, token = served
    described = api(server, "openapi.json", token).data
    schema = schemathesis.openapi.from_dict(described)
    schema.config.update(base_url=server.address)
    tried = 0
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(max_examples=TRIES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            nonlocal tried
            tried += 1
            case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, timeout=300)

        ask()
    assert tried > 100
