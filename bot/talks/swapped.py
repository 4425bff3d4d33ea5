"""把青岛换成大连, 不要天河要福田 after a list of bodies -> the list with one in the other's place."""

import re

from bot.question.bodies import named_bodies
from bot.question.loaded_bodies import resolve
from bot.question.meanings import BodyWord, NoiseWord
from bot.question.pieces import END, THEN
from bot.question.said import says_only
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import years_phrase
from bot.reading.readings import Fields
from bot.talks.asked_before import atoms_of, last_alike, varies_in
from bot.talks.full_question import question_of
from bot.talks.with_less import wanted_of
from store.agencies.agency import Gazetteer
from store.facts.catalogue import Catalogue

NEW = rf"(?P<new>[^,，。?？换要]{{2,10}}?)(?:的)?(?:吧|呢)?{END}$"
SWAP = re.compile(
    rf"^\s*(?:那|那么|再|请)?(?:把|将)?(?!分母|分子|第.个|第.项|前一?个|后一?个|前者|后者)(?P<old>[^,，。?？换改把将]{{2,8}}?)(?:都|给)?(?:换成|改成|换为|改为|替换成|替换为){NEW}"
)
RATHER = re.compile(
    rf"^\s*{THEN}(?:我)?不(?:要|看|算)(?P<old>[^,，。?？要]{{2,8}}?)(?:了)?[,，]?\s*(?:我)?(?:要|看|算){NEW}"
)


def swapped(message: str, earlier: Fields, catalogue: Catalogue, gazetteer: Gazetteer) -> str | None:
    """The message as X换成Y where X is one of the bodies of before, else as 换成Y; None where X is not wanted and Y is no body."""
    swap, rather = SWAP.match(message), RATHER.match(message)
    match = swap or rather
    if match is None:
        return message
    bodies = dict.fromkeys(atom.body for atom in atoms_of(earlier))
    among = [body for body in bodies if body in catalogue.by_agency and match["old"] in catalogue.name(body)]
    body = match["new"] in gazetteer.named or any(match["new"] in catalogue.name(body) for body in catalogue.by_agency)
    if len(bodies) > 1 and len(among) == 1 and body:
        return f"{match['old']}换成{match['new']}"
    if rather is not None and len(bodies) > 1 and among:
        return None  # 不要北仑，要2024年的
    return f"换成{match['new']}" if swap is not None else message


def question_with_another(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """None where no body of a list is put in another's place."""
    form = vocabulary.form
    named = named_bodies(words)
    if SWAP.match(words.text) is None or len(named) != 2 or not says_only(words, (BodyWord, NoiseWord), {"other_body"}):
        return None
    old, new = (resolve([one], catalogue).found for one in named)
    asked = atoms_of(earlier)
    asked = asked if len(asked) > 1 else last_alike((*earlier.before, earlier), 0)[0]
    if len(old) != 1 or len(new) != 1 or varies_in(asked) != "bodies" or old[0] not in {atom.body for atom in asked}:
        return None
    made = [atom._replace(body=new[0]) if atom.body == old[0] else atom for atom in asked]
    if any(atom.body not in catalogue.by_agency for atom in made):
        return None
    if wanted := wanted_of(words, earlier):
        return question_of(made, wanted, catalogue, form)
    names, years = "、".join(catalogue.name(atom.body) for atom in made), years_phrase([made[0].year])
    return f"{names}{years}{made[0].phrase(form)}{'' if made[0].whole is not None else '分别多少'}"
