import sys
from pathlib import Path

import numpy as np
import pytest

from factdesk.models.runtimes.mapped import PAGE, Mapped, mappable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="weights are mapped on Linux alone")


def _files(folder, *sizes):
    chance = np.random.default_rng(7)
    files = [folder / f"{number}.bin" for number in range(len(sizes))]
    for file, size in zip(files, sizes, strict=True):
        chance.integers(256, size=size, dtype=np.uint8).tofile(file)
    return files


@pytest.mark.parametrize("sizes", [(10,), (PAGE,), (2 * PAGE, PAGE, 5), (PAGE, PAGE)], ids=str)
def test_files_are_one_piece_of_memory_before_and_after_it_is_given_back(tmp_path, sizes):
    files = _files(tmp_path, *sizes)
    whole = b"".join(file.read_bytes() for file in files)
    mapped = Mapped(files)
    assert mapped.bytes.tobytes() == whole
    mapped.give_back()
    assert mapped.bytes.tobytes() == whole


def test_memory_that_is_given_back_is_no_longer_taken(tmp_path):
    def taken():
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        return int(status["RssFile"].split()[0]) * 1024

    mapped = Mapped(_files(tmp_path, 512 * PAGE, 512 * PAGE))
    before = taken()
    assert mapped.bytes.max() == 255
    assert taken() - before > 1000 * PAGE
    mapped.give_back()
    assert taken() - before < 100 * PAGE


@pytest.mark.parametrize(
    ("sizes", "can"),
    [((5,), True), ((PAGE, 5), True), ((PAGE + 1, 5), False), ((0,), False), ((PAGE, 0), False), ((), False)],
    ids=str,
)
def test_files_can_be_mapped_where_each_but_the_last_fills_its_pages(tmp_path, sizes, can):
    assert mappable(_files(tmp_path, *sizes)) is can


def test_a_file_that_cannot_be_mapped_is_named(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        Mapped([*_files(tmp_path, PAGE), tmp_path / "folder"])
