"""Detection of the language of a text by its function words.

The small words that make up a good part of any running text ("the", "of", "and") and differ between languages.

What a page states of its language is often wrong, so it is a hint: it adds a region, and decides where words do not.
"""

from __future__ import annotations

import re
from collections import Counter

ENGLISH = "en"
UNKNOWN = "und"
"""BCP 47 for a language that is not known."""
NAMES = {
    "cs": "Czech", "da": "Danish", "de": "German", "en": "English", "es": "Spanish", "fi": "Finnish", "fr": "French",
    "hu": "Hungarian", "it": "Italian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip
"""The languages that can be detected, tag -> English name."""

_WORDS = {
    "cs": "a aby ale ani až bez bude by byl byla bylo byly co do ho i ja jak jako je jeho jejich její jen ještě jsem"
    " jsou k kde když která které který mezi mu má na nad ne nebo není o od po pod podle pro proti před při s"
    " se si své ta tak také tam ten to tom tu u už v ve však z za ze že",
    "da": "af alle at blev blive da de dem den der deres det dette du efter eller en er et for fra få før ham han"
    " hans har havde hendes her hun hvad hvis hvor i ikke ind jeg kan kun man med meget mellem men mere mig min"
    " mod må nu når og også om op over på sagde sig siger sin skal skulle som så til ud under var ved vi vil"
    " ville være",
    "de": "aber als am an auch auf aus bei bis das dass dem den der des die doch durch ein eine einem einen einer"
    " eines er es für gegen haben hat hatte ich ihr im in ist kann mehr mit nach nicht noch nur ob oder sei"
    " sein seine sich sie sind so um und unter vom von vor war was wenn werden wie wir wird wurde zu zum zur"
    " über",
    "en": "a about after all an and are as at be been but by can could for from had has have he her his i if in into"
    " is it its more my no not of on one or our out said she so than that the their them there they this to two"
    " up was we were what when which who will with would you",
    "es": "a al ante aunque como con contra cuando de del desde dijo donde dos el ella ellos en entre era es esta"
    " este esto está fue ha había hacia han hasta la las le les lo los me mi muy más ni no nos o para pero por"
    " porque que qué se según ser si sin sobre son su sus sí también tiene todo un una y ya yo él",
    "fi": "ei eivät ennen että he hän häneen hänen ilman ja jo joka jonka jos jotka jälkeen kaikki kanssa kertoo"
    " kuin kuitenkin kun kuten me minä mitä mukaan mutta muun myös ne niiden niin noin nyt ole oli olivat olla"
    " ollut on ovat pitää sanoi sanoo se sekä sen siinä siitä sillä sitä taas tai tämä tämän vaan vain vielä"
    " vuoden yli",
    "fr": "a au aux avait avec c ce ces cette comme d dans de depuis des deux du elle elles en entre est et fait il"
    " ils j je l la le les leur lui mais même n ne nous on ont ou où par pas plus pour qu que qui s sa sans se"
    " selon ses si son sont sous sur tout un une vous y à était été être",
    "hu": "a az azt be csak de e egy el ez ezt fel ha hanem hogy hogyan igen is itt jól ki közben között lehet lesz"
    " maga meg mely mert mi miatt minden mint most már még nagyon nem nincs olyan ott pedig s sem szerint szét"
    " több után vagy van vannak vele volna volt voltak én és ő",
    "it": "a ad ai al alla alle anche che chi ci come con cui da dal dalla dei del della delle dello di dopo due e"
    " ed era gli ha hanno i il in io l la le lei lo loro lui ma mi nel nella non o per perché più prima quando"
    " quella questa questo se sei si sia sono su sua sui sul sulla suo tra tutti un una uno è",
    "nl": "aan al als bij dan dat de den der deze die dit door dus een en er geen haar had heb heeft hem het hij hoe"
    " hun ik in is je kan kunnen maar me meer met mijn moet na naar niet nog nu of om omdat ook op over te"
    " tegen toch toen tot u uit van veel voor was wat we wel werd worden wordt ze zei zich zij zijn zo zou",
    "no": "alle at av ble bli blir da de deg dem den der deres det dette du eller en er et etter for fra før hadde"
    " ham han hans har henne her hun hva hvis hvor i ikke inn jeg kan kun man med meg mellom men mer mot må noe"
    " nå når og også om opp over på sa seg sier sin skal skulle som så til under ut var ved vi vil ville være å",
    "pl": "a aby ale bardzo bez być był była było były co czy dla do gdy go i ich jak jako je jednak jego jej jest"
    " już która które który mnie może można na nad nie niż o od on ona oraz po pod podczas przed przez przy się"
    " są tak tam te tego tej ten to tylko tym u w we więc wszystko z za ze że żeby",
    "pt": "a ao aos as até com como da das de dele depois do dois dos e ela ele eles em entre era essa esse está eu"
    " foi há isso já lhe mais mas me mesmo muito na nas nem no nos não o os ou para pela pelo por porque quando"
    " que quem se segundo sem ser seu seus sobre sua são também tem um uma às é",
    "ro": "a această acest ai al ale am ar are as au ca care ce cea cei cel ci cu cum când cât că da dar de deja din"
    " dintre după e ea ei el este eu fi fie fost iar in la lor lui mai mult ne ni nici nu o pe pentru prin sa"
    " sau se spus sub sunt să un unei unor unui va în înainte între și ți",
    "ru": "а без более бы был была были было быть в вы для до его ее если есть её же за и из или им их к как ко"
    " когда которая которые который ли между мы на над не него нет но о об он она они от по под при про с"
    " сказал со так также то только тот у уже что чтобы это этого этот я",
    "sv": "alla andra att av blev bli blir de dem den deras dess det detta där efter ej eller en enligt ett från för"
    " före ha hade han hans har hon hur i in ingen inte jag kan kommer man med mellan men mer mot mycket nu när"
    " och också om på sade samt sedan sig sin ska skulle som säger så till under upp ut utan vad var vi vid"
    " vill än är över",
    "tr": "ama ancak bana ben bile bir biz bu bunu bunun da daha de dedi değil diye en gibi göre hem her hiç ile ise"
    " için kadar karşı ki kim mi mu mı nasıl ne neden o olan olarak oldu olduğu olduğunu olsa olup onlar onu"
    " onun sadece sonra tüm var ve veya ya yok yüzde çok önce üzerinde şey şu",
    "uk": "а або але без би був була були було в ви вона вони все від він для до же з за зі й його к коли ми між на"
    " над не ні о об по при про під саме свої сказав та так такий також те ти то того тому у це цей цього що"
    " щоб я як яка яке який які є і із їх її",
}
_BY_WORD: dict[str, list[str]] = {}
for _tag, _words in _WORDS.items():
    for _word in _words.split():
        _BY_WORD.setdefault(_word, []).append(_tag)

# Words up to their apostrophes: "l'", "d'", "didn"; an "s" after one would be a word of Czech.
_WORD = re.compile(r"(?<![\w'’])[^\W\d_]+")
# The language is determined for this many words at a time, and that of a text is the language of most of its parts, so
# that a quotation in another language, a table or a list of names does not decide. Words after _MOST are ignored.
_STRETCH, _MOST = 50, 4000
# The share of function words below which a stretch is in none of these languages.
_FLOOR = 0.20
# At least this share of a text must be in its language, so that a chance match here and there decides nothing.
_PART = 0.25
# Fewer function words than this decide nothing in a short text: "Die Hard" is not German. Nor do those of a sentence
# that has more than half as many English ones: "Do me a favor".
_FEWEST = 3
# Texts with fewer words may be names and numbers alone: that their language cannot be determined says nothing of them.
SHORT = 100
# The last letter of the Latin alphabet in all its forms.
_LATIN = "\u024f"


def detect(text: str) -> str | None:
    """Return the tag of the language of `text`, one of `NAMES`.

    `UNKNOWN` where it is in none of them; None where it has too few words to say.
    """
    # A capital by itself is an initial: "U.S.", "J. Reed".
    words = [word.lower() for word in _WORD.findall(text) if len(word) > 1 or word.islower()][:_MOST]
    counts: Counter[str] = Counter()
    for at in range(0, max(len(words) - _STRETCH // 2, 1), _STRETCH):
        stretch = words[at : at + _STRETCH]
        hits = Counter(tag for word in stretch for tag in _BY_WORD.get(word, ()))
        # English first among equals.
        best = max(hits, key=lambda tag: (hits[tag], tag == ENGLISH), default=ENGLISH)
        by_chance = len(words) < _STRETCH and best != ENGLISH and hits[best] < 2 * hits[ENGLISH]
        if hits[best] >= max(_FLOOR * len(stretch), _FEWEST) and not by_chance:
            counts[best] += len(stretch)
    if counts and counts.most_common(1)[0][1] >= _PART * len(words):
        return counts.most_common(1)[0][0]
    letters = "".join(words)
    if 2 * sum(letter > _LATIN for letter in letters) > len(letters):
        return UNKNOWN
    return UNKNOWN if len(words) >= SHORT else None


def language_of(text: str, stated: str | None = None) -> str:
    """Return the language of `text` as a BCP 47 tag, given what is `stated` of it (a tag, None for nothing).

    The words decide; of the same language, what is stated has a region as well. If the words do not determine the
    language, what is stated is believed, unless it is one that they could determine. A short text of which
    nothing is known is taken for English.
    """
    found = detect(text)
    if found is None:
        return stated or ENGLISH
    if stated is not None and (primary(stated) == found or (found == UNKNOWN and primary(stated) not in NAMES)):
        return stated
    return found


# What ISO 639 and pages call these languages otherwise.
_SAME = {
    "ces": "cs", "cze": "cs", "dan": "da", "deu": "de", "ger": "de", "eng": "en", "spa": "es", "fin": "fi", "fra": "fr",
    "fre": "fr", "hun": "hu", "ita": "it", "dut": "nl", "nld": "nl", "nor": "no", "nb": "no", "nn": "no", "pol": "pl",
    "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "swe": "sv", "tur": "tr", "ukr": "uk",
}  # fmt: skip
_TAG = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{1,8})*")


def primary(tag: str) -> str:
    """The language of a tag without script and region, by the shortest code: "en" of "EN-us", "no" of "nb-NO"."""
    first = re.split("[-_]", tag.lower(), maxsplit=1)[0]
    return _SAME.get(first, first)


def spelled(tag: str | None) -> str | None:
    """`tag` in the one spelling of BCP 47.

    "en-US" for "EN_us", "zh-Hant-TW" for "zh-hant-tw"; None for what is not a tag.
    """
    if tag is None or not _TAG.fullmatch(tag.strip()):
        return None
    first, *rest = re.split("[-_]", tag.strip().lower())
    first = _SAME.get(first, first) if len(first) == 3 else first
    parts = [p.title() if len(p) == 4 and p.isalpha() else p.upper() if len(p) == 2 else p for p in rest]
    return "-".join([first, *parts])


def called(tag: str) -> str:
    """How English calls the language of a tag, to come after "in": "French", "hu", "a language that is not known"."""
    return "a language that is not known" if tag == UNKNOWN else NAMES.get(primary(tag), tag)
