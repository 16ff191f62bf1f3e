"""Short texts are remembered by the thousand, long ones are not: their number must not fill the memory."""

from factdesk.verdicts.remembered import remembered


def test_a_text_is_read_once_while_it_is_remembered_and_long_ones_are_soon_forgotten() -> None:
    read: list[str] = []

    @remembered(100)
    def length(text: str) -> int:
        """Return its length."""
        read.append(text)
        return len(text)

    short, long = [f"{number} bridges" for number in range(50)], [f"{number}" * 3_000 for number in range(10, 60)]
    for texts in (short, long):
        for text in (*texts, *texts):
            assert length(text) == len(text)
    assert read == short + long + long
    assert length.__doc__ == "Return its length."
    length.cache_clear()
    length(short[0])
    assert read[-1] == short[0]
