"""Words that stand in an article but are not of it: prompts, credits, bylines, cookie notices, wire-service lines.

Patterns describe what such lines do (ask the reader to do something, name who made the page), over a whole sentence.
"""

import re

_PROMPTS = r"""
    ^(?:please\s+)?(?:refresh|reload)\b.{0,40}$
    | \bplease\s+(?:refresh|check\s+back|subscribe|sign\s+(?:up|in)|log\s+in|enable\s+java\s?script|share|support\s+us|donate|email\s+us|contact\s+us)\b
    | ^(?:this|it)\s+is\s+(?:a\s+)?(?:breaking\s+news(?:\s+story)?|(?:a\s+)?developing\s+story)\b
    | \b(?:this\s+is\s+a\s+)?(?:breaking|developing)\s+(?:news\s+)?story\b.{0,60}\b(?:updat|refresh|check\s+back)
    | \b(?:check\s+back|stay\s+tuned)\s+(?:soon|later|here|for)\b
    | \bthis\s+(?:story|article|page|post|report|piece)\s+(?:has\s+been|was|is\s+being|will\s+be)\s+(?:\w+\s+)?(?:updated|corrected|edited|published|republished|translated|produced|amended|reviewed)\b
    | ^(?:sign\s+up|subscribe|register|log\s+in|sign\s+in|click|tap|read|watch|listen|follow|download|share|join|donate|support|get|see|view|visit|explore|discover|learn|find\s+out|don[’']t\s+miss|like)\b.{0,120}\b(?:newsletter|newsletters|inbox|subscri\w+|here|account|app|podcast|facebook|twitter|instagram|youtube|whatsapp|telegram|linkedin|tiktok|updates|alerts|channel|website|e-?mail)\b[^.]{0,40}[.!:]?$
    | ^(?:read|see|watch|listen|related|also)\s*(?:more|next|also|now|live|stories|articles|coverage|content)?\s*:
    | ^(?:advertisement|advertising|sponsored(?:\s+content)?|story\s+continues\s+below|continue\s+reading|skip\s+(?:to|past)|most\s+read|trending|recommended|share\s+this|print\s+this|comments?)\b.{0,60}$
    | \bour\s+(?:free\s+|daily\s+|weekly\s+|morning\s+)*newsletters?\b
    | \b(?:delivered|straight|sent|right)\s+to\s+your\s+inbox\b
    | ^(?:want|looking\s+for|got|have)\b.{0,60}\b(?:newsletter|tip|news\s+tip|story)\b.{0,60}\?
"""
_NOTICES = r"""
    \b(?:we|this\s+(?:site|website|page))\s+(?:and\s+our\s+partners\s+)?uses?\s+cookies\b
    | \bcookie\s+(?:policy|settings|notice|preferences)\b
    | \b(?:privacy\s+policy|terms\s+of\s+(?:use|service)|terms\s+and\s+conditions)\b
    | \ball\s+rights\s+reserved\b
    | (?:^|\s)(?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{4}))
    | \b(?:may\s+not\s+be|is\s+not\s+to\s+be)\s+(?:published|reproduced|broadcast|redistributed|rewritten)\b
    | \baffiliate\s+(?:links?|commission)\b
    | ^(?:enable|turn\s+on)\s+java\s?script
"""
_CREDITS = r"""
    ^\W*(?:photo(?:graph)?s?|image|picture|video|graphic|illustration|source|credit|credits|caption|file\s+photo|data|chart|courtesy|via|editing|reporting|additional\s+reporting|writing|edited|compiled|produced|written|reported|translated)\b(?:\s+(?:credit|source|courtesy|link|by|of))*\s*(?::|/|\bby\s+[A-Z]|\bcourtesy)
    | \b(?:contributed|contributed\s+reporting)\s+to\s+this\s+(?:report|story|article|piece|dispatch)\b
    | \bcontributed\s+(?:additional\s+)?reporting\b
    | \b(?:reporting|writing|editing|additional\s+reporting|edited|compiled)\s+by\s+[A-Z][^.]{0,120}[.)]?$
    | \bthe\s+associated\s+press\s+contributed\b
    | \b(?:getty\s+images|afp\s+via|ap\s+photo|reuters\s*/|shutterstock|file\s+photo)\b.{0,40}$
    | ^\W*by\s+(?:[A-Z][\w.’'-]+\s*,?\s*(?:and\s+)?){1,8}(?:[|•·].*)?(?<!\.)$
    | ^\W*(?:published|updated|posted|last\s+(?:updated|modified)|first\s+published)\b\s*(?::|on\b|at\b|\d|[A-Z][a-z]{2,8}\.?\s+\d)
    | ^\W*\d+\s+min(?:ute)?s?\s+read\W*$
    | ^\W*follow\s+(?:him|her|them|us|me)\b
    | ^\W*[\w.+-]+@[\w-]+\.[\w.]+\W*$
    | ^\W*(?:https?://|www\.)\S+\W*$
    | \bis\s+a\s+(?:staff\s+writer|reporter|correspondent|columnist|contributor|freelance\s+\w+)\s+(?:for|at|with|based)\b.{0,80}\b(?:covers|covering|follow|e-?mail)\b
"""

_BOILERPLATE = re.compile(f"(?:{_PROMPTS})|(?:{_NOTICES})", re.VERBOSE | re.IGNORECASE)
# A byline is told by its capitals, so these patterns mind them except where they say otherwise.
_CREDIT = re.compile(
    _CREDITS.replace("[A-Z]", "(?-i:[A-Z])").replace("[a-z]", "(?-i:[a-z])"), re.VERBOSE | re.IGNORECASE
)


def is_boilerplate(sentence: str) -> bool:
    """Tell whether a sentence or line belongs to the page around an article rather than to the article."""
    line = " ".join(sentence.split())[:600]
    return not any(character.isalnum() for character in line) or bool(_BOILERPLATE.search(line) or _CREDIT.search(line))
