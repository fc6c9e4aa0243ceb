"""A conversation that has begun: it is known what plays, and that was said."""

from collections.abc import AsyncIterator

import pytest

from tests.plain.talking import Talk


@pytest.fixture
async def talk() -> AsyncIterator[Talk]:
    talk = Talk()
    async with talk.driver.http:
        await talk.driver.run(1.0)
        yield talk
        for task in talk.conversation.background:
            task.cancel()
