from functools import partial

from benchmarks.measure import Measured, best, interleaved
from benchmarks.speed import tables
from benchmarks.tables import figure


def test_repeats_are_taken_in_turn_and_begin_elsewhere_each_time() -> None:
    order: list[str] = []

    def task(name: str) -> Measured:
        order.append(name)
        return Measured(1.0, 1)

    runs = interleaved({("task", name): partial(task, name) for name in "abc"}, 3, lambda: None)
    assert order == [*"abc", *"bca", *"cab"]
    assert [len(found) for found in runs.values()] == [3, 3, 3]


def test_the_best_run_is_the_quickest() -> None:
    assert best([Measured(2.0, 10), Measured(1.0, 10)]).seconds == 1.0


def test_a_contender_that_is_not_installed_is_listed_as_such() -> None:
    fast, slow = Measured(1.0, 50_000_000, out=10_000_000), Measured(2.0, 50_000_000)
    table, *_ = tables({("dense", "Risalah"): [slow, fast], ("dense", "limit"): [fast]})
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Risalah"] == ("50", "", "100", "−50%", "0.2", "0")
    assert rows["skweak"][0] == "not installed"
    assert "| Risalah | 50 |  | 100 |" in table.markdown()


def test_figures_have_two_digits_that_say_something() -> None:
    assert [figure(value) for value in (1234.5, 12.34, 1.234, 0.1234)] == ["1,234", "12", "1.2", "0.12"]
