"""A message of a talk that is about what was asked before (两个加起来, 哪个多, 占全市多少) -> the full question that it stands for."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.knowledge import Answer, Knowledge
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.question.words import read_words
from bot.reading.followup import without
from bot.reading.readings import Fields, NotUnderstood, Unclear
from bot.reading.spans import dated
from bot.replies.reply import reply_to_not_understood, reply_to_unclear
from bot.talks.against_another import against_another
from bot.talks.all_of_them import question_about_all, unclear_of_each
from bot.talks.among_found import among_found
from bot.talks.between_two import question_about_two
from bot.talks.both_added import both_added
from bot.talks.each_its_year import each_its_year
from bot.talks.figure_alone import figure_of_share
from bot.talks.first_by_what import first_by_what
from bot.talks.found_in_a_row import between_found
from bot.talks.grown import change_of_share, growth_of_each, growth_of_one, growth_of_years
from bot.talks.grown_sum import grown_sum
from bot.talks.growth_between import growth_between
from bot.talks.held_against import held_against
from bot.talks.listed_again import question_listing
from bot.talks.next_term import next_term, nth_term
from bot.talks.parts_of_years import parts_of_years
from bot.talks.remains import left_of
from bot.talks.rest_of_parts import asks_for_rest
from bot.talks.several import question_about_several
from bot.talks.share_of_first import share_of_first
from bot.talks.shares import share_of_their_sum, share_of_what_was_asked
from bot.talks.swapped import question_with_another
from bot.talks.turned_growth import growth_turned
from bot.talks.turns import same_year_again
from bot.talks.two_groups import two_groups
from bot.talks.whether_among import whether_among
from bot.talks.which_of_asked import which_of_asked, who_of_them
from bot.talks.which_row import which_row
from bot.talks.whole_area import question_about_area
from bot.talks.with_less import question_with_less
from bot.talks.with_more import question_with_more, shares_of_each, sum_of_others
from bot.targets.target import mentions
from store.facts.catalogue import Catalogue

Read = Callable[[Words, Fields, Catalogue, Vocabulary], str | Unclear | NotUnderstood | None]
WAYS: tuple[Read, ...] = (
    both_added, sum_of_others, asks_for_rest, nth_term, next_term, each_its_year, which_row, first_by_what, among_found, whether_among,
    parts_of_years, share_of_first, growth_between, grown_sum, two_groups, between_found, growth_turned, against_another, held_against,
    question_about_all, question_listing, figure_of_share, question_about_two, question_about_area,
    share_of_their_sum, share_of_what_was_asked, question_with_more, shares_of_each, question_with_another,
    question_with_less, change_of_share, growth_of_each, growth_of_one, growth_of_years, who_of_them, which_of_asked,
    question_about_several, unclear_of_each,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Full:
    """A question that stands by itself, and the way in which it was read."""

    text: str
    way: Read

    def answered(self, found: Answer, message: str, earlier: Fields) -> Answer | None:
        """Its answer as that of the message; None where the message may be about something else."""
        fields = found.fields
        if found.status not in ("answered", "no_data") and self.way is question_about_several:
            return None
        if self.way is whether_among:
            fields = replace(earlier, instead=True)  # 镇海呢 is asked of the same list
        if self.way is held_against and fields is None:
            fields = replace(earlier, instead=True)  # 其中自然人的呢 is of what was held
        if self.way is between_found and fields is not None:
            fields = replace(fields, picked=True)
        if self.way in (question_with_less, question_with_another) and fields is not None:
            fields = replace(fields, instead=True)
        return replace(found, question=message, fields=fields)


def full_question(message: str, earlier: Fields, known: Knowledge, today: int) -> Full | Answer | None:
    """The full question, or the answer where it is asked back or refused; None where nothing of before is spoken of."""
    if again := same_year_again(message, earlier, today):
        why = NotUnderstood((), (), again, refused=True)
        return Answer(message, "not_understood", reply_to_not_understood(why, ()), None, why, fields=earlier)
    words = dated(read_words(message, known.vocabulary, known.split, known.simplify), today, earlier)
    for way in WAYS:
        match way(words, earlier, known.catalogue, known.vocabulary):
            case NotUnderstood() as asked:
                reply = reply_to_not_understood(asked, ())
                left = without("figure", earlier) if mentions(words.words) else earlier  # another figure was named
                return Answer(message, "not_understood", reply, words, asked, fields=left)
            case Unclear() as asked:
                return Answer(message, "clarify", reply_to_unclear(asked), words, asked, fields=left_of(asked, earlier))
            case str() as text if text:
                return Full(text, way)
    return None
