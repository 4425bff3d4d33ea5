"""Question -> Words: what each stretch of the text can mean, and the content words that nothing explains.

Order: normal form (width, script, case), years by rule, then the longest known word at each place.  jieba's cut of the
whole question is the witness: a word it sees that the known words leave uncovered, in whole or in part, must be on the
closed list of chatter, or it is reported.  Nothing is dropped because it is unknown.
"""

import re
from collections.abc import Callable, Iterator

from bot.question.asides import Heard, joined_in, stretches
from bot.question.counts import MASK, find_counts
from bot.question.meanings import (
    FigureWord,
    GroupWord,
    NoiseWord,
    OperationWord,
    PlaceWord,
    UnitWord,
    WithinYear,
    YearWord,
)
from bot.question.normal_form import Simplify, normal_form
from bot.question.vocabulary import Vocabulary
from bot.question.word import Word, Words
from bot.question.words_of_years import from_then_on, words_of_years
from bot.question.years import find_years

Split = Callable[[str], list[str]]
DISTRICTS = "区县"
LONGEST_WORD = 8  # characters of a word that may go on beyond a group's
KIND = re.compile(
    r"(?<=的)(?:区县|县区|县市区|[区县市省镇局]|地方|单位|地区)(?=有|是|呢|吗|哪|谁|几|里|中(?=谁|哪|,)|当中|之中|[^\w]|$)"
)  # 申请的区: a kind of body, where 的 is part of another word
KIND_OF_ORDER = re.compile(
    r"(?<=的)(?:区县|县区|县市区|区(?!县)|县(?!区|市区)|[市省]|单位|地方)(?![民级长委属政法标财税内外域里间别划场面份值有是呢吗哪谁几])(?=\w)"
)  # 申请最多的区复议几件
NUMBER_OF = re.compile(
    r"(?<![第前后末数\d一二三四五六七八九十百千万])(?:[二三四五六七八九]?十[一二三四五六七八九]?|[两二三四五六七八九]|\d{1,2}|仨|俩)(?:个|家)?"
    r"(?P<kind>区县市?|县市区|区|县|市|单位|部门|街道|地方)(?![民级长委属政])"
)  # 五个区: all of them, if they are five
COUNTED = re.compile(r"[几多少两\d一二三四五六七八九十百千万亿余这哪]\s*$")  # a measure word stands after a count
ONE = re.compile(r"(?<!哪)[一这那]$")  # 写一篇稿子: no measure word of what is asked
SIZES = (OperationWord("more"), OperationWord("less"))
GLUED = re.compile(r"(?![于些点的了吗呢吧嘛啊还是多少几不过出达到在而且但也和与、比较两一二三四五六七八九十])[一-龥]")
NUMBERED = re.compile(
    r"(?:(?:[一二三四五六七八九]、)?\([一二三四五六七八九]\)|[一二三四五六七八九]、|(?<!\d)\d[.、])\s*$"
)
EITHER_SO = re.compile(r"(?<![都也还就])没有?(?=\s*(?:[?]|$))")  # 收过费没有？
ASKS_WHICH = re.compile(r"[哪谁几]|多少|什么|是否|有没有")


def read_words(question: str, vocabulary: Vocabulary, split: Split, simplify: Simplify) -> Words:
    """Find the words of a question."""
    text = vocabulary.address.sub(lambda match: " " * len(match[0]), normal_form(question, simplify))
    years = find_years(text)
    words = words_of_years(text, years, vocabulary)
    hidden = _masked(
        text, [(word.start, word.end) for word in words if isinstance(word.meanings[0], YearWord | WithinYear)]
    )
    counts = find_counts(hidden)
    words += [Word(text[c.start : c.end], c.start, c.end, (c.meaning,)) for c in counts]
    words += [
        Word(m[0], *m.span(), vocabulary.meanings["哪个" + m[0]])
        for kind in (KIND, KIND_OF_ORDER)
        for m in kind.finditer(hidden)
    ]
    hidden = _masked(hidden, [(c.start, c.end) for c in counts])
    numbered = [(m, vocabulary.meanings.get("各" + m["kind"])) for m in NUMBER_OF.finditer(hidden)]
    words += [Word(m[0], *m.span(), meanings) for m, meanings in numbered if meanings]
    words += _known(_masked(hidden, [m.span() for m, meanings in numbered if meanings]), vocabulary)
    words += from_then_on(text, words, vocabulary)
    words = _either_so(text, sorted(words, key=lambda word: word.start))
    words, unknown = _witnessed(text, words, vocabulary, split)
    return Words(text, tuple(words), tuple(unknown))


def _either_so(text: str, words: list[Word]) -> list[Word]:
    """收过费没有: the end asks whether it is so, where it is no part of a longer word (罚没) and nothing else asks."""
    end = EITHER_SO.search(text)
    if end is None or ASKS_WHICH.search(text) or any(word.start < end.start() < word.end for word in words):
        return words
    left = [word for word in words if word.start < end.start() or word.start >= end.end()]
    return [*left, Word(end[0], *end.span(), (OperationWord("whether"),))]


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def _known(text: str, vocabulary: Vocabulary) -> Iterator[Word]:
    for pattern, start, end in vocabulary.automaton.find_matches_as_indexes(text):
        word = vocabulary.patterns[pattern]
        meanings = vocabulary.meanings[word]
        own = meanings[0] == OperationWord("own_body")  # 给我镇海: no 我镇
        inside, longer = (
            _longer(text, word, start, vocabulary) if own or isinstance(meanings[0], GroupWord) else (0, "")
        )
        if longer:
            yield from _halves(word, start, inside, longer, vocabulary)
        elif (
            isinstance(meanings[0], PlaceWord)
            and text[end - 1 : end + 1] == DISTRICTS
            and word[:-1] in vocabulary.meanings
        ):
            yield Word(word[:-1], start, end - 1, vocabulary.meanings[word[:-1]])  # 淮安区县 is no 淮安区
            yield Word(DISTRICTS, end - 1, end + 1, vocabulary.meanings[DISTRICTS])
        elif meanings[0] in SIZES and GLUED.match(text, end):
            continue  # 小企业, 大额: no 小 and no 大
        elif isinstance(meanings[0], UnitWord) and ONE.search(text, 0, start):
            yield Word(word, start, end, (NoiseWord(),))
        elif end - start > 1 or not isinstance(meanings[0], UnitWord) or COUNTED.search(text, 0, start):
            yield Word(word, start, end, meanings)


def _longer(text: str, word: str, start: int, vocabulary: Vocabulary) -> tuple[int, str]:
    """The known word that begins inside 几个市 or 的地方 and goes on beyond it: 市民, 地方政府规章.  各区县里 is no 各区 and 县里."""
    if any(isinstance(meaning, GroupWord) and meaning.kind for meaning in vocabulary.meanings.get(word[:-1], ())):
        return 0, ""
    for inside in range(1, len(word)):
        for size in range(LONGEST_WORD, len(word) - inside, -1):
            longer = text[start + inside : start + inside + size]
            if (
                len(longer) == size
                and longer in vocabulary.meanings
                and not _is_cut_by_another(text, start + len(word), start + inside + size, vocabulary)
            ):
                return inside, longer
    return 0, ""


def _is_cut_by_another(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """我市北仑: 市北 goes on beyond 我市, but 北仑 after it goes on beyond 市北."""
    sizes = range(end - start + 1, LONGEST_WORD)
    return any(text[start : start + size] in vocabulary.meanings for size in sizes if size > 1)


def _halves(word: str, start: int, inside: int, longer: str, vocabulary: Vocabulary) -> Iterator[Word]:
    """几个市民 is no 几个市: how many, and of whom."""
    first = word[:inside]
    if first in vocabulary.meanings:
        yield Word(first, start, start + inside, vocabulary.meanings[first])
    yield Word(longer, start + inside, start + inside + len(longer), vocabulary.meanings[longer])


def _numbered(text: str, word: Word) -> int:
    """Where a label's own number before it begins: 7.属于行政执法案卷, （六）其他处理."""
    match = NUMBERED.search(text, 0, word.start)
    return match.start() if match else word.start


def _witnessed(text: str, words: list[Word], vocabulary: Vocabulary, split: Split) -> tuple[list[Word], list[str]]:
    """The words, and what jieba's cut shows to be unexplained: content words not wholly covered, neighbours joined.

    A single character found inside a word of chatter (部 in 全部) is no word of its own and goes."""
    covered = bytearray(len(text))
    for word in words:
        start = _numbered(text, word) if isinstance(word.meanings[0], FigureWord) else word.start
        covered[start : word.end] = b"\x01" * (word.end - start)
    if not any(not seen and char.isalnum() for char, seen in zip(text, covered, strict=True)):
        return words, []  # nothing is left open, so there is nothing to ask the witness
    unknown: list[str] = []
    last = -1
    tokens = list(stretches(split(text)))
    heard = [Heard(word.start, word.end, word.meanings[0]) for word in words]
    asides = list(vocabulary.asides.find(text, heard, tokens))
    said = vocabulary.noise
    phrases = joined_in(text, tokens, said)
    for start, at in tokens:
        token, seen = text[start:at], covered[start:at]
        if any(p.start <= start and at <= p.end for p in phrases) and 1 not in seen:
            continue  # 再看看, which jieba cuts in two
        if any(aside.start <= start and at <= aside.end for aside in asides):
            words = [word for word in words if not (start <= word.start and word.end <= at)]
            continue
        free = "" if 0 not in seen else "".join(c for c, known in zip(token, seen, strict=True) if not known).strip()
        if not free or not any(c.isalnum() for c in free) or free in said:
            continue
        if token in said:
            words = [word for word in words if not (start <= word.start and word.end <= at)]
        elif last == start:
            unknown[-1], last = unknown[-1] + token, at
        else:
            unknown.append(token)
            last = at
    return words, unknown
