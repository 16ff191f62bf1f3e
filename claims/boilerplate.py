"""Words that stand in an article but are not of it: prompts, credits, bylines, cookie notices, wire-service lines.

The patterns describe what such lines do: ask the reader for something, name who made the page, state its terms. They
are matched against one sentence or one short line, with ``_`` for white space.
"""

import re

#: longer lines are prose, whatever words they hold (characters)
_LONGEST = 600


def _pattern(*alternatives: str) -> re.Pattern[str]:
    joined = "|".join(alternatives).replace("_", r"\s+")
    return re.compile(joined, re.IGNORECASE)


_CHANNELS = (
    r"newsletters?|inbox|subscri\w+|account|app|podcast|facebook|twitter|instagram|youtube|whatsapp|telegram|linkedin"
    r"|tiktok|updates|alerts|channel|website|e-?mail"
)
_PROMPT = _pattern(
    r"^(?:please_)?(?:refresh|reload)\b.{0,40}$",
    r"\bplease_(?:refresh|check_back|subscribe|sign_(?:up|in)|log_in|enable_java\s?script|share|support_us|donate|"
    r"e-?mail_us|contact_us)\b",
    r"^(?:this|it)_is_(?:a_)?(?:breaking_news(?:_story)?|(?:a_)?developing_story)\b",
    r"\b(?:breaking|developing)_(?:news_)?story\b.{0,60}\b(?:updat|refresh|check_back)",
    r"\b(?:check_back|stay_tuned)_(?:soon|later|here|for)\b",
    r"\bthis_(?:story|article|page|post|report|piece)_(?:has_been|was|is_being|will_be)_(?:\w+_)?"
    r"(?:updated|corrected|edited|published|republished|translated|produced|amended|reviewed)\b",
    r"^(?:sign_up|subscribe|register|log_in|sign_in|click|tap|read|watch|listen|follow|download|share|join|donate|"
    r"support|get|see|view|visit|explore|discover|learn|find_out|don[’']t_miss|like)\b"
    rf".{{0,120}}\b(?:{_CHANNELS})\b[^.]{{0,40}}[.!:]?$",
    r"^(?:sign_up|subscribe|register|click|tap|donate|apply)_(?:here|now|today)\b",
    r"^(?:read|see|watch|listen|related|also)\s*(?:more|next|also|now|live|stories|articles|coverage|content)?\s*:",
    r"^(?:advertisement|advertising|sponsored(?:_content)?|story_continues_below|continue_reading|skip_(?:to|past)|"
    r"most_read|trending|recommended|share_this|print_this|comments?)\b.{0,60}$",
    r"^(?:e-?mail|call|text|write_to|contact|ring)\b.{0,60}(?:@|\bour_(?:newsroom|news_desk|reporters?|team)\b)",
    r"\bour_(?:free_|daily_|weekly_|morning_)*newsletters?\b",
    r"\b(?:delivered|straight|sent|right)_to_your_inbox\b",
    r"^(?:want|looking_for|got|have)\b.{0,60}\b(?:newsletter|tip|news_tip)\b.{0,60}\?",
)
_NOTICE = _pattern(
    r"\b(?:we|this_(?:site|website|page))_(?:and_our_partners_)?uses?_cookies\b",
    r"\bcookie_(?:policy|settings|notice|preferences)\b",
    r"\b(?:our|the|see|read)_(?:\w+_){0,2}(?:privacy_policy|terms_of_(?:use|service)|terms_and_conditions)\b",
    r"\ball_rights_reserved\b",
    r"(?:^|\s)(?:©|\(c\)\s|copyright_(?:©|\(c\)|\d{4}))",
    r"\bmay_not_be_(?:published|reproduced|broadcast|redistributed|rewritten)\b",
    r"\baffiliate_(?:links?|commission)\b",
)
# Who did not answer a reporter has nothing to check.
_SILENCE = _pattern(
    r"^[^,;“\"]{0,120}\b(?:declined|refused)_to_(?:\w+_)?comment\b[^,;]{0,60}$",
    r"^[^,;“\"]{0,120}\b(?:did|has|have)_not_(?:\w+_)?(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|answer(?:ed)?)\b.{0,60}"
    r"\b(?:comment|calls?|e-?mails?|messages?|interview)\b[^,;]{0,40}$",
)
# A byline is told by its capitals, so these mind them where they say so: (?-i:...).
_NAME = r"(?-i:[A-Z])[\w.’'-]+"
_CREDIT = _pattern(
    r"^\W*(?:photo(?:graph)?s?|image|picture|video|graphic|illustration|source|credits?|caption|file_photo|chart|"
    r"editing|reporting|additional_reporting|writing|edited|compiled|produced|written|reported|translated|courtesy)\b"
    r"(?:_(?:credit|source|courtesy|link|of))*\s*(?::|/|\bby_(?-i:[A-Z])|\bcourtesy)",
    r"\bcontributed_(?:additional_)?reporting\b",
    r"\bcontributed_to_this_(?:report|story|article|piece|dispatch)\b",
    r"(?:^|[(|;—–-])\W*(?:reporting|writing|editing|edited|compiled)_by_(?-i:[A-Z])[^.]{0,120}[.)]?$",
    r"\b(?:getty_images|afp_via|ap_photo|reuters\s*/|shutterstock|file_photo)\b.{0,40}$",
    rf"^\W*by_(?:{_NAME}\s*,?\s*(?:and_)?){{1,8}}(?:[|•·].*)?(?<!\.)$",
    r"^\W*(?:published|updated|posted|last_(?:updated|modified)|first_published)\b\s*"
    r"(?::|on\b|at\b|\d|(?-i:[A-Z][a-z]{2,8}\.?)_\d)",
    r"^\W*\d+_min(?:ute)?s?_read\W*$",
    r"^\W*follow_(?:him|her|them|us|me)\b",
    r"^\W*[\w.+-]+@[\w-]+\.[\w.]+\W*$",
    r"^\W*(?:https?://|www\.)\S+\W*$",
    r"\bis_a_(?:staff_writer|reporter|correspondent|columnist|contributor)_(?:for|at|with)\b.{0,80}"
    r"\b(?:covers|covering|follow|e-?mail)\b",
)


def is_boilerplate(sentence: str) -> bool:
    """Tell whether a sentence belongs to the page around an article rather than to the article."""
    line = " ".join(sentence.split())[:_LONGEST]
    words = any(character.isalnum() for character in line)
    patterns = (_PROMPT, _NOTICE, _SILENCE, _CREDIT)
    return not words or any(pattern.search(line) for pattern in patterns)


def is_credit(line: str) -> bool:
    """Tell whether a whole line, of one sentence or several, names who made the page ("By A. B. Smith")."""
    return len(line) <= _LONGEST // 3 and _CREDIT.match(" ".join(line.split())) is not None
