"""Every statistic over many bodies is known wherever one is told from the others."""

import pytest

from bot.figures.of_many import OVER
from bot.reading.many.wanted import ALLOWED
from bot.reading.phrases import OVER_GROUP
from bot.reading.readings import OVER_ALL


@pytest.mark.parametrize("operation", OVER_ALL)
def test_a_statistic_has_a_name_a_way_to_be_asked_for_and_what_may_stand_beside_it(operation):
    """A new one is missed here before it is answered as another."""
    assert operation in OVER
    assert operation in OVER_GROUP
    assert operation in ALLOWED
