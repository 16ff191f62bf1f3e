"""Countries by their adjectives: what German exports do is done by Germany's.

The two say the same of a country's economy or people, and not of a firm of the country's: so equal values confirm each
other through them, and unequal ones do not contradict.
"""

from factdesk.verdicts.subjects import Subject, word_class

#: each line the names of one country as a text may have them, its adjective among them
_NAMES = """
    afghanistan afghan
    algeria algerian
    america american us usa
    argentina argentine argentinian
    australia australian
    austria austrian
    bangladesh bangladeshi
    belarus belarusian
    belgium belgian
    bolivia bolivian
    brazil brazilian
    britain british uk gb
    bulgaria bulgarian
    cambodia cambodian
    canada canadian
    chile chilean
    china chinese
    colombia colombian
    croatia croatian
    cuba cuban
    cyprus cypriot
    czechia czech
    denmark danish
    ecuador ecuadorian
    egypt egyptian
    england english
    estonia estonian
    ethiopia ethiopian
    europe european
    finland finnish
    france french
    germany german
    ghana ghanaian
    greece greek
    haiti haitian
    hungary hungarian
    iceland icelandic
    india indian
    indonesia indonesian
    iran iranian
    iraq iraqi
    ireland irish
    israel israeli
    italy italian
    japan japanese
    jordan jordanian
    kazakhstan kazakh
    kenya kenyan
    korea korean
    kuwait kuwaiti
    latvia latvian
    lebanon lebanese
    libya libyan
    lithuania lithuanian
    malaysia malaysian
    mexico mexican
    morocco moroccan
    myanmar burmese
    nepal nepali nepalese
    netherlands dutch
    nigeria nigerian
    norway norwegian
    pakistan pakistani
    palestine palestinian
    peru peruvian
    philippines philippine filipino
    poland polish
    portugal portuguese
    qatar qatari
    romania romanian
    russia russian
    scotland scottish
    senegal senegalese
    serbia serbian
    singapore singaporean
    slovakia slovak
    slovenia slovenian
    somalia somali
    spain spanish
    sudan sudanese
    sweden swedish
    switzerland swiss
    syria syrian
    taiwan taiwanese
    thailand thai
    tunisia tunisian
    turkey turkish
    uganda ugandan
    ukraine ukrainian
    venezuela venezuelan
    vietnam vietnamese
    wales welsh
    yemen yemeni
    zimbabwe zimbabwean
""".strip().splitlines()


def _forms() -> dict[str, frozenset[str]]:
    lines = [frozenset(map(word_class, line.split())) for line in _NAMES]
    return {word: line for line in lines for word in line}


_FORMS = _forms()
_NONE = frozenset[str]()
#: every word by which a country is named
COUNTRIES = frozenset(_FORMS)


def told_by_adjective(names: frozenset[str], other: Subject) -> frozenset[str]:
    """Return the names of countries that another text has in another form: "German" for "Germany"."""
    return frozenset(name for name in names - other.words if not _FORMS.get(name, _NONE).isdisjoint(other.words))
