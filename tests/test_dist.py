"""What is given away is whole: a wheel built from the source distribution runs away from the checkout."""

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("batch", "claims", "evidence", "models", "review", "training", "verdicts")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the unpacked source distribution, so that what that lacks is missing here too."""
    work = tmp_path_factory.mktemp("dist")
    tree = work / "checkout"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in listed.decode().rstrip("\0").split("\0"):
        target = tree / name
        target.parent.mkdir(parents=True, exist_ok=True)
        # Links, for the weights are large; the linked rooms of src/ are links already.
        target.symlink_to((ROOT / name).readlink() if (ROOT / name).is_symlink() else ROOT / name)
    # The weights do not become smaller, and trying takes as long as all the rest.
    stored = "--config-setting=--build-option=--compression=stored"
    build = [sys.executable, "-W", "ignore", "-m", "build", "--no-isolation", stored]
    program = [*build, "--outdir", str(work), str(tree)]
    built = subprocess.run(program, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout[-2000:] + built.stderr[-2000:]
    (found,) = work.glob("*.whl")
    return found


def test_the_wheel_has_every_file_of_every_room(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in listed.decode().rstrip("\0").split("\0"):
        room, _, _ = name.partition("/")
        if (ROOT / name).is_symlink():
            continue
        if room in ROOMS:
            assert f"factdesk/{name}" in packed
        elif name.startswith("src/factdesk/"):
            assert name.removeprefix("src/") in packed


def test_the_wheel_has_nothing_else(wheel: Path) -> None:
    for name in zipfile.ZipFile(wheel).namelist():
        assert name.startswith(("factdesk/", "factdesk-")), name
        assert not name.endswith((".pyc", ".sqlite")), name


def test_it_runs_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """The packages it needs are those of this environment; ``make dist-check`` installs them afresh too."""
    environment = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    own = next(environment.glob("lib/python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(own)
    # A path in a .pth file is added after the environment's own, and the .pth files there are not read: the editable
    # install of the checkout is not seen.
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    program = (
        "import factdesk, factdesk.batch, factdesk.review, factdesk.training\n"
        "from factdesk.cli import main\n"
        f"assert factdesk.__file__.startswith({str(own)!r}), factdesk.__file__\n"
        "import sys; sys.argv[1:] = ['verify', '--claim', 'Exports rose to $2 billion.',\n"
        "                            '--evidence', 'Exports reached $1.98 billion in 2024.']\n"
        "main()\n"
    )
    python = environment / "bin" / "python"
    ran = subprocess.run(
        [python, "-I", "-c", program], capture_output=True, text=True, cwd=tmp_path, env={"HF_HUB_OFFLINE": "1"}
    )
    assert ran.returncode == 0, ran.stderr
    assert "1.98 billion" in ran.stdout
