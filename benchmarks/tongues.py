"""Words and sentences of three languages, for made-up texts.

Azerbaijani and Turkish nouns take their endings by vowel harmony: 90 stems and 18 endings are
over a thousand words, as many as an article of this length has.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Protocol


class Tongue(Protocol):
    """A language that a manuscript can be written in."""

    @property
    def tag(self) -> str: ...
    @property
    def langid(self) -> str: ...
    #: “Sample”.
    @property
    def sample(self) -> str: ...
    #: “See” before a reference.
    @property
    def see(self) -> str: ...
    #: What a bar chart is called.
    @property
    def chart(self) -> str: ...
    @property
    def columns(self) -> tuple[str, str, str]: ...

    def noun(self, chance: random.Random) -> str: ...
    def title(self, chance: random.Random) -> str: ...
    def sentence(self, chance: random.Random) -> str: ...


@dataclass(frozen=True)
class Turkic:
    """Azerbaijani or Turkish. In endings ``A`` is a or its front mate, ``I`` one of four."""

    tag: str
    langid: str
    sample: str
    see: str
    chart: str
    columns: tuple[str, str, str]
    #: The front mate of a.
    front: str
    stems: tuple[str, ...]
    adjectives: tuple[str, ...]
    times: tuple[str, ...]
    links: tuple[str, ...]
    verbs: tuple[str, ...]

    def noun(self, chance: random.Random) -> str:
        return chance.choice(self.stems)

    def title(self, chance: random.Random) -> str:
        whose = self._with(chance, "lArInIn")
        text = f"{whose} {chance.choice(self.adjectives)} {self._with(chance, 'lArI')}"
        return _capital(text, self.tag)

    def sentence(self, chance: random.Random) -> str:
        who = f"{self._with(chance, 'lArInIn')} {chance.choice(self.adjectives)}"
        parts = [
            chance.choice(self.times),
            f"{who} {self._with(chance, 'lArI')}",
            f"{self._with(chance, 'lArInA')} {chance.choice(self.links)}",
            f"{chance.choice(self.adjectives)} {self._with(chance, 'lArImIzdAn')}",
            self._with(chance, "lArInI"),
            chance.choice(self.verbs),
        ]
        if chance.random() < 0.4:
            where = f"{chance.choice(self.adjectives)} {self._with(chance, 'lArImIzdA')}"
            parts.insert(3, f"{where},")
        if chance.random() < 0.25:
            parts.insert(1, f"({chance.randint(1850, 2020)}-{chance.randint(1, 12)})")
        return f"{_capital(' '.join(parts), self.tag)}."

    def _with(self, chance: random.Random, ending: str) -> str:
        word = self.noun(chance)
        for letter in ending:
            word += self._harmonic(word, letter) if letter in "AI" else letter
        return word

    def _harmonic(self, word: str, letter: str) -> str:
        last = next(c for c in reversed(word) if c in "aıouəeiöü")
        if letter == "A":
            return "a" if last in "aıou" else self.front
        return {"a": "ı", "ı": "ı", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}.get(last, "i")


@dataclass(frozen=True)
class English:
    tag: str = "en"
    langid: str = "english"
    sample: str = "Sample"
    see: str = "See"
    chart: str = "Bar chart"
    columns: tuple[str, str, str] = ("Region", "Year", "Share")

    def noun(self, chance: random.Random) -> str:
        return chance.choice(_NOUNS)

    def title(self, chance: random.Random) -> str:
        first, second = self.noun(chance), self.noun(chance)
        return f"{chance.choice(_ADJECTIVES).capitalize()} {first} and the {second}"

    def sentence(self, chance: random.Random) -> str:
        parts = [
            chance.choice(_OPENINGS),
            f"the {chance.choice(_ADJECTIVES)} {self.noun(chance)}",
            f"of the {self.noun(chance)}",
            chance.choice(_VERBS),
            f"a {chance.choice(_CONSONANTAL)} {self.noun(chance)}",
            f"{chance.choice(_LINKS)} the {chance.choice(_ADJECTIVES)} {self.noun(chance)}",
        ]
        if chance.random() < 0.5:
            parts.append(f"and {chance.choice(_VERBS)} its {self.noun(chance)}")
        if chance.random() < 0.25:
            parts.append(f"before {chance.randint(1850, 2020)}")
        return f"{_capital(' '.join(parts), 'en')}."


def _capital(text: str, tag: str) -> str:
    first = "İ" if text[0] == "i" and tag != "en" else text[0].upper()
    return first + text[1:]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in re.split(r"[\n/]", text) if phrase.strip())


AZERBAIJANI = Turkic(
    tag="az",
    langid="azerbaijani",
    sample="Nümunə",
    see="Bax:",
    chart="Sütunlu diaqram",
    columns=("Bölgə", "İl", "Pay"),
    front="ə",
    stems=_words("""
        münasibət siyasət əməkdaşlıq mədəniyyət cəmiyyət təşkilat müəssisə iqtisadiyyat istehsal
        kəmər sərhəd şəhər kənd vilayət dövlət hökumət qanun müqavilə saziş danışıq sənəd arxiv
        mənbə tədqiqat müşahidə təcrübə nəticə dəyişiklik inkişaf tərəqqi islahat təhsil məktəb
        universitet kitabxana əsər dil ləhcə lüğət əlifba yazı mətbuat qəzet jurnal oxucu yazıçı
        şair musiqi rəsm memarlıq abidə xalça sənət sənətkar tacir bazar ticarət gömrük vergi
        gəlir xərc büdcə sərmayə sənaye zavod neft qaz enerji dəmiryolu liman gəmi yol körpü
        torpaq iqlim orman bitki ailə nəsil köç məhəllə adət mərasim
        inanc düşüncə fəlsəfə elm alim riyaziyyat ulduz təqvim xəritə
    """),
    adjectives=_words("""
        tarixi siyasi iqtisadi mədəni ictimai beynəlxalq regional qarşılıqlı strateji müasir qədim
        geniş mühüm davamlı ardıcıl mürəkkəb müxtəlif əhəmiyyətli ənənəvi yerli ümumi xüsusi
        hüquqi elmi mənəvi dini etnik demoqrafik coğrafi inzibati hərbi diplomatik genişmiqyaslı
        ikitərəfli çoxtərəfli səmərəli əvvəlki sonrakı
    """),
    times=_phrases("""
        XIX əsrin ikinci yarısında / XX əsrin əvvəllərində / müstəqillik illərində / bu dövrdə
        son onilliklərdə / tədqiqatın ilk mərhələsində / araşdırılan sənədlərə görə / eyni zamanda
        bununla yanaşı / müharibədən sonrakı illərdə / ümumiyyətlə / digər tərəfdən
        göründüyü kimi / yuxarıda deyilənlərə əsasən
    """),
    links=_phrases("""
        əsaslanaraq / istinad edərək / uyğun şəkildə / baxmayaraq / qarşı olaraq / görə
    """),
    verbs=_phrases("""
        aydın şəkildə göstərir / ətraflı surətdə izah edir / xeyli dərəcədə gücləndirmişdir
        müəyyən etməyə imkan verir / tədricən dəyişdirmişdir / hərtərəfli əks etdirir
        yenidən nəzərdən keçirməyi tələb edir / bir-biri ilə əlaqələndirir / qismən məhdudlaşdırır
        formalaşdırmaqda davam edir / təsdiqləyən əsas amillərdəndir
    """),
)

TURKISH = Turkic(
    tag="tr",
    langid="turkish",
    sample="Örnek",
    see="Bkz.",
    chart="Çubuk grafik",
    columns=("Bölge", "Yıl", "Pay"),
    front="e",
    stems=_words("""
        ilişki siyaset toplum kültür kurum örgüt işletme üretim sınır şehir köy eyalet devlet
        hükümet yasa anlaşma sözleşme görüşme belge arşiv araştırma gözlem deneyim sonuç değişim
        gelişme ilerleme reform eğitim okul üniversite kütüphane eser dil lehçe sözlük alfabe yazı
        basın gazete dergi okur yazar şair müzik resim mimar anıt halı sanatçı tüccar pazar gümrük
        vergi gelir gider bütçe yatırım sanayi fabrika petrol enerji demiryolu liman gemi yol köprü
        orman bitki aile kuşak göç mahalle gelenek tören inanç düşünce felsefe bilim yıldız
        takvim harita mektup tanım yöntem kuram kavram
    """),
    adjectives=_words("""
        tarihsel siyasal ekonomik kültürel toplumsal uluslararası bölgesel karşılıklı stratejik
        çağdaş eski geniş önemli sürekli tutarlı karmaşık çeşitli geleneksel yerel genel özel
        hukuksal bilimsel manevi dinsel etnik demografik coğrafi yönetsel askeri diplomatik
        ikili kapsamlı verimli önceki sonraki belirleyici
    """),
    times=_phrases("""
        on dokuzuncu yüzyılın ikinci yarısında / yirminci yüzyılın başlarında / bu dönemde
        son yıllarda / araştırmanın ilk aşamasında / incelenen belgelere göre / aynı zamanda
        bununla birlikte / savaştan sonraki yıllarda / genel olarak / öte yandan
        görüldüğü gibi / yukarıda söylenenlerden hareketle
    """),
    links=_phrases("""
        dayanarak / göre / uygun biçimde / rağmen / karşı olarak / ilişkin olarak
    """),
    verbs=_phrases("""
        açıkça göstermektedir / ayrıntılı biçimde açıklamaktadır / büyük ölçüde güçlendirmiştir
        belirlemeye olanak tanımaktadır / giderek değiştirmiştir / bütünüyle yansıtmaktadır
        yeniden gözden geçirmeyi gerektirir / birbirine bağlamaktadır / kısmen sınırlandırmaktadır
        biçimlendirmeyi sürdürmektedir / doğrulayan başlıca etkenlerdendir
    """),
)

_NOUNS = _words("""
    agreement administration archive argument assembly authority boundary calendar census century
    chronicle commerce commission community comparison conference constitution correspondence
    council culture currency curriculum customs debate declaration demography department dialect
    dictionary diplomacy doctrine economy education embassy empire environment evidence excavation
    expedition explanation federation folklore frontier geography government grammar harbour
    heritage household identity immigration independence industry infrastructure inheritance
    inscription institution interpretation investment irrigation journalism jurisdiction knowledge
    landscape language legislation library literature manufacture manuscript merchant methodology
    ministry monument movement municipality narrative negotiation neighbourhood newspaper novel
    observation orthography parliament peasantry perspective petroleum philosophy pipeline poetry
    policy population printing privilege procedure province publication railway reconstruction
    reform region relationship representation republic research resistance revenue scholarship
    settlement society sovereignty statistics strategy taxation territory textile tradition
    translation transport treaty university vocabulary workshop
""")
_ADJECTIVES = _words("""
    administrative agricultural ancient architectural bilateral ceremonial commercial comparative
    comprehensive constitutional contemporary cultural demographic diplomatic economic ethnographic
    extraordinary federal geographical historical imperial independent industrial institutional
    international linguistic literary medieval metropolitan military modern multilateral municipal
    national neighbouring official parliamentary political postwar provincial regional religious
    rural scientific secular social strategic subsequent traditional urban
""")
_CONSONANTAL = tuple(word for word in _ADJECTIVES if word[0] not in "aeiou")
_VERBS = _words("""
    acknowledged anticipated challenged complemented consolidated contradicted demonstrated
    documented encouraged established illustrated influenced interrupted investigated
    presupposed reconsidered reinforced reorganised represented shaped strengthened transformed
    undermined
""")
_LINKS = _phrases("""
    on account of / alongside / in accordance with / in spite of / with respect to / throughout
    in comparison with / independently of
""")
_OPENINGS = _phrases("""
    in the second half of the nineteenth century / at the same time / in this period
    according to the documents / on the other hand / as the sources suggest / for the most part
    in recent decades / during the years of reconstruction / under such circumstances
    as has been noted / in practice / to a considerable extent
""")

TONGUES: tuple[Tongue, ...] = (AZERBAIJANI, TURKISH, English())
