import pytest

from tests.tui.widgets.listbench import Bench, Lazy, Until, items, repaints, settled


@pytest.fixture
def app() -> Bench:
    return Bench()


async def test_rows_that_are_built_on_demand_are_built_when_they_are_seen(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        rows = Lazy(10_000)
        app.rows.set_rows(rows)
        await settled(app, pilot, until)
        assert app.rows.rows is rows
        assert set(rows.built) == set(range(5))
        app.rows.action_last()
        assert app.lines()[-1] == "▌  item 9999"
        assert set(rows.built) == {*range(5), *range(9_995, 10_000)}
        assert len(rows.built) == 10


async def test_others_in_their_place_are_built_around_the_cursor_only(
    app: Bench, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(Lazy(10_000))
        app.rows.move_cursor(5_000)
        await settled(app, pilot, until)
        fresh = Lazy(10_000)
        with repaints(app.rows, monkeypatch) as asked:
            app.rows.set_rows(fresh)
        assert asked == []
        assert app.rows.cursor == 5_000
        assert set(fresh.built) == set(app.rows.visible_indices)


async def test_a_row_that_went_far_away_is_found_by_the_index_of_the_sequence(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(items("item 9000", "b"))
        await settled(app, pilot, until)
        rows = Lazy(10_000)
        app.rows.set_rows(rows)
        assert app.rows.cursor == 9_000
        await settled(app, pilot, until)
        assert app.lines()[-1] == "▌  item 9000"
        assert len(set(rows.built)) <= 20
