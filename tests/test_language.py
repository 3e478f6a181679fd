"""The language of a text is found from its words; what is not in English is stored without quotes."""

import json
import random
from pathlib import Path

import pytest

from factdb.article.language import NAMES, SHORT, UNKNOWN, detect, language_of, primary, spelled

# Our own sentences, of an invented ferry.
TEXTS = {
    "en": "The last boat to the islands will sail this winter after all, the council said on Monday. The quay has"
    " been repaired and the crew of fourteen will stay, but nobody knows yet who is going to pay for it.",
    "fr": "Le dernier bateau vers les îles partira cet hiver malgré tout, a annoncé la mairie lundi. Le quai a été"
    " réparé et les quatorze marins vont rester, mais personne ne sait encore qui va payer pour cela.",
    "de": "Das letzte Schiff zu den Inseln wird in diesem Winter doch noch fahren, teilte der Rat am Montag mit."
    " Der Kai ist repariert worden und die vierzehn Seeleute bleiben, aber niemand weiß, wer das bezahlen"
    " soll.",
    "es": "El último barco hacia las islas saldrá este invierno a pesar de todo, anunció el ayuntamiento el lunes."
    " El muelle ha sido reparado y los catorce marineros se quedan, pero nadie sabe quién va a pagar por ello.",
    "it": "L'ultimo battello per le isole partirà comunque questo inverno, ha detto il comune lunedì. Il molo è"
    " stato riparato e i quattordici marinai rimangono, ma nessuno sa ancora chi dovrà pagare per tutto"
    " questo.",
    "pt": "O último barco para as ilhas vai partir neste inverno apesar de tudo, anunciou a câmara na segunda-"
    " feira. O cais foi reparado e os catorze marinheiros ficam, mas ninguém sabe ainda quem vai pagar por"
    " isso.",
    "nl": "De laatste boot naar de eilanden vaart deze winter toch nog, zei de gemeente op maandag. De kade is"
    " hersteld en de veertien matrozen blijven, maar niemand weet nog wie er voor gaat betalen.",
    "sv": "Den sista båten till öarna går i vinter trots allt, sade kommunen på måndagen. Kajen har lagats och de"
    " fjorton sjömännen får stanna, men ingen vet ännu vem som ska betala för det.",
    "da": "Den sidste båd til øerne sejler alligevel i vinter, sagde kommunen mandag. Kajen er blevet repareret, og"
    " de fjorten søfolk bliver, men ingen ved endnu, hvem der skal betale for det.",
    "no": "Den siste båten til øyene går likevel i vinter, sa kommunen mandag. Kaia har blitt reparert, og de"
    " fjorten sjøfolkene blir, men ingen vet ennå hvem som skal betale for det.",
    "pl": "Ostatni statek na wyspy popłynie jednak tej zimy, powiedział w poniedziałek urząd miasta. Nabrzeże"
    " zostało naprawione i czternastu marynarzy zostaje, ale nikt nie wie, kto za to zapłaci.",
    "cs": "Poslední loď na ostrovy tuto zimu přece jen vypluje, oznámila v pondělí radnice. Molo bylo opraveno a"
    " čtrnáct námořníků zůstane, ale nikdo ještě neví, kdo to všechno za ně zaplatí.",
    "ro": "Ultimul vapor spre insule va pleca totuși în această iarnă, a anunțat primăria luni. Cheiul a fost"
    " reparat și cei paisprezece marinari rămân, dar nimeni nu știe încă cine va plăti pentru toate.",
    "hu": "Az utolsó hajó a szigetekre mégis elindul ezen a télen, közölte hétfőn a tanács. A rakpartot"
    " megjavították, és a tizennégy matróz marad, de még senki sem tudja, hogy ki fog fizetni érte.",
    "fi": "Viimeinen vene saarille lähtee kuitenkin tänä talvena, kunta sanoi maanantaina. Laituri on korjattu ja"
    " ne neljätoista merimiestä jäävät, mutta kukaan ei vielä tiedä, kuka sen maksaa, ja se on ollut myös"
    " riita.",
    "tr": "Adalara giden son vapur her şeye rağmen bu kış da kalkacak, dedi belediye pazartesi günü. İskele"
    " onarıldı ve on dört denizci kalıyor, ama bunun için kimin ödeyeceği daha belli değil.",
    "ru": "Последний пароход на острова всё же отправится этой зимой, сказал в понедельник совет. Причал уже"
    " починили, и четырнадцать матросов остаются, но никто ещё не знает, кто за это будет платить.",
    "uk": "Останній пароплав на острови все ж відпливе цієї зими, сказав у понеділок голова. Причал вже полагодили,"
    " і чотирнадцять матросів залишаються, але ніхто ще не знає, хто за це буде платити.",
}
# In none of the languages that are recognised.
OTHERS = {
    "sw": "Boti la mwisho kwenda visiwani litaondoka msimu huu wa baridi licha ya yote, baraza lilisema Jumatatu."
    " Gati limekarabatiwa na mabaharia kumi na wanne watabaki, lakini hakuna anayejua nani atalipa gharama"
    " hizo.",
    "eu": "Uharteetarako azken ontzia negu honetan aterako da hala ere, esan zuen udalak astelehenean. Kaia"
    " konpondu dute eta hamalau marinelak geldituko dira, baina inork ez daki oraindik nork ordainduko duen.",
    "et": "Viimane laev saartele väljub sel talvel siiski, ütles vald esmaspäeval. Kai parandati ära ning neliteist"
    " meremeest jäävad, kuid keegi ei tea veel, kes selle kõige eest maksma hakkab.",
    "el": "Το τελευταίο πλοίο για τα νησιά θα φύγει τελικά αυτόν τον χειμώνα, είπε το συμβούλιο τη Δευτέρα. Η"
    " αποβάθρα επισκευάστηκε και οι δεκατέσσερις ναύτες μένουν, αλλά κανείς δεν ξέρει ποιος θα πληρώσει.",
    "zh": "市议会周一表示，开往群岛的最后一班船今年冬天仍将启航。"
    "码头已经修好，十四名船员将留下，但还没有人知道谁来付钱。",
    "ar": "قال المجلس يوم الاثنين إن آخر قارب إلى الجزر سيبحر هذا الشتاء رغم كل شيء. تم إصلاح الرصيف وسيبقى البحارة.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_paragraph_has_a_language(language):
    assert detect(TEXTS[language]) == language
    assert detect(TEXTS[language].upper()) == language, "in capitals"


def test_every_language_that_can_be_recognised_is_tried():
    assert set(TEXTS) == set(NAMES)


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_none_of_them(language):
    assert detect(" ".join([OTHERS[language]] * (SHORT // 20))) == UNKNOWN


ENGLISH = [
    (TEXTS["en"] * 2 + f"\n\n“{TEXTS['fr']}”\n\n", "an English article that quotes French"),
    (f"{TEXTS['en']}\n\n{TEXTS['en']}\n\n“{TEXTS['fr']}” he said.\n\n“{TEXTS['fr']}” she said.", "and French as much"),
    ("Mira Okafor, Jonas Reed, Lena Brandt, Ivo Petrov, José Álvarez de la Cruz", "names"),
    ("\n".join(f"{n}. {n * 17:,} {n / 7:.2f}% {n * 3}" for n in range(300)), "numbers alone"),
    ("Port Ellis 12 14 8 3\nElm 4 4 2 1\nOak 9 9 1 0\n" * 8 + TEXTS["en"], "a table above a paragraph"),
    ("Die Hard fans in Rome", "German and Italian words in a headline"),
    ("“No,” Reed said. “Non.”", "two words"),
    ("Well, I'll, I'll be very quick, we'll, I'll see.", "what follows an apostrophe is no word"),
    ("I said do me a favor, give me a competing offer.", "words of Portuguese in a sentence"),
    ("OKAFOR: Who is going to pay for it?\nREED: That is not for me to say.\nOKAFOR: It is.\n" * 6, "a transcript"),
    ("U.S. Sen. J. S. Reed (D-Vt.) a U.S. ally, U.S. officials, S. A. Brandt, 3 p.m.", "initials"),
    ("Ferry: a Reed plan", "too few words to say"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("text", "why"), ENGLISH, ids=[why for _, why in ENGLISH])
def test_english_stays_english(text, why):
    assert language_of(text) == "en"


STATED = [
    ("en", "fr-FR", "en", "a page in English that says it is French"),
    ("fr", "en-US", "fr", "a page in French that says it is English"),
    ("en", "en-GB", "en-GB", "the region is believed"),
    ("no", "nb-NO", "nb-NO", "another name of the same language"),
    ("sw", "sw", "sw", "what cannot be told is believed"),
    ("sw", "en", UNKNOWN, "unless it could have been told"),
    ("sw", None, UNKNOWN, "and not guessed"),
]


@pytest.mark.parametrize(("text", "stated", "language", "why"), STATED, ids=[why for *_, why in STATED])
def test_what_a_page_states_is_a_hint(text, stated, language, why):
    assert language_of(" ".join([(TEXTS | OTHERS)[text]] * 5), stated) == language


@pytest.mark.parametrize(
    ("tag", "one"),
    [
        ("en", "en"), ("EN-us", "en-US"), ("en_GB", "en-GB"), ("eng", "en"), ("fre", "fr"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("PT-br", "pt-BR"), ("es-419", "es-419"), (" de ", "de"), ("English", None), ("x y", None), ("", None),
        (None, None),
    ],
)  # fmt: skip
def test_a_tag_has_one_spelling(tag, one):
    assert spelled(tag) == one


@pytest.mark.parametrize(("tag", "language"), [("EN-us", "en"), ("nn-NO", "no"), ("und", "und"), ("ger", "de")])
def test_the_language_of_a_tag_is_its_first_part(tag, language):
    assert primary(tag) == language


def test_stretches_of_a_real_corpus_are_english(shared):
    documents = sorted((shared / "evaluation/polnear").rglob("*.txt"))
    if not documents:
        pytest.skip("the corpus is not there")
    assert {detect(d.read_text(encoding="utf-8")) for d in documents} == {"en"}
    chance = random.Random(7)
    pieces = []
    for document in chance.sample(documents, 150):
        text = document.read_text(encoding="utf-8")
        at = chance.randrange(max(len(text) - 400, 1))
        pieces.append(text[at : at + 400])
    assert [piece for piece in pieces if language_of(piece) != "en"] == []


# --- The command


@pytest.fixture
def written(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "en.txt").write_text(f"The ferry stays\n\n{TEXTS['en']}\n\n“It floats,” said Mira Okafor.\n", "utf-8")
    quoted = "« Le quai est solide et le bateau aussi », a dit Mira Okafor. Le bac a porté 14.000 passagers en mars."
    for number in (1, 2):
        (folder / f"fr{number}.txt").write_text(f"Le bac numéro {number} reste\n\n{TEXTS['fr']}\n\n{quoted}\n", "utf-8")
    return folder


def test_another_language_is_stored_without_quotes_and_that_is_said(run, database, written):
    done = run("-d", database, "import", str(written))
    assert done.code == 0, done.err
    assert done.out.endswith("\n2 articles in French: stored without quotes; --language en insists\n")
    listed = json.loads(run("-d", database, "sources", "--format", "json").out)
    assert {(s["title"][:2], s["language"], bool(s["quotes"])) for s in listed} == {
        ("Th", "en", True),
        ("Le", "fr", False),
    }
    found = json.loads(run("-d", database, "claims", "--candidates", "--limit", "0", "--format", "json").out)
    assert all("passagers" not in claim["text"] for claim in found)
    speakers = json.loads(run("-d", database, "speakers", "--format", "json").out)
    assert {s["name"] for s in speakers} <= {"Mira Okafor", "council"}
    again = run("-d", database, "import", str(written))
    assert "French" not in again.out, "what is already stored is not told again"


@pytest.mark.parametrize(("tag", "sources", "quotes"), [("en", 1, True), ("fr", 2, False), ("FR-ca", 0, False)])
def test_lists_are_narrowed_by_language(run, database, written, tag, sources, quotes):
    run("-d", database, "import", str(written))
    assert len(json.loads(run("-d", database, "sources", "--language", tag, "--format", "json").out)) == sources
    assert bool(json.loads(run("-d", database, "quotes", "--language", tag, "--format", "json").out)) == quotes


def test_a_region_belongs_to_its_language_in_whichever_spelling(run, database, execute, written):
    run("-d", database, "import", str(written))
    execute(database, "UPDATE sources SET language = 'FR_ca' WHERE title LIKE '%1%'")
    assert len(json.loads(run("-d", database, "sources", "--language", "fr", "--format", "json").out)) == 2
    assert len(json.loads(run("-d", database, "sources", "--language", "fr-CA", "--format", "json").out)) == 1


def test_english_can_be_insisted_on(run, database, written):
    done = run("-d", database, "import", str(written / "fr1.txt"), "--language", "EN")
    assert (done.code, "French" in done.out) == (0, False)
    [source] = json.loads(run("-d", database, "sources", "--format", "json").out)
    assert source["language"] == "en"
    assert source["quotes"] > 0
    wrong = run("-d", database, "import", str(written), "--language", "plain English")
    assert (wrong.code, "write its tag, en or pt-BR" in wrong.err) == (2, True)


def test_extract_says_what_it_did_not_read(run, written):
    done = run("extract", str(written), "--format", "jsonl")
    assert done.err == "2 articles in French: read without quotes; --language en insists\n"
    found = [bool(json.loads(line)["quotes"]) for line in done.out.splitlines()]
    assert found == [True, False, False]
    insisted = run("extract", str(written), "--language", "en", "--format", "jsonl")
    assert insisted.err == ""
    assert all(json.loads(line)["quotes"] for line in insisted.out.splitlines())
