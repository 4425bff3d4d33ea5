"""A message and what was asked before -> the message with what its corrections and pointing words mean, and what it follows on."""

import re

from bot.question.pieces import END, THEN
from bot.question.vocabulary import Vocabulary
from bot.reading.readings import GROWTH, Fields, NotUnderstood
from bot.talks.carried_over import carried_over
from bot.talks.first_ones import first_ones
from bot.talks.former import former_or_latter
from bot.talks.gone_back import gone_back
from bot.talks.just_now import just_now, without_what_is_known
from bot.talks.listed_again import CHART
from bot.talks.money_taken import money_taken
from bot.talks.next_to import next_to
from bot.talks.other_party import of_other_party
from bot.talks.pointed_at import of_disputes, pointed_at, reason_named, which_year_is_open
from bot.talks.put_right import put_right
from bot.talks.ranking_again import ranking_again
from bot.talks.same_named import same_named
from bot.talks.same_office import same_office
from bot.talks.several import MOST_REMEMBERED
from bot.talks.swapped import swapped
from bot.talks.the_nth import the_nth
from bot.talks.those_found import those_found
from bot.talks.those_years import of_those_years, since_that_year
from bot.talks.whole_ranking import whole_ranking
from store.facts.catalogue import Catalogue

CAUSE = re.compile(
    rf"{THEN}(?:这|这个|这种)?(?:是|因为|由于|出于)?(?:个)?(?:什么|啥|哪些|何)(?:样的)?(?:原因|缘故)"
    rf"(?:造成|导致|引起)?的?[呢啊]?{END}"
)
WHICH = re.compile(rf"{THEN}(?:谁|哪一?个|哪家|哪边)(?:更|要)?[高多大]{END}")
TABLE = re.compile(rf"{THEN}(?:给我|请|帮我)?(?:列|做|弄|整理)(?:成|一?[个张])?(?:表格?|清单)(?:吧|看看|呗)?{END}")
OF_WHICH = "接着上面那几个单位问（说不准是哪几个，请把单位的名称说全）"
WHICH_YEARS = "接着上面那几年问（说不准是哪几年，请把年份说全）"
WHICH_OF_TWO = "接着上面那两个问（说不准是哪一个，请把问题说全）"
FURTHER_BACK = "回到前面那一问（说不准是哪一问，请把问题说全）"


def _shown_again(message: str, earlier: Fields) -> str:
    """画个图, 哪个高 after a comparison: both stand there, the higher first; the picture is a button under it.  So are the parts of
    one year, 画个饼图 after 各类申请人."""
    of_those = earlier.group is not None and bool(earlier.group.bodies) and earlier.operation == "rank"
    parts = earlier.operation == "breakdown" or len(earlier.targets) > 1
    drawn = earlier.group is not None or (parts and len(earlier.bodies) == len(earlier.years) == 1)
    again = (drawn and (CHART.fullmatch(message) or TABLE.fullmatch(message))) or (
        of_those and WHICH.fullmatch(message)
    )
    return "再说一遍" if again else message


def what_it_points_at(
    message: str, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> tuple[str, Fields] | NotUnderstood:
    """回到第一个问题, 它占多少, 这几个里谁最多, 第二名的, 徐州那个, 后者呢; why not, where it is not clear what is pointed at."""
    if (other := swapped(message, earlier, catalogue, vocabulary.gazetteer)) is None:
        return NotUnderstood((), (), OF_WHICH)
    message = put_right(other)
    if message != other and message.removesuffix("的") in vocabulary.gazetteer.named:
        message = f"换成{message.removesuffix('的')}"  # 不是徐州，是南京: of 鼓楼区 the one there
    message, earlier = just_now(
        _shown_again(message, earlier), earlier, catalogue, vocabulary.gazetteer, vocabulary.form
    )
    message = without_what_is_known(message, earlier, catalogue, vocabulary.gazetteer)
    if (back := gone_back(message, earlier, MOST_REMEMBERED)) is None:
        return NotUnderstood((), (), FURTHER_BACK)
    if which_year_is_open(*back):
        return NotUnderstood((), (), WHICH_YEARS)
    back = back[0], ranking_again(*back)
    back = next_to(*back)
    if (those := those_found(*pointed_at(*back), catalogue)) is None or (nth := the_nth(*those, catalogue)) is None:
        return NotUnderstood((), (), OF_WHICH)
    return _of_what_was_asked(*first_ones(nth[0], whole_ranking(*nth)), catalogue, vocabulary)


def _of_what_was_asked(
    message: str, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> tuple[str, Fields] | NotUnderstood:
    """到2025年涨了多少, 另外两年呢, 徐州那个, 后者呢: the years, bodies and figures of before that a message speaks of."""
    since = since_that_year(message, earlier)
    if since is None or (years := of_those_years(since, earlier, catalogue, vocabulary.form)) is None:
        return NotUnderstood((), (), WHICH_YEARS)
    message = years
    if earlier.operation in GROWTH and CAUSE.fullmatch(message):
        message = "为什么"
    message = of_other_party(carried_over(message, earlier), earlier, vocabulary.form)
    message = money_taken(message, earlier, vocabulary.form)
    message = of_disputes(reason_named(message, earlier, vocabulary.form), earlier, vocabulary.form)
    message = same_named(message, earlier, catalogue, vocabulary.gazetteer)
    office = same_office(message, earlier, catalogue, vocabulary.gazetteer)
    if office is None:
        return NotUnderstood((), (), OF_WHICH)
    named = former_or_latter(office, earlier, catalogue, vocabulary.form)
    return (named, earlier) if named is not None else NotUnderstood((), (), WHICH_OF_TWO)
