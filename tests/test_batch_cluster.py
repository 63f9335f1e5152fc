"""A cluster of two nodes, on one machine: what it writes is what processes write."""

import logging
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from aligner.batch import Settings
from aligner.session import Configuration
from tests.batches import content, made
from tests.commands import aligner

pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="ray is not installed")

OPTIONS = ("--shard-pairs", "2")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    logging.getLogger("ray").setLevel(logging.ERROR)
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    found = Cluster(initialize_head=True, head_node_args={"num_cpus": 2, "include_dashboard": False})
    found.add_node(num_cpus=2, num_gpus=1)
    yield found
    found.shutdown()


def test_two_nodes_write_the_same_bytes_and_the_same_errors(cluster: Any, tmp_path: Path) -> None:
    source = made(tmp_path / "in", 6)
    (source / "p002.fr.md").write_text("", encoding="utf-8")
    assert aligner("batch", source, "-o", tmp_path / "local", "--processes", "1", *OPTIONS).status == 0
    ray = ("--engine", "ray", "--address", cluster.address, "--processes", "2")
    found = aligner("batch", source, "-o", tmp_path / "ray", *ray, *OPTIONS)
    assert found.status == 0, found.err
    assert content(tmp_path / "ray") == content(tmp_path / "local")


def test_actors_take_gpus_where_the_encoder_can_use_them(cluster: Any) -> None:
    from aligner.batch.cluster import room

    with_gpu = Settings(Configuration(encoder="sentence-transformers/LaBSE"))
    assert (room(cluster.address, Settings()), room(cluster.address, with_gpu)) == (3, 1)


def test_a_cluster_that_is_not_there_is_said(tmp_path: Path) -> None:
    found = aligner("batch", made(tmp_path / "in", 1), "-o", tmp_path / "out", "--address", "127.0.0.1:1")
    assert (found.status, "--address needs --engine ray." in found.err) == (2, True)
