"""The table of units against a library that knows them all."""

import pint
import pytest

from factdesk.verdicts.units import CURRENCIES, PERIODS, UNITS, Unit, powered

REGISTRY = pint.UnitRegistry()
BASES = {
    "length": "metre",
    "area": "metre ** 2",
    "volume": "metre ** 3",
    "mass": "kilogram",
    "time": "second",
    "power": "watt",
    "energy": "joule",
    "speed": "metre / second",
    "data": "byte",
}


@pytest.mark.parametrize("unit", sorted(set(UNITS.values()), key=lambda unit: unit.name), ids=lambda unit: unit.name)
def test_each_unit_has_the_size_that_pint_gives_it(unit: Unit) -> None:
    known = "10 * year" if unit.name == "decade" else unit.name  # pint's decade is a ratio of frequencies
    assert REGISTRY(known).to(BASES[unit.dimension]).magnitude == pytest.approx(unit.factor, rel=1e-6)


def test_periods_of_rates_have_the_sizes_of_their_units() -> None:
    for name, seconds in PERIODS.items():
        if name != "annum":
            assert seconds == UNITS[name].factor


def test_a_squared_length_is_an_area() -> None:
    acre = powered(UNITS["foot"], 2)
    assert acre is not None
    assert acre.dimension == "area"
    assert 43_560 * acre.factor == pytest.approx(UNITS["acre"].factor, rel=1e-5)


def test_only_lengths_have_powers() -> None:
    assert powered(UNITS["hour"], 2) is None


def test_each_currency_is_a_dimension_of_its_own() -> None:
    assert CURRENCIES["$"].dimension != CURRENCIES["€"].dimension
    assert CURRENCIES["cents"].dimension == CURRENCIES["dollars"].dimension
