"""Three more rounds of claims and evidence with a careful reader's outcome, each written before it was run."""

from datetime import date

import pytest

from factdesk.records import Claim, Passage
from factdesk.verdicts import compare

JUNE = date(2025, 6, 5)
NOVEMBER = date(2024, 11, 20)
Row = tuple[str, str, str] | tuple[str, str, str, date]

SPORT: list[Row] = [
    ("Arsenal beat Chelsea 4-2.", "Arsenal defeated Chelsea 4-2 at Stamford Bridge.", "agrees"),
    ("Arsenal beat Chelsea 4-2.", "Arsenal defeated Chelsea 3-1 at Stamford Bridge.", "differs"),
    ("The Lakers won by 12 points.", "The Lakers won 118-106.", "agrees"),
    ("Kipchoge finished in two hours and five minutes.", "Kipchoge finished in 125 minutes.", "agrees"),
    ("She won the 100 metres in 10.8 seconds.", "She won the 200 metres in 21.9 seconds.", "not_comparable"),
    ("Messi scored 91 goals in 2012.", "Messi scored 60 goals in 2011.", "not_comparable"),
    (
        "The striker has scored more than 30 goals this season.",
        "The striker has scored 34 goals this season.",
        "agrees",
    ),
    (
        "The striker has scored more than 30 goals this season.",
        "The striker has scored 27 goals this season.",
        "differs",
    ),
    ("He finished third in the race.", "He finished seventh in the race.", "not_comparable"),
    ("The team has won eight of its ten matches.", "The team has won 80% of its matches.", "agrees"),
]

MONEY: list[Row] = [
    ("The defence budget will rise to £59.8 billion.", "The defence budget will rise to GBP 59.8bn.", "agrees"),
    ("The defence budget will rise to £59.8 billion.", "The defence budget will rise to £49.8 billion.", "differs"),
    ("The city's budget deficit is $1.3 million.", "The city's budget deficit is $1.3 billion.", "not_comparable"),
    ("The loan is worth EUR 750m.", "The loan is worth 750 million euros.", "agrees"),
    ("The loan is worth EUR 750m.", "The loan is worth 7.5 billion euros.", "differs"),
    ("The chief executive earned ¥240 million.", "The chief executive was paid 240 million yen.", "agrees"),
    ("Minimum pay is 12.41 euros an hour.", "The minimum wage is €12.41 per hour.", "agrees"),
    ("Nurses earn $45 an hour.", "Nurses earn $31 an hour.", "differs"),
    (
        "The state allotted Rs 6,000 crore for irrigation.",
        "The state allotted 60 billion rupees for irrigation.",
        "agrees",
    ),
    (
        "The state allotted Rs 6,000 crore for irrigation.",
        "The state allotted 600 crore rupees for irrigation.",
        "differs",
    ),
    ("The village has 1.5 lakh voters.", "The village has 150,000 voters.", "agrees"),
    ("Rent averages $1,900 a month.", "Rent averages $22,800 a year.", "agrees"),
    ("Spending per pupil was $14,000 in 2021.", "In 2021, the state spent $14,010 per pupil.", "agrees"),
    ("Spending per pupil was $14,000 in 2021.", "In 2021, the state spent $8.4 billion on schools.", "not_comparable"),
    ("The firm lost nearly half its value.", "The firm lost 48% of its value.", "agrees"),
    ("The firm lost nearly half its value.", "The firm lost 21% of its value.", "differs"),
    ("The painting sold for a record $195 million.", "The painting sold for $195.04 million.", "agrees"),
    ("The company reported a loss of $40 million.", "The company reported a profit of $40 million.", "not_comparable"),
]

HEALTH: list[Row] = [
    ("As many as 200 people fell ill at the camp.", "At the camp 143 people fell ill.", "agrees"),
    ("As many as 200 people fell ill at the camp.", "At the camp 350 people fell ill.", "differs"),
    (
        "The outbreak has infected 3,200 people.",
        "A total of 3,187 people have been infected in the outbreak.",
        "agrees",
    ),
    ("The outbreak has infected 3,200 people.", "A total of 870 people have been infected in the outbreak.", "differs"),
    ("The outbreak has killed 320 people.", "The outbreak has infected 3,200 people.", "not_comparable"),
    ("About one in eight women develops breast cancer.", "Some 12.9% of women develop breast cancer.", "agrees"),
    ("About one in eight women develops breast cancer.", "Some 3% of women develop breast cancer.", "differs"),
    ("The homicide rate is 5.5 per 100,000 people.", "The homicide rate is 5.5 per 100,000 inhabitants.", "agrees"),
    ("The homicide rate is 5.5 per 100,000 people.", "The homicide rate is 9.1 per 100,000 inhabitants.", "differs"),
    ("Life expectancy fell from 78.8 to 76.4 years.", "Life expectancy fell by 2.4 years.", "agrees"),
    ("Vaccination coverage rose from 61% to 84%.", "Vaccination coverage rose by 23 percentage points.", "agrees"),
    ("A third of patients recovered within a week.", "Of 900 patients, 297 recovered within a week.", "agrees"),
    ("A third of patients recovered within a week.", "Of 900 patients, 610 recovered within a week.", "differs"),
    ("Hospital admissions doubled.", "Hospital admissions rose from 410 to 826.", "agrees"),
    ("Hospital admissions doubled.", "Hospital admissions rose from 410 to 455.", "differs"),
    ("The vaccine is given in two doses.", "The trial enrolled two thousand volunteers.", "not_comparable"),
]

ELECTION: list[Row] = [
    ("The Greens won 12.5% of the vote.", "The Greens took 12.5 percent of votes.", "agrees"),
    ("The Greens won 12.5% of the vote.", "The Liberals won 31% of the vote.", "not_comparable"),
    ("The bill passed by a margin of 17 votes.", "The bill passed 217-200.", "agrees"),
    ("Turnout fell by eight percentage points.", "Turnout fell from 68% to 60%.", "agrees"),
    ("Turnout fell by eight percent.", "Turnout fell from 68% to 60%.", "differs"),
    ("The party holds 34 of the 150 seats.", "The party holds 34 of 150 seats in the chamber.", "agrees"),
    ("The party holds a majority of the seats.", "The party holds 34 of 150 seats.", "not_comparable"),
    ("District 9 elected a Republican.", "District 9 has 760,000 residents.", "not_comparable"),
    ("Two-thirds of senators backed the motion.", "The motion was backed by 66 of 100 senators.", "agrees"),
    ("Fewer than four in ten voters trust the court.", "Some 36% of voters trust the court.", "agrees"),
    ("Fewer than four in ten voters trust the court.", "Some 55% of voters trust the court.", "differs"),
]

CLIMATE: list[Row] = [
    ("Temperatures fell to minus 12 degrees Celsius.", "Temperatures fell to -12°C.", "agrees"),
    ("Temperatures fell to minus 12 degrees Celsius.", "Temperatures fell to -3°C.", "differs"),
    ("The city recorded 49.6C.", "The city recorded 121.3 degrees Fahrenheit.", "agrees"),
    (
        "Global temperatures have risen by 1.2 degrees Celsius.",
        "Global temperatures have risen by 2.2 degrees Fahrenheit.",
        "agrees",
    ),
    ("Emissions fell 3.1% in 2023.", "Emissions rose 3.1% in 2023.", "differs"),
    ("The glacier retreated 30 metres a year.", "The glacier retreated 300 metres in ten years.", "agrees"),
    ("Wind speeds reached 150 mph.", "Wind speeds reached 241 kilometres per hour.", "agrees"),
    ("Wind speeds reached 150 mph.", "Wind speeds reached 150 km/h.", "differs"),
    ("The wildfire burned 50,000 hectares.", "The wildfire burned about 124,000 acres.", "agrees"),
    ("The wildfire burned 50,000 hectares.", "The wildfire burned 50,000 acres.", "differs"),
    (
        "The sea rose by 20 centimetres between 1900 and 2000.",
        "The sea rose by 8 inches between 1900 and 2000.",
        "agrees",
    ),
    (
        "The plant emits 2.5 million tonnes of carbon dioxide a year.",
        "The plant emits 900,000 tonnes of methane a year.",
        "not_comparable",
    ),
    ("Solar provides 6% of electricity.", "Wind provides 24% of electricity.", "not_comparable"),
]

PRICES: list[Row] = [
    ("The price of eggs more than doubled.", "The price of eggs rose from $2.10 to $4.90 a dozen.", "agrees"),
    ("The price of eggs more than doubled.", "The price of eggs rose from $2.10 to $3.10 a dozen.", "differs"),
    (
        "The central bank raised rates by 75 basis points.",
        "The central bank raised rates by 0.75 percentage points.",
        "agrees",
    ),
    (
        "The central bank raised rates by 75 basis points.",
        "The central bank raised rates by a quarter point.",
        "differs",
    ),
    ("Inflation slowed to 2.9 percent from 3.4 percent.", "Inflation slowed to 2.9%.", "agrees"),
    ("Shares fell 4%.", "Shares fell $4.", "not_comparable"),
    ("Oil traded at $71 a barrel.", "Oil traded at $71.20 per barrel.", "agrees"),
    ("Bread costs 30% more than a year ago.", "Bread costs 8% more than a year ago.", "differs"),
    ("House prices have fallen by a tenth.", "House prices have fallen 9.8 percent.", "agrees"),
    ("Sales fell to 3.2 million from 4 million.", "Sales fell by 20%.", "agrees"),
    ("Sales fell to 3.2 million from 4 million.", "Sales fell by 45%.", "differs"),
    ("The index gained 300 points.", "The index gained 300 points, or 0.8 percent.", "agrees"),
    ("Core inflation was 3.2%.", "Headline inflation was 2.7%.", "not_comparable"),
]

DISTANCE: list[Row] = [
    (
        "The quake struck 15 miles south of the capital.",
        "The quake struck 24 kilometres south of the capital.",
        "agrees",
    ),
    (
        "The quake struck 15 miles south of the capital.",
        "The quake struck 90 kilometres south of the capital.",
        "differs",
    ),
    ("The island is two and a half miles wide.", "The island is 4 kilometres wide.", "agrees"),
    ("The plane flew at 35,000 feet.", "The plane flew at 10,700 metres.", "agrees"),
    ("The baby weighed 3.4 kilograms.", "The baby weighed seven and a half pounds.", "agrees"),
    ("The court is 28 metres long.", "The court is 15 metres wide.", "not_comparable"),
    ("The reactor produces 1.6 gigawatts.", "The reactor produces 1,600 megawatts.", "agrees"),
    ("The reactor produces 1.6 gigawatts.", "The reactor produces 900 megawatts.", "differs"),
]

TIME: list[Row] = [
    ("The siege lasted 872 days.", "The siege lasted nearly two and a half years.", "agrees"),
    ("The siege lasted 872 days.", "The siege lasted six weeks.", "differs"),
    ("The deal closed in Q3 2023.", "The deal closed on 14 August 2023.", "agrees"),
    ("The deal closed in Q3 2023.", "The deal closed on 14 December 2023.", "differs"),
    ("The ban began three days before the festival.", "The ban began on 9 July and the festival on 12 July.", "agrees"),
    (
        "The ban began three days before the festival.",
        "The ban began on 1 July and the festival on 12 July.",
        "differs",
    ),
    ("The hearing took place yesterday.", "The hearing took place on 4 June 2025.", "agrees", JUNE),
    ("The hearing took place yesterday.", "The hearing took place on 14 May 2025.", "differs", JUNE),
    ("The plant opened a decade ago.", "The plant opened in 2015.", "agrees", JUNE),
    ("The rules take effect next year.", "The rules take effect on 1 January 2026.", "agrees", JUNE),
    ("The rules take effect next year.", "The rules take effect on 1 July 2027.", "differs", JUNE),
    ("The convention was ratified in the late 1990s.", "The convention was ratified in 1998.", "agrees"),
    ("The convention was ratified in the late 1990s.", "The convention was ratified in 2007.", "differs"),
    ("Profit in the first quarter was $2 billion.", "Profit in the fourth quarter was $3 billion.", "not_comparable"),
    (
        "In fiscal year 2022, the agency spent $4.1 billion.",
        "In fiscal year 2019, the agency spent $3.2 billion.",
        "not_comparable",
    ),
    ("Revenue was $9.4 billion in fiscal 2023.", "Revenue was $9.4 billion in fiscal year 2023.", "agrees"),
    ("The mayor was elected in 2021.", "The mayor was 2,021 votes ahead.", "not_comparable"),
    ("The merger was announced on Wednesday.", "The merger was announced on June 4, 2025.", "agrees", JUNE),
]

TRAPS: list[Row] = [
    ("The airline flew 90 million passengers.", "The airline flew 2 million tonnes of cargo.", "not_comparable"),
    ("Burglaries rose 12% in Leeds.", "Burglaries rose 4% in Bradford.", "not_comparable"),
    ("The ministry hired 400 teachers.", "The ministry dismissed 90 teachers.", "not_comparable"),
    ("The accused is 34.", "The accused was jailed for 9 years.", "not_comparable"),
    ("Highway 101 was closed.", "Highway 1 was closed for 30 miles.", "not_comparable"),
    ("Boeing delivered 348 aircraft in 2024.", "Airbus delivered 766 aircraft in 2024.", "not_comparable"),
    ("The app has 40 million users.", "The app has 40 million daily users.", "not_comparable"),
    ("The museum owns 8,000 paintings.", "The museum owns 500 sculptures.", "not_comparable"),
    ("Canada ranks 15th.", "Canada has 15 parties.", "not_comparable"),
    ("Apple's iPhone 15 costs $799.", "Apple sold 15 million phones.", "not_comparable"),
    ("Covid-19 killed 7 million people.", "The 19 patients recovered.", "not_comparable"),
    ("The price of gas rose.", "The price of gas is $3.", "not_comparable"),
    ("By no means millions of people marched.", "Some 3,000 people marched.", "not_comparable"),
    ("The tank holds ½ million litres.", "The tank holds 500,000 litres.", "agrees"),
]

SAID: list[Row] = [
    ("The tax raised $2 billion, the minister said.", "The tax raised $2.01 billion.", "agrees"),
    ("The tax raised $2 billion, the minister said.", "The tax raised $800 million.", "differs"),
    (
        "According to the union, 12,000 workers walked out.",
        "The company said 4,000 workers walked out.",
        "not_comparable",
    ),
    ("The union said 12,000 workers walked out.", "The union said 12,000 workers had walked out.", "agrees"),
    ("Police said 40 people were arrested.", "Police arrested 40 people.", "agrees"),
    ("Police said 40 people were arrested.", "Police arrested 112 people.", "differs"),
]

WORDING: list[Row] = [
    ("Roughly a third of the workforce is foreign-born.", "Some 34% of the workforce is foreign-born.", "agrees"),
    ("Roughly a third of the workforce is foreign-born.", "Some 12% of the workforce is foreign-born.", "differs"),
    (
        "Close to 90 per cent of households have internet access.",
        "Internet access reaches 88.4 percent of households.",
        "agrees",
    ),
    (
        "Close to 90 per cent of households have internet access.",
        "Internet access reaches 61 percent of households.",
        "differs",
    ),
    ("Not quite 400 delegates attended the congress.", "The congress was attended by 388 delegates.", "agrees"),
    ("Not even 3,000 people signed the petition.", "The petition was signed by 2,750 people.", "agrees"),
    ("Not even 3,000 people signed the petition.", "The petition was signed by 18,000 people.", "differs"),
    ("The tunnel cost in excess of 4 billion francs.", "The tunnel cost 4.7 billion francs.", "agrees"),
    ("The tunnel cost in excess of 4 billion francs.", "The tunnel cost 3.1 billion francs.", "differs"),
    ("Exactly 1,000 copies were printed.", "The publisher printed 1,000 copies.", "agrees"),
    ("Exactly 1,000 copies were printed.", "The publisher printed 1,450 copies.", "differs"),
    ("The march drew anywhere from 20,000 to 30,000 people.", "The march drew 24,000 people.", "agrees"),
    ("The march drew anywhere from 20,000 to 30,000 people.", "The march drew 7,000 people.", "differs"),
    ("Only seven countries voted against the resolution.", "Seven countries voted against the resolution.", "agrees"),
    (
        "Only seven countries voted against the resolution.",
        "Nineteen countries voted against the resolution.",
        "differs",
    ),
    ("At least 60 civilians were killed in the raid.", "The raid killed 64 civilians.", "agrees"),
    ("At least 60 civilians were killed in the raid.", "The raid killed 41 civilians.", "differs"),
    ("No more than a quarter of the seats were sold.", "Some 22% of the seats were sold.", "agrees"),
    ("The wait is a maximum of 30 minutes.", "The wait is 45 minutes.", "differs"),
    ("Almost 2,000 trees were felled.", "The council felled 2,140 trees.", "imprecise"),
]

NUMERALS: list[Row] = [
    ("The grant is worth three-quarters of a million dollars.", "The grant is worth $750,000.", "agrees"),
    ("The grant is worth three-quarters of a million dollars.", "The grant is worth $250,000.", "differs"),
    ("The city has two hundred and fifty parks.", "The city has 250 parks.", "agrees"),
    ("The city has two hundred and fifty parks.", "The city has 520 parks.", "differs"),
    ("The company has a market value of $1.1tn.", "The company has a market value of $1,100 billion.", "agrees"),
    ("The zoo has nearly 3,500 animals.", "The zoo keeps 3,460 animals.", "agrees"),
    ("Some 1.2 lakh farmers were insured.", "Some 120,000 farmers were insured.", "agrees"),
    ("Some 1.2 lakh farmers were insured.", "Some 12,000 farmers were insured.", "differs"),
    ("The scheme cost ₹4,500 crore.", "The scheme cost 45 billion rupees.", "agrees"),
    ("The satellite weighs six and a half tonnes.", "The satellite weighs 6,500 kg.", "agrees"),
    ("There were 12k complaints.", "There were twelve thousand complaints.", "agrees"),
    ("The fund has €2m left.", "The fund has two million euros left.", "agrees"),
    ("The fund has €2m left.", "The fund has 900,000 euros left.", "differs"),
    ("Dozens of flights were delayed.", "Sixty-one flights were delayed.", "agrees"),
    ("Hundreds of flights were delayed.", "Thirty-one flights were delayed.", "differs"),
]

SHARES: list[Row] = [
    ("Three out of five teachers plan to quit.", "60% of teachers plan to quit.", "agrees"),
    ("Three out of five teachers plan to quit.", "Some 25% of teachers plan to quit.", "differs"),
    ("Every second pupil fails the exam.", "50 percent of pupils fail the exam.", "agrees"),
    ("A tenth of the crop was lost.", "About 10 percent of the crop was lost.", "agrees"),
    ("Women hold 40% of the board seats.", "Women hold 6 of the 15 board seats.", "agrees"),
    ("Women hold 40% of the board seats.", "Women hold 2 of the 15 board seats.", "differs"),
    ("The majority of 54% approved the plan.", "54% approved the plan.", "agrees"),
    ("One in three migrants is under 18.", "Of 4,500 migrants, 1,510 were under 18.", "agrees"),
    ("Coal makes up two fifths of the power mix.", "Coal makes up 41% of the power mix.", "agrees"),
    ("Coal makes up two fifths of the power mix.", "Coal makes up 23% of the power mix.", "differs"),
]

UNITS: list[Row] = [
    ("The reservoir holds 3 billion cubic metres.", "The reservoir holds three cubic kilometres.", "agrees"),
    ("The speed limit is 30 km/h.", "The speed limit is 30 mph.", "differs"),
    ("The lorry weighed 44 tonnes.", "The lorry weighed 44,000 kilograms.", "agrees"),
    ("The flat measures 65 square metres.", "The flat measures 700 square feet.", "agrees"),
    ("The flat measures 65 square metres.", "The flat measures 65 square feet.", "differs"),
    ("The turbine stands 260 metres tall.", "The turbine is 853 feet high.", "agrees"),
    ("Night temperatures dropped below minus 20 degrees Celsius.", "Night temperatures dropped to -24°C.", "agrees"),
    ("The lake surface froze at -5 C.", "The lake surface froze at 23 degrees Fahrenheit.", "agrees"),
    (
        "Average temperatures climbed by 2 degrees Celsius.",
        "Average temperatures climbed by 0.8 degrees Celsius.",
        "differs",
    ),
    ("The recipe needs 500 grams of flour.", "The recipe needs half a kilo of flour.", "agrees"),
    ("The download is 1.5 gigabytes.", "The download is 1,500 megabytes.", "agrees"),
    ("The trail is 12 miles long.", "The trail is 12 kilometres long.", "differs"),
    ("The plan costs £20 per person.", "The plan costs £20 a head.", "agrees"),
    ("Petrol sells at $3.40 a gallon.", "Petrol sells at $4.90 a gallon.", "differs"),
    ("The farm yields 8 tonnes per hectare.", "The farm yields 8,000 kilograms per hectare.", "agrees"),
    ("Income per capita is $65,000.", "Per capita income is $65,300.", "agrees"),
    ("Income per capita is $65,000.", "Per capita income is $41,000.", "differs"),
]

CHANGES: list[Row] = [
    ("Visitor numbers slid from 9 million to 6.3 million.", "Visitor numbers slid by 30%.", "agrees"),
    ("Visitor numbers slid from 9 million to 6.3 million.", "Visitor numbers slid by 12%.", "differs"),
    ("The premium went up by €15 a month.", "The premium went up from €60 to €75 a month.", "agrees"),
    ("The premium went up by €15 a month.", "The premium went up from €60 to €65 a month.", "differs"),
    ("Crime is down 11 percent.", "Crime fell 11%.", "agrees"),
    ("Crime is down 11 percent.", "Crime rose 11%.", "differs"),
    ("The herd shrank by half.", "The herd shrank from 1,200 to 600 animals.", "agrees"),
    ("The herd shrank by half.", "The herd shrank from 1,200 to 1,050 animals.", "differs"),
    ("Ridership more than tripled.", "Ridership rose from 2.1 million to 7 million.", "agrees"),
    ("Ridership more than tripled.", "Ridership rose from 2.1 million to 3.4 million.", "differs"),
    (
        "Deaths from overdoses are four times higher than in 1999.",
        "Deaths from overdoses are four times as high as in 1999.",
        "agrees",
    ),
    ("The yield rose 30 basis points to 4.5%.", "The yield rose 0.3 percentage points.", "agrees"),
    ("The yield rose to 4.5%.", "The yield fell to 4.1%.", "not_comparable"),
    ("Exports rose 8% while imports rose 3%.", "Imports rose 3%.", "agrees"),
    ("The pension will increase by 3.5 percent in July.", "Pensions will increase by 3.74 percent in July.", "differs"),
    ("The tax was cut from 19% to 7%.", "The tax was cut from 19% to 7%.", "agrees"),
]

SCORES: list[Row] = [
    ("Brazil won the final 3-2.", "Brazil won the final 3–2.", "agrees"),
    ("Brazil won the final 3-2.", "Brazil won the final 5-2.", "differs"),
    ("The measure failed by two votes.", "The measure failed 49-51.", "agrees"),
    ("She leads by 4 points.", "She leads by 9 points.", "differs"),
    ("The club has 61 points.", "The club has 48 points.", "differs"),
    ("The bill was adopted with 410 votes in favour.", "The bill was adopted by 410 votes to 180.", "agrees"),
]

TIMES: list[Row] = [
    ("The festival runs from 3 to 9 August.", "The festival runs from August 3 to August 9.", "agrees"),
    ("The festival runs from 3 to 9 August.", "The festival runs from 10 to 16 August.", "differs"),
    ("The bank was founded in the 19th century.", "The bank was founded in 1871.", "agrees"),
    ("The bank was founded in the 19th century.", "The bank was founded in 1923.", "differs"),
    ("The satellite was launched last Friday.", "The satellite was launched on 15 November 2024.", "agrees", NOVEMBER),
    ("The satellite was launched last Friday.", "The satellite was launched on 1 November 2024.", "differs", NOVEMBER),
    ("The trial will begin next month.", "The trial will begin on 9 December 2024.", "agrees", NOVEMBER),
    ("The museum reopened this spring.", "The museum reopened in April 2025.", "agrees", JUNE),
    ("The flight lasts seven hours.", "The flight lasts 420 minutes.", "agrees"),
    ("The flight lasts seven hours.", "The flight lasts 11 hours.", "differs"),
    ("The sentence was 18 months in prison.", "The sentence was a year and a half in prison.", "agrees"),
    ("The curfew starts at 9 p.m.", "The curfew has been in force for 9 days.", "not_comparable"),
    ("Revenue in Q2 2024 was $40 billion.", "Revenue in the second quarter of 2024 was $40.1 billion.", "agrees"),
    ("Revenue in Q2 2024 was $40 billion.", "Revenue in Q2 2024 was $31 billion.", "differs"),
    ("Revenue in Q2 2024 was $40 billion.", "Revenue in Q1 2024 was $31 billion.", "not_comparable"),
    ("The dam broke in the early hours of 6 June 2023.", "The dam broke on 6 June 2023.", "agrees"),
    ("The company was founded three decades ago.", "The company was founded in 1995.", "agrees", JUNE),
]

GATES: list[Row] = [
    ("Peru produced 2.7 million tonnes of copper.", "Chile produced 5.3 million tonnes of copper.", "not_comparable"),
    ("The senator raised $12 million.", "The governor raised $30 million.", "not_comparable"),
    ("The hospital has 400 nurses.", "The hospital has 120 doctors.", "not_comparable"),
    ("The ferry carried 300 passengers.", "The ferry carried 80 cars.", "not_comparable"),
    ("Rule 34 was broken.", "The rule was broken 12 times.", "not_comparable"),
    ("The A320 was delayed by 40 minutes.", "The A380 carries 500 passengers.", "not_comparable"),
    ("The 737 crashed.", "The crash killed 189 people.", "not_comparable"),
    ("Youth unemployment is 15%.", "Unemployment is 5%.", "not_comparable"),
    ("Summer rainfall was 200 mm.", "Winter rainfall was 450 mm.", "not_comparable"),
    ("The eastern region has 2 million people.", "The western region has 5 million people.", "not_comparable"),
    ("The firm spent $3 million on advertising.", "The firm spent $9 million on research.", "not_comparable"),
    ("The plant can produce 500,000 cars a year.", "The plant produced 310,000 cars in 2023.", "not_comparable"),
    ("Private schools teach 7% of pupils.", "State schools teach 93% of pupils.", "not_comparable"),
    ("The first edition sold 4,000 copies.", "The second edition sold 19,000 copies.", "not_comparable"),
    ("The mayor is 52.", "The mayor won 52% of the vote.", "not_comparable"),
    ("The debt is 120% of GDP.", "The deficit is 7% of GDP.", "not_comparable"),
    (
        "Some 30,000 people took part in the marathon.",
        "Some 400 volunteers took part in the marathon.",
        "not_comparable",
    ),
    ("Ten of the victims were children.", "Forty people were killed.", "not_comparable"),
    ("Local elections drew 31% of voters.", "National elections drew 74% of voters.", "not_comparable"),
    ("The euro traded at $1.08.", "The pound traded at $1.27.", "not_comparable"),
    ("The phone costs $999.", "The phone was sold 999 times.", "not_comparable"),
    ("The 2008 crisis cost 9 million jobs.", "The 2020 crisis cost 20 million jobs.", "not_comparable"),
]

SPEAKERS: list[Row] = [
    ("The governor said that 200 bridges need repair.", "According to the state, 200 bridges need repair.", "agrees"),
    ("The governor said that 200 bridges need repair.", "Engineers found that 710 bridges need repair.", "differs"),
    ("“We created 40,000 jobs,” the minister said.", "The ministry created 40,000 jobs.", "agrees"),
    (
        "Greenpeace says 12 million hectares were lost.",
        "The government says 4 million hectares were lost.",
        "not_comparable",
    ),
]

BUDGETS: list[Row] = [
    (
        "The council's deficit will reach £87 million this year.",
        "The council faces a deficit of £86.8 million this year.",
        "agrees",
    ),
    (
        "The council's deficit will reach £87 million this year.",
        "The council faces a deficit of £48 million this year.",
        "differs",
    ),
    ("Spending on roads was cut by 15 per cent.", "Spending on roads fell from $2 billion to $1.7 billion.", "agrees"),
    (
        "Spending on roads was cut by 15 per cent.",
        "Spending on roads fell from $2 billion to $1.96 billion.",
        "differs",
    ),
    ("The bailout cost taxpayers 23 billion kronor.", "The bailout cost taxpayers SEK 23 billion.", "agrees"),
    ("Tuition is $11,500 a year.", "Tuition is $5,750 per semester.", "not_comparable"),
    ("The aid package totals $61 billion.", "The aid package totals $60.8 billion.", "agrees"),
    (
        "The aid package totals $61 billion.",
        "The aid package totals $95 billion, of which $61 billion is for Ukraine.",
        "not_comparable",
    ),
    ("The levy raised Rs 1,200 crore.", "The levy raised Rs 12 billion.", "agrees"),
    ("The tax brings in 0.5% of GDP.", "The tax brings in half a percent of GDP.", "agrees"),
    ("The bridge cost $70 million.", "The bridge was budgeted at $50 million.", "not_comparable"),
]

MEDICINE: list[Row] = [
    ("The clinic treated 1,100 patients a week.", "The clinic treated 57,200 patients a year.", "agrees"),
    ("The clinic treated 1,100 patients a week.", "The clinic treated 1,100 patients a year.", "differs"),
    ("Measles cases jumped fivefold.", "Measles cases jumped from 58 to 285.", "agrees"),
    ("Measles cases jumped fivefold.", "Measles cases jumped from 58 to 91.", "differs"),
    (
        "The infant mortality rate is 3.4 per 1,000 live births.",
        "Infant mortality stands at 3.4 deaths per 1,000 live births.",
        "agrees",
    ),
    (
        "The infant mortality rate is 3.4 per 1,000 live births.",
        "The infant mortality rate is 6.1 per 1,000 live births.",
        "differs",
    ),
    ("Two of the 14 patients died.", "Two of 14 patients died.", "agrees"),
    ("Half of the patients died.", "Two of 14 patients died.", "differs"),
    ("The drug cut deaths by 30%.", "The drug cut hospital stays by 12%.", "not_comparable"),
    ("Nine in ten nurses are women.", "Women account for 91% of nurses.", "agrees"),
    (
        "The hospital performs 20 transplants a month.",
        "The hospital performed 240 transplants in 2023.",
        "not_comparable",
    ),
    ("The virus was detected in 31 countries.", "The virus was detected in thirty-one countries.", "agrees"),
    ("The virus was detected in 31 countries.", "The virus was detected in 13 countries.", "differs"),
    ("A dose costs 65p.", "A dose costs £0.65.", "agrees"),
    ("The trial lasted 24 weeks.", "The trial lasted six months.", "agrees"),
    ("The trial enrolled over 30,000 volunteers.", "The trial enrolled 30,420 volunteers.", "agrees"),
]

CRIME: list[Row] = [
    ("Murders fell to 386 last year.", "Murders fell to 386 in 2024.", "agrees", JUNE),
    ("Murders fell to 386 last year.", "Murders fell to 433 in 2024.", "differs", JUNE),
    ("Police seized 2.3 tonnes of cocaine.", "Police seized 2,300 kilograms of cocaine.", "agrees"),
    ("Police seized 2.3 tonnes of cocaine.", "Police seized 2.3 kilograms of cocaine.", "not_comparable"),
    ("He was sentenced to 12 years in prison.", "He was sentenced to 144 months in prison.", "agrees"),
    ("He was sentenced to 12 years in prison.", "He was sentenced to four years in prison.", "differs"),
    ("Car thefts rose nearly 20 percent.", "Car thefts rose from 10,200 to 12,100.", "agrees"),
    ("Car thefts rose nearly 20 percent.", "Car thefts rose from 10,200 to 10,600.", "differs"),
    ("Fourteen officers were injured.", "Some 40 protesters were injured.", "not_comparable"),
    ("Inmate 4471 escaped.", "The prison holds 4,471 inmates.", "not_comparable"),
    ("The prison holds 4,471 inmates.", "The prison holds 3,020 inmates.", "differs"),
    ("Burglars took goods worth £1.5m.", "Burglars took goods worth £1.5 million.", "agrees"),
]

BALLOTS: list[Row] = [
    ("The incumbent won with 50.8 percent.", "The incumbent won 50.8% of the vote.", "agrees"),
    ("Turnout rose to 66%.", "Turnout rose from 61% to 66%.", "agrees"),
    ("Turnout rose to 66%.", "Turnout rose from 55% to 58%.", "differs"),
    ("The party lost a third of its seats.", "The party lost 33% of its seats.", "agrees"),
    ("The party lost a third of its seats.", "The party fell from 90 seats to 60.", "agrees"),
    ("The court ruled 6-3.", "The court ruled 6 to 3.", "agrees"),
    ("The court ruled 6-3.", "The court ruled 5-4.", "differs"),
    ("The coalition has a majority of four seats.", "The coalition holds 76 of 150 seats.", "not_comparable"),
    ("She was elected with a majority of 1,200 votes.", "She was elected with a majority of 310 votes.", "differs"),
    ("The referendum is on 14 October.", "The referendum will be held on October 14.", "agrees"),
    ("The referendum is on 14 October.", "The referendum will be held on October 21.", "differs"),
]

WEATHER: list[Row] = [
    ("More than 200mm of rain fell in a day.", "Some 231 mm of rain fell in a day.", "agrees"),
    ("More than 200mm of rain fell in a day.", "Some 85 mm of rain fell in a day.", "differs"),
    ("Gusts of up to 120 km/h were recorded.", "Gusts reached 118 km/h.", "agrees"),
    ("Highs of 42°C were forecast.", "Highs of 42 degrees Celsius were forecast.", "agrees"),
    ("The coldest night was -41C.", "The coldest night was minus 41 degrees.", "not_comparable"),
    ("Sea levels could rise by a metre by 2100.", "Sea levels could rise by 100 centimetres by 2100.", "agrees"),
    ("Sea levels could rise by a metre by 2100.", "Sea levels could rise by 30 centimetres by 2100.", "differs"),
    ("The eruption sent ash 15 kilometres high.", "The eruption sent ash 15,000 metres high.", "agrees"),
    ("The storm was a category 4 hurricane.", "The storm killed 4 people.", "not_comparable"),
    ("The quake had a magnitude of 7.8.", "The quake measured 7.8.", "agrees"),
    ("The quake had a magnitude of 7.8.", "The quake had a magnitude of 6.4.", "differs"),
]

BUSINESS: list[Row] = [
    ("The airline cut 1 in 10 jobs.", "The airline cut 10% of jobs.", "agrees"),
    ("Shares closed 3.2% lower.", "Shares fell 3.2%.", "agrees"),
    ("Operating margin was 12.5%.", "Operating profit was $12.5 million.", "not_comparable"),
    ("The dividend is 80 cents a share.", "The dividend is $0.80 per share.", "agrees"),
    ("The dividend is 80 cents a share.", "The dividend is $1.10 per share.", "differs"),
    ("The firm has 300 stores in 12 countries.", "The firm has 300 stores in 12 countries.", "agrees"),
    ("Its market share slipped below 20%.", "Its market share slipped to 18.6%.", "agrees"),
    ("Its market share slipped below 20%.", "Its market share slipped to 23%.", "differs"),
    ("The company was bought for $4.3bn in cash.", "The company was bought for $4.3 billion in cash.", "agrees"),
    ("The company was bought for $4.3bn in cash.", "The company was bought for $2.9 billion in cash.", "differs"),
    ("The plant makes 1,500 cars a day.", "The plant employs 1,500 people.", "not_comparable"),
    (
        "The bank's net interest income rose 9% to $3.1 billion.",
        "Net interest income at the bank rose 9% to $3.1 billion.",
        "agrees",
    ),
    ("The start-up was valued at $1 billion.", "The start-up raised $80 million.", "not_comparable"),
    ("Subscription costs $9.99 a month.", "A subscription is $9.99 monthly.", "agrees"),
]

TRANSPORT: list[Row] = [
    ("The line is 57km long with 24 stations.", "The line has 24 stations over 57 kilometres.", "agrees"),
    ("The crossing takes just under two hours.", "The crossing takes 110 minutes.", "agrees"),
    ("The crossing takes just under two hours.", "The crossing takes 190 minutes.", "differs"),
    ("Flight 3407 crashed.", "The crash killed 50 people.", "not_comparable"),
    (
        "Passenger numbers are back at 95% of 2019 levels.",
        "Passenger numbers are at 95 percent of 2019 levels.",
        "agrees",
    ),
    ("The ship can carry 24,000 containers.", "The ship was carrying 9,700 containers.", "not_comparable"),
    (
        "The airport handled 61 million passengers, up 12%.",
        "The airport handled 61 million passengers, a rise of 12 percent.",
        "agrees",
    ),
    ("The speed record is 574.8 km/h.", "The speed record is 357 mph.", "agrees"),
    ("A single ticket costs 3.20 euros.", "A single ticket costs €2.40.", "differs"),
]

DATES: list[Row] = [
    ("The ceasefire took hold on Sunday.", "The ceasefire took hold on 1 June 2025.", "agrees", JUNE),
    ("The minister was born in 1961.", "The minister was born on 3 May 1961.", "agrees"),
    ("The minister was born in 1961.", "The minister was born on 3 May 1958.", "differs"),
    ("The programme has run for eight years.", "The programme has run for 96 months.", "agrees"),
    ("The deadline is the end of June.", "The deadline is June 30.", "agrees"),
    ("The law came into effect six months ago.", "The law came into effect in December 2024.", "agrees", JUNE),
    ("The law came into effect six months ago.", "The law came into effect in March 2022.", "differs", JUNE),
    ("The strike will last 48 hours.", "The strike will last two days.", "agrees"),
    ("The strike will last 48 hours.", "The strike will last five days.", "differs"),
    ("The factory closed in 2009.", "The factory opened in 1974.", "not_comparable"),
    ("GDP grew 0.6% in Q1 2024.", "GDP grew 0.2% in Q3 2023.", "not_comparable"),
    ("GDP grew 0.6% in Q1 2024.", "In the first quarter of 2024, GDP grew by 0.6 percent.", "agrees"),
    ("GDP grew 0.6% in Q1 2024.", "In the first quarter of 2024, GDP grew by 0.1 percent.", "differs"),
    ("The embassy reopened in the summer of 2022.", "The embassy reopened in July 2022.", "agrees"),
]

OTHER_THINGS: list[Row] = [
    ("Germany exported 3 million cars.", "Germany exported 700,000 machines.", "not_comparable"),
    ("The report has 300 pages.", "Page 300 of the report was missing.", "not_comparable"),
    ("The minister visited 14 countries.", "The minister visited 30 schools.", "not_comparable"),
    ("Men earn $52,000 on average.", "Women earn $43,000 on average.", "not_comparable"),
    ("Wages rose 4%.", "Prices rose 6%.", "not_comparable"),
    ("The mine produced 40 tonnes of gold.", "The mine produced 90 tonnes of silver.", "not_comparable"),
    ("Lake A is 60 metres deep.", "Lake B is 20 metres deep.", "not_comparable"),
    ("The city has 40 museums.", "The city's largest museum has 900 rooms.", "not_comparable"),
    ("Apple's shares rose 3%.", "Microsoft's shares rose 1%.", "not_comparable"),
    ("The 10,000th visitor won a prize.", "The museum had 12,000 visitors.", "not_comparable"),
    ("Windows 11 runs on 400 million devices.", "Windows 10 runs on a billion devices.", "not_comparable"),
    ("The under-21 team won.", "The team won 21 games.", "not_comparable"),
    ("The company donated $5 million.", "The company received $9 million.", "not_comparable"),
    ("Rural poverty is 30%.", "Urban poverty is 12%.", "not_comparable"),
    ("The novel sold 2 million copies in France.", "The novel sold 600,000 copies in Spain.", "not_comparable"),
    (
        "Before the war the city had 400,000 residents.",
        "After the war the city had 90,000 residents.",
        "not_comparable",
    ),
]

#: what articles and reports of two more events gave
DENIED_BEFORE: list[Row] = [
    (
        "The district could not afford the demands, which would add $58 million to its budget.",
        "The demands would add $58 million to the district's budget.",
        "agrees",
    ),
    ("The strike lasted 17 days.", "The strike lasted 17 school days.", "agrees"),
    ("The strike lasted 17 days.", "The strike lasted 40 school days.", "differs"),
    (
        "If it fails, the club will pay $20 million.",
        "If it does not build them, the club will pay $20 million.",
        "agrees",
    ),
    ("Turnout was 61 percent.", "Turnout was never 61 percent.", "not_comparable"),
]

#: a reader finds these agree or differ; the rules do not see it, and say nothing
SILENT: list[Row] = [
    ("The reservoir is at 38% of capacity.", "The reservoir is 38 percent full.", "agrees"),
    ("A score of ships were damaged.", "Twenty ships were damaged.", "agrees"),
    ("The charity spends 92 cents of every dollar on aid.", "The charity spends 92% on aid.", "agrees"),
    ("Consumption is 120 litres per person per day.", "Each person consumes 120 litres a day.", "agrees"),
    ("The vote was 7 to 2.", "Seven judges voted for it and two against.", "agrees"),
    (
        "The minister stepped down two days after the report.",
        "The minister stepped down on 12 May; the report came out on 10 May.",
        "agrees",
    ),
    (
        "The minister stepped down two days after the report.",
        "The minister stepped down on 30 May; the report came out on 10 May.",
        "differs",
    ),
    ("The project is 40% over budget.", "The project was budgeted at $50 million and cost $70 million.", "agrees"),
    ("Some 8.2 million people are registered to vote.", "There are 8,214,000 registered voters.", "agrees"),
    ("Shares closed 3.2% lower.", "Shares fell 7.9%.", "differs"),
    ("Profits were flat at $2 billion.", "Profits rose 40% to $2.8 billion.", "differs"),
    ("Trains run every 15 minutes.", "Trains run every 30 minutes.", "differs"),
]

CASES = [
    *DENIED_BEFORE,
    *SPORT,
    *MONEY,
    *HEALTH,
    *ELECTION,
    *CLIMATE,
    *PRICES,
    *DISTANCE,
    *TIME,
    *TRAPS,
    *SAID,
    *WORDING,
    *NUMERALS,
    *SHARES,
    *UNITS,
    *CHANGES,
    *SCORES,
    *TIMES,
    *GATES,
    *SPEAKERS,
    *BUDGETS,
    *MEDICINE,
    *CRIME,
    *BALLOTS,
    *WEATHER,
    *BUSINESS,
    *TRANSPORT,
    *DATES,
    *OTHER_THINGS,
]


def outcomes(claim: str, evidence: str, as_of: date | None = None) -> set[str]:
    passage = Passage(document_id="e", quote=evidence, start=0, end=len(evidence))
    return {check.outcome for check in compare(Claim.from_text(claim), passage, as_of)} - {"not_comparable"}


@pytest.mark.parametrize("case", CASES, ids=[f"{row[0]} / {row[1]}" for row in CASES])
def test_the_outcome_is_a_careful_readers(case: Row) -> None:
    claim, evidence, wanted, *as_of = case
    assert outcomes(claim, evidence, *as_of) == {wanted} - {"not_comparable"}  # type: ignore[arg-type]  # rows of mixed cells


@pytest.mark.parametrize("case", SILENT, ids=[f"{row[0]} / {row[1]}" for row in SILENT])
def test_what_the_rules_do_not_see_they_leave_open(case: Row) -> None:
    claim, evidence, _, *as_of = case
    assert not outcomes(claim, evidence, *as_of)  # type: ignore[arg-type]  # rows of mixed cells
