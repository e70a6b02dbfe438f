"""Function words that carry no subject, per language. Belongs here: words a search or a theme leaves out."""

from __future__ import annotations

from typing import Final

_DUTCH = """
aan aangezien al alle alleen als alsof altijd ander andere anders beide ben bent bij bijvoorbeeld daar daarbij
daardoor daarin daarmee daarna daarom daarop daarover daarvan daarvoor dan dat de deze die dit doch doen doet
doordat dus echter een eens en enkele er erg ervan etc even gaan gaat ge geen geweest gewoon had hadden heb hebben
hebt heeft hem hen het hier hierbij hierdoor hierin hiermee hierop hiervan hiervoor hij hoe hoewel hun iedere ieder
iemand iets ik in indien is ja je jij jou jouw jullie kan kon konden kun kunnen kunt laat laten maar me mede meer
meest mezelf mij mijn moest moesten moet moeten na naar nadat nee net niet niets nog nu of om omdat onder ons onze
ook op over reeds sinds slechts sommige te ten ter terwijl tijdens toch toe toen tot tussen u uit uw vaak van
vanaf vanuit veel verder via volgens voor vooral voordat waar waarbij waardoor waarin waarmee waarom waarop
waarvan waarvoor wanneer want waren was wat we wel welk welke werd werden wie wij wil willen word worden wordt
zal ze zeer zei zelf zelfs zich zichzelf zij zijn zo zoals zodat zou zouden zowel zulke zullen
"""

_ENGLISH = """
a about above after again all also am an and any are as at be because been before being below between both but by
can could did do does doing down during each either etc few for from further had has have having he her here hers
him his how however i if in into is it its itself just may me might more most must my no nor not now of off on
once only or other our ours out over own same shall she should so some such than that the their theirs them then
there these they this those through to too under until up upon us very was we were what when where which while
who whom why will with within without would you your yours
"""

_LISTS: Final = {"nl": frozenset(_DUTCH.split()), "en": frozenset(_ENGLISH.split())}


def stop_words(language: str) -> frozenset[str]:
    """Return the function words of a language, folded; none for a language we have no list of."""
    return _LISTS.get(language, frozenset())


def is_stop_word(form: str, language: str) -> bool:
    """Tell whether a folded word form is a function word of the language."""
    return form in stop_words(language)
