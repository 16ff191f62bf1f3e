"""The longer word lists that claims are found with, in one place."""

from typing import Literal


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


#: titles and first names that "he" and "she" go with; the commonest given names of the English-speaking world
HE = words(
    """mr mr. sir lord king prince father brother son husband chairman spokesman congressman businessman
    james john robert michael william david richard joseph thomas charles donald daniel matthew anthony mark paul
    steven andrew kenneth george joshua kevin brian edward ronald timothy jason jeffrey ryan jacob gary nicholas eric
    jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis
    jerry peter henry howard joe barack vladimir emmanuel boris mike bill tom jim bob steve dan tim ben ted"""
)
SHE = words(
    """mrs mrs. ms ms. miss lady queen princess mother sister daughter wife chairwoman spokeswoman congresswoman
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley
    kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy
    angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet maria
    catherine heather diane julie joyce victoria ruth kelly christina melania hillary theresa ursula kamala"""
)
#: what stands before a name and is not part of it
HONORIFICS = words("mr mr. mrs mrs. ms ms. miss sir dr dr. sen. rep. gov.")
TITLES = words(
    """president chancellor premier minister secretary senator governor mayor chairman chairwoman chair director judge
    justice king queen prince princess pope general admiral captain colonel sheriff chief commissioner ambassador
    professor doctor archbishop bishop rabbi imam spokesman spokeswoman representative congressman congresswoman leader
    coach"""
)
#: nouns for a person
PERSONS = TITLES | words(
    """man woman boy girl suspect victim lawyer attorney official driver officer author actor actress singer player
    researcher scientist teacher student worker farmer soldier lawmaker writer reporter journalist owner founder ceo
    candidate politician economist analyst expert critic activist prosecutor defendant historian teenager
    policeman firefighter nurse patient manager executive mother father son daughter brother sister wife husband
    councillor athlete runner sprinter swimmer cyclist golfer boxer striker midfielder defender goalkeeper
    pitcher quarterback champion pensioner prefect solicitor barrister surgeon bishop skipper sergeant detective
    inspector superintendent volunteer vice-president vice-chairman vice-chair
    adviser advisor aide deputy assistant envoy diplomat negotiator consultant photographer broadcaster presenter dancer
    painter composer poet novelist sculptor architect engineer pilot sailor fisherman builder bricklayer carpenter baker
    butcher shopkeeper beekeeper clerk accountant banker investor trader billionaire heir neighbour neighbor friend
    tenant landlord plaintiff juror inmate prisoner fugitive gunman attacker robber thief burglar hacker hostage
    survivor refugee migrant passenger pedestrian motorist climber hiker diver surfer lifeguard paramedic midwife
    dentist vet pharmacist psychologist cardiologist biologist chemist physicist astronomer geologist meteorologist
    epidemiologist mathematician philosopher archaeologist librarian curator lecturer tutor pupil trainee apprentice
    intern recruit veteran lieutenant corporal constable ranger guard teenager"""
)
#: nouns for a place
PLACES = words(
    """place city town village hamlet suburb capital district borough county province state region country nation island
    islands archipelago peninsula republic kingdom territory colony area neighbourhood neighborhood quarter part centre
    center hub port harbour harbor resort seat home base site stronghold heartland battleground enclave outpost
    settlement community municipality commune parish ward constituency valley mountain mountains hill river lake sea bay
    gulf strait coast desert forest park reserve ocean continent street square road plain metropolis destination
    birthplace hometown spot corner stretch zone location market crossing"""
)
#: what is built or lies somewhere, and bears its kind in its name: "Riverside Arena", "the Calder Dam"
SITES = words(
    """bridge dam airport station stadium arena tower tunnel canal castle cathedral church mosque temple palace prison
    library theatre theater cinema hotel mill plant refinery reactor mine quarry lighthouse zoo pier dock harbour harbor
    viaduct motorway expressway line river lake strait glacier volcano reservoir hospital museum mall"""
)
#: and in front of it: "Lake Chad", "Storm Lorcan"
CALLED_BY_KIND = words("lake river mount mountain storm hurricane typhoon cyclone cape fort camp")
#: nouns for a firm
FIRMS = words(
    """company firm group business retailer airline bank lender insurer carmaker automaker manufacturer drugmaker
    chipmaker operator brewer miner startup supermarket chain"""
)
#: verbs that tell of things more often than of those who do things
OF_THINGS = words(
    "be cost last cover contain stretch measure weigh span comprise consist house seat expire open begin start"
)
#: verbs of what is done to places
BUILDING = words(
    "build rebuild construct open reopen close found renovate refurbish restore enlarge expand demolish raze move"
)
#: verbs of what is done to somebody or something, which have an object or are passive
DONE_TO = words(
    """wrap place install rename remove replace rebuild repair restore store equip deliver distribute auction seize
    confiscate destroy demolish dismantle transport airlift hospitalise hospitalize injure wound rape torture handcuff
    blindfold arrest detain interrogate deport extradite imprison jail sentence fine ban suspend dismiss sack release
    bury cremate publish"""
)
#: words in the names of bodies that nobody calls a company
PUBLIC_BODIES = words(
    """commission court ministry department agency council government parliament senate house congress committee
    authority administration office bureau police army navy university school college hospital party union federation
    association institute treasury reserve tribunal board embassy"""
)
#: nouns of one for several, who are "it" and "they"
BODIES = words("staff police crew team family couple pair jury committee public gang squad band crowd majority")
#: nouns for who has children: "the mother-of-two"
PARENTS: dict[str, Literal["he", "she"]] = {
    **dict.fromkeys(("mother", "mum", "mom", "grandmother"), "she"),
    **dict.fromkeys(("father", "dad", "grandfather"), "he"),
}
#: what two persons are who are named before it: "Warren and Ada Lee, a couple who"
TWO_PERSONS = words("couple pair duo brothers sisters siblings twins")
#: verbs of saying that take what was said as a clause
SAYING = words(
    """say add note write tell announce state claim report warn argue insist assert allege acknowledge admit confirm
    explain declare reveal maintain contend stress emphasize emphasise tweet post suggest estimate conclude testify
    reply respond comment remark recall mention disclose boast promise vow pledge find show indicate predict project
    repeat observe concede reiterate quip continue hear"""
)
#: what who speaks does by speaking: "... , she said, blaming the weather"
SPEAKING = SAYING | words(
    """blame cite accuse urge call thank describe refer point praise criticise criticize dismiss reject deny speak talk
    ask invoke quote compare signal hint vow pledge express voice echo"""
)
#: common English words that few other languages share
ENGLISH = words(
    """the of and to is that for with was by are have has from this not which were their been had will would they his
    her it you we at on"""
)
#: common words of German, French, Spanish, Italian, Portuguese and Dutch that are no English words
FOREIGN = words(
    """der die das und ist nicht mit den dem ein eine im auf für sich von le les des est une dans pour que qui et du au
    el los las del por con una es y il di che per sono gli della non um uma não em het een van niet voor zijn la e"""
)
#: words that say nothing of what a statement is about
EMPTY = words(
    """a an the of in on at to for by with from and or but that this these those is are was were be been has have had
    also it its their his her as said says he she they"""
)
#: words that tie a sentence to the one before and mean nothing alone
DISCOURSE = words(
    """however meanwhile moreover furthermore nevertheless nonetheless besides anyway still therefore thus hence indeed
    instead so well now then too again additionally overall similarly consequently finally"""
)
#: phrases that do the same
ASIDES = frozenset(
    {"in fact", "in addition", "for example", "for instance", "of course", "as a result", "in other words"}
    | {"on the other hand", "on the one hand", "in turn", "in conclusion", "in short", "in any case", "by the way"}
)
#: participles that frame the main clause and state nothing of their own
FRAMING = words(
    """include cite accord concern regard follow give consider base compare range start begin depend note say use speak
    exclude hope ask press face combine mean adjust"""
)
#: verbs whose subject may be that something happened: "which angered many", "leaving them two days"
EFFECTS = words(
    """leave make cause force prompt allow enable draw raise give bring create trigger spark lead mean help prevent
    strand disrupt delay affect displace cap end conclude
    send push drive pull anger please surprise shock upset delight worry alarm suggest show prove reduce increase"""
)
#: irregular verbs and their past
IRREGULAR = words(
    """become:became begin:began beat:beat bind:bound bleed:bled blow:blew break:broke bring:brought
    broadcast:broadcast build:built burst:burst buy:bought cast:cast catch:caught choose:chose come:came
    cost:cost cut:cut deal:dealt dig:dug do:did draw:drew drink:drank drive:drove eat:ate fall:fell feed:fed
    feel:felt fight:fought find:found flee:fled fly:flew forbid:forbade forecast:forecast forget:forgot
    forgive:forgave freeze:froze get:got give:gave go:went grow:grew hang:hung have:had hear:heard hide:hid
    hit:hit hold:held hurt:hurt keep:kept know:knew lay:laid lead:led leave:left lend:lent let:let light:lit
    lose:lost make:made mean:meant meet:met outdo:outdid overcome:overcame overtake:overtook pay:paid put:put
    quit:quit read:read rebuild:rebuilt ride:rode ring:rang rise:rose run:ran say:said see:saw seek:sought
    sell:sold send:sent set:set shake:shook shed:shed shine:shone shoot:shot shut:shut sing:sang sink:sank
    sit:sat sleep:slept slide:slid speak:spoke spend:spent spin:spun split:split spread:spread spring:sprang
    stand:stood steal:stole stick:stuck strike:struck swear:swore sweep:swept swim:swam swing:swung take:took
    teach:taught tear:tore tell:told think:thought throw:threw thrust:thrust undergo:underwent
    understand:understood undertake:undertook undo:undid uphold:upheld upset:upset wake:woke wear:wore win:won
    withdraw:withdrew withhold:withheld withstand:withstood write:wrote"""
)
