"""Units and currencies by name, each with its dimension and its size in that dimension's base unit.

A table and not pint at run time: importing pint and building its registry takes 0.6 s and 1 ms a lookup, and news uses
some sixty names. A test holds every factor here against pint's.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number is measured in. Two numbers are comparable only in one dimension; money has one per currency."""

    name: str
    dimension: str
    factor: float = 1.0
    #: what it may be of as well: "kroner" are Danish or Norwegian ones
    also: frozenset[str] = frozenset()

    def comparable(self, other: "Unit") -> bool:
        """May two numbers in these be held against each other?"""
        return self.dimension == other.dimension or other.dimension in self.also or self.dimension in other.also


COUNT = Unit("", "count")
PERCENT = Unit("percent", "share", 0.01)
POINTS = Unit("percentage points", "points", 1.0)
SHARE = Unit("share", "share", 1.0)
TIMES = Unit("times", "ratio", 1.0)

_NAMES: dict[str, tuple[str, float, str]] = {
    # dimension, factor to the base unit, the names
    "metre": ("length", 1.0, "metre metres meter meters"),
    "kilometre": ("length", 1e3, "kilometre kilometres kilometer kilometers km kms"),
    "centimetre": ("length", 1e-2, "centimetre centimetres centimeter centimeters cm"),
    "millimetre": ("length", 1e-3, "millimetre millimetres millimeter millimeters mm"),
    "mile": ("length", 1609.344, "mile miles mi"),
    "yard": ("length", 0.9144, "yard yards yd yds"),
    "foot": ("length", 0.3048, "foot feet ft"),
    "inch": ("length", 0.0254, "inch inches"),
    "nautical_mile": ("length", 1852.0, "nmi"),
    "hectare": ("area", 1e4, "hectare hectares ha"),
    "acre": ("area", 4046.8726098742523, "acre acres"),
    "litre": ("volume", 1e-3, "litre litres liter liters"),
    "megalitre": ("volume", 1e3, "megalitre megalitres megaliter megaliters"),
    "gallon": ("volume", 3.785411784e-3, "gallon gallons"),
    "oil_barrel": ("volume", 0.158987294928, "barrel barrels bpd"),
    "kilogram": ("mass", 1.0, "kilogram kilograms kilo kilos kg kgs"),
    "gram": ("mass", 1e-3, "gram grams"),
    "milligram": ("mass", 1e-6, "milligram milligrams mg"),
    "microgram": ("mass", 1e-9, "microgram micrograms mcg µg μg"),
    # News writes "tons" for tonnes more often than for the American short ton, and seldom says which.
    "metric_ton": ("mass", 1e3, "tonne tonnes ton tons"),
    "kilometric_ton": ("mass", 1e6, "kilotonne kilotonnes kiloton kilotons"),
    "megametric_ton": ("mass", 1e9, "megatonne megatonnes megaton megatons"),
    "pound": ("mass", 0.45359237, "pound pounds lb lbs"),
    "ounce": ("mass", 0.028349523125, "ounce ounces oz"),
    "second": ("time", 1.0, "second seconds sec secs"),
    "minute": ("time", 60.0, "minute minutes min mins"),
    "hour": ("time", 3600.0, "hour hours hr hrs"),
    "day": ("time", 86400.0, "day days"),
    "week": ("time", 604800.0, "week weeks"),
    "fortnight": ("time", 1209600.0, "fortnight fortnights"),
    "month": ("time", 2629800.0, "month months"),
    "year": ("time", 31557600.0, "year years yr yrs"),
    "decade": ("time", 315576000.0, "decade decades"),
    "century": ("time", 3155760000.0, "century centuries"),
    "watt": ("power", 1.0, "watt watts"),
    "kilowatt": ("power", 1e3, "kilowatt kilowatts kw"),
    "megawatt": ("power", 1e6, "megawatt megawatts mw"),
    "gigawatt": ("power", 1e9, "gigawatt gigawatts gw"),
    "kilowatt_hour": ("energy", 3.6e6, "kwh"),
    "megawatt_hour": ("energy", 3.6e9, "mwh"),
    "gigawatt_hour": ("energy", 3.6e12, "gwh"),
    "terawatt_hour": ("energy", 3.6e15, "twh"),
    "mile_per_hour": ("speed", 0.44704, "mph"),
    "kilometer_per_hour": ("speed", 1000 / 3600, "kph kmh"),
    "knot": ("speed", 1852 / 3600, "knot knots"),
    "byte": ("data", 1.0, "byte bytes"),
    "kilobyte": ("data", 1e3, "kilobyte kilobytes kb"),
    "megabyte": ("data", 1e6, "megabyte megabytes mb"),
    "gigabyte": ("data", 1e9, "gigabyte gigabytes gb"),
    "terabyte": ("data", 1e12, "terabyte terabytes tb"),
    "petabyte": ("data", 1e15, "petabyte petabytes pb"),
    "exabyte": ("data", 1e18, "exabyte exabytes"),
}

_CURRENCIES = {
    "USD": "dollar dollars usd $ us$ buck bucks",
    "EUR": "euro euros eur €",
    "GBP": "gbp £ sterling quid",
    "JPY": "yen jpy ¥",
    "CNY": "yuan renminbi rmb cny",
    "INR": "rupee rupees inr rs ₹",
    "KRW": "won krw ₩",
    "RUB": "rouble roubles ruble rubles rub ₽",
    "TRY": "lira liras try ₺",
    "UAH": "hryvnia hryvnias uah ₴",
    "BRL": "reais brl r$",
    "ZAR": "rand zar",
    "NGN": "naira ngn ₦",
    "KES": "kes ksh kshs shilling shillings",
    "CHF": "franc francs chf",
    "SEK": "krona kronor sek",
    "NOK": "nok krone kroner",
    "MXN": "peso pesos mxn",
    "CZK": "koruna korunas koruny",
    "HUF": "forint forints",
    "RON": "lei",
    "THB": "baht",
    "IDR": "rupiah",
    "MYR": "ringgit",
    "VND": "dong",
    "AED": "dirham dirhams",
    "SAR": "riyal riyals",
    "KWD": "dinar dinars",
    "GHS": "cedi cedis",
    "ETB": "birr",
    "PLN": "zloty zlotys pln",
    "ILS": "shekel shekels ils ₪",
    "CAD": "cad c$",
    "AUD": "aud a$",
    "NZD": "nzd nz$",
    "HKD": "hkd hk$",
    "SGD": "sgd s$",
}
#: whose they are when it is said, by the name that several countries have for theirs
_NATIONAL = {
    "dollar dollars": (
        "us USD american USD canadian CAD australian AUD singapore SGD zealand NZD kong HKD taiwan TWD jamaican JMD "
        "bahamian BSD liberian LRD namibian NAD"
    ),
    "pound pounds": "british GBP egyptian EGP lebanese LBP syrian SYP sudanese SDG",
    "krone kroner": "danish DKK norwegian NOK",
    "krona kronor kronur": "swedish SEK icelandic ISK",
    "franc francs": "swiss CHF cfa XAF congolese CDF rwandan RWF",
    "peso pesos": "mexican MXN argentine ARS argentinian ARS chilean CLP colombian COP philippine PHP uruguayan UYU",
    "rupee rupees": "indian INR pakistani PKR lankan LKR nepalese NPR mauritian MUR",
    "shilling shillings": "kenyan KES ugandan UGX tanzanian TZS somali SOS",
    "dinar dinars": "kuwaiti KWD iraqi IQD jordanian JOD serbian RSD algerian DZD tunisian TND libyan LYD bahraini BHD",
    "dirham dirhams": "emirati AED uae AED moroccan MAD",
    "riyal riyals rial rials": "saudi SAR qatari QAR omani OMR iranian IRR yemeni YER",
    "lira liras": "turkish TRY syrian SYP lebanese LBP",
    "rouble roubles ruble rubles": "russian RUB belarusian BYN",
    "won": "korean KRW",
    "yuan": "chinese CNY",
    "yen": "japanese JPY",
}
#: ISO 4217, but for the codes that are words of English in capitals or the names of conferences (ALL, TOP, CUP, COP)
_CODES = """
    AED AFN AMD AOA ARS AUD AWG AZN BBD BDT BGN BHD BIF BMD BND BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNH CNY CRC CVE
    CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD
    JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LBP LKR LRD LSL LYD MDL MGA MKD MMK MNT MRU MUR MVR MWK MXN MYR MZN NAD NGN
    NIO NOK NPR NZD OMR PAB PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SRD SSP STN SVC
    SYP SZL THB TJS TMT TND TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW
"""
_CENTS = {"cent": "USD", "cents": "USD", "pence": "GBP", "penny": "GBP"}

#: units by any of their names, lower-case; "m" and "pounds" need their neighbours and are read in quantities
UNITS: dict[str, Unit] = {
    spelling: Unit(name, dimension, factor)
    for name, (dimension, factor, spellings) in _NAMES.items()
    for spelling in spellings.split()
}
#: how a unit's name is written for one and for several: the first two spellings, or what these are
SPOKEN: dict[str, tuple[str, str]] = {
    name: (spellings.split()[0], spellings.split()[1]) for name, (_, _, spellings) in _NAMES.items() if " " in spellings
} | {
    "nautical_mile": ("nautical mile", "nautical miles"),
    "kilowatt_hour": ("kilowatt hour", "kilowatt hours"),
    "megawatt_hour": ("megawatt hour", "megawatt hours"),
    "gigawatt_hour": ("gigawatt hour", "gigawatt hours"),
    "terawatt_hour": ("terawatt hour", "terawatt hours"),
    "mile_per_hour": ("mile per hour", "miles per hour"),
    "kilometer_per_hour": ("kilometre per hour", "kilometres per hour"),
}
CODES: dict[str, Unit] = {code: Unit(code, f"money {code}") for code in _CODES.split()}
CODES["RMB"] = CODES["CNY"]
#: the currency of a country, by its adjective and the currency's name: ("danish", "kroner")
NATIONAL: dict[tuple[str, str], Unit] = {
    (country, name): Unit(code, f"money {code}")
    for names, members in _NATIONAL.items()
    for country, code in zip(members.split()[::2], members.split()[1::2], strict=True)
    for name in names.split()
}


def _shared(spelling: str) -> frozenset[str]:
    """Return what a currency's name may mean when no country stands before it; dollars are American."""
    if spelling in ("dollar", "dollars"):
        return frozenset()
    return frozenset(unit.dimension for (_, name), unit in NATIONAL.items() if name == spelling)


def _in_cents(spelling: str) -> frozenset[str]:
    """Return what cents may be of as well, where nothing says whose they are."""
    codes = ("EUR", "AUD", "CAD", "NZD", "SGD", "ZAR") if spelling in ("cent", "cents") else ()
    return frozenset(f"money {code}" for code in codes)


CURRENCIES: dict[str, Unit] = {
    spelling: Unit(code, f"money {code}", also=_shared(spelling))
    for code, spellings in _CURRENCIES.items()
    for spelling in spellings.split()
}
CURRENCIES |= {word: Unit(code, f"money {code}", 0.01, also=_in_cents(word)) for word, code in _CENTS.items()}
#: spellings that are currencies only after a number and, alone, words of English
AMBIGUOUS_CURRENCIES = frozenset({"won", "try", "rand", "rub", "cad", "cent"})

#: the time a rate is given for, by the word after "per", "a" or "each", and the adverbs that say the same
PERIODS = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0, "month": 2629800.0}
PERIODS |= {"year": 31557600.0, "annum": 31557600.0}
ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year", "hourly": "hour"}


def powered(unit: Unit, power: int) -> Unit | None:
    """Return a length squared (area) or cubed (volume), or None for any other unit."""
    if unit.dimension != "length":
        return None
    return Unit(
        f"{'square' if power == 2 else 'cubic'} {unit.name}", "area" if power == 2 else "volume", unit.factor**power
    )
