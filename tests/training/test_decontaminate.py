from datasets import Dataset
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.training.decontaminate import decontaminate, normalise

texts = st.text(alphabet="abc AB.1,-é ", max_size=8)
pairs = st.lists(st.fixed_dictionaries({"claim": texts, "evidence": texts}), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None)
@given(training=pairs, evaluation=pairs)
def test_no_kept_row_shares_a_text_with_an_evaluation_row_and_no_other_row_is_lost(
    training: list[dict[str, str]], evaluation: list[dict[str, str]]
) -> None:
    kept, overlap = decontaminate(Dataset.from_list(training), [Dataset.from_list(evaluation)])
    taken = {
        column: {normalise(row[column]) for row in evaluation if normalise(row[column])}
        for column in ("claim", "evidence")
    }
    clean = [row for row in training if all(normalise(row[column]) not in seen for column, seen in taken.items())]
    assert kept.to_list() == clean
    assert overlap.kept == len(clean)


def test_tokenisation_case_and_brackets_do_not_hide_a_shared_text() -> None:
    assert normalise("It 's 5 % -LRB- in 2018 -RRB- .") == normalise("it’s 5% (in 2018)")


def test_a_shared_passage_is_enough() -> None:
    training = Dataset.from_list([{"claim": "new", "evidence": "Seen!"}, {"claim": "new", "evidence": "unseen"}])
    evaluation = Dataset.from_list([{"claim": "other", "evidence": "seen"}])
    kept, overlap = decontaminate(training, [evaluation])
    assert kept["evidence"][:] == ["unseen"]
    assert overlap.dropped == {"claim": 0, "evidence": 1}
