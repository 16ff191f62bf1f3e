"""The English names of months and days: texts are English, whatever language the host's calendar speaks.

``calendar.month_name``, ``strftime("%B")`` and ``strptime`` follow LC_TIME once a program has set its locale.
"""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: the number of each month by its name and by the first three letters of it, in lower case
MONTH_NUMBERS = {name: number for number, full in enumerate(MONTHS, 1) for name in (full.lower(), full[:3].lower())}
