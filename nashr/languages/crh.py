"""Crimean Tatar, in the Latin script."""

from nashr.languages.base import (
    TURKISH_CONSONANTS,
    Labels,
    Language,
    Quotes,
    SyllableRules,
    license_statements,
    locators,
    words,
)

LANGUAGE = Language(
    tag="crh",
    endonym="Qırımtatarca",
    decimal_sign=",",
    alphabet=words("a b c ç d e f g ğ h ı i j k l m n ñ o ö p q r s ş t u ü v y z"),
    dotted_i=True,
    quotes=Quotes("“", "”", "‘", "’"),
    months=(
        "yanvar",
        "fevral",
        "mart",
        "aprel",
        "mayıs",
        "iyün",
        "iyül",
        "avgust",
        "sentâbr",
        "oktâbr",
        "noyabr",
        "dekabr",
    ),
    date="{day} {month} {year}",
    list_and="ve",
    et_al="ve d.",
    abbreviations=words("baq. mes. s. saif. res. ced."),
    introducing=words("baqıñız ayrıca em ve ya"),
    before_number=words("s c"),
    query=words("sual"),
    syllables=SyllableRules("aeıioöuü", TURKISH_CONSONANTS + "ñ"),
    labels=Labels(
        abstract="Hulâsa",
        keywords="Anahtar sözler",
        figure="Resim {n}",
        figure_lower="resim {n}",
        figure_caption="Resim {n}.",
        table="Cedvel {n}",
        table_lower="cedvel {n}",
        table_caption="Cedvel {n}.",
        table_continued="(devamı)",
        section="Bölük {n}",
        section_lower="bölük {n}",
        equation="Teñleme {n}",
        equation_lower="teñleme {n}",
        references="Edebiyat",
        notes="Qaydlar",
        footnote="Qayd",
        contents="Münderice",
        authors="Müellifler",
        corresponding_author="Mesül müellif",
        affiliation="Teşkilât",
        email="E-poçta",
        received="Kelgen",
        revised="Qayta işlengen",
        accepted="Qabul etilgen",
        published="Neşir etilgen",
        volume="Cilt",
        issue="Sayı",
        pages="Saifeler",
        funding="Maliyeleştirüv",
        acknowledgements="Teşekkür",
        conflict_of_interest="Menfaatlar çatışması",
        credit="Müelliflerniñ issesi",
        credit_of_one="Müellifniñ issesi",
        about_article="Maqale aqqında",
        cite_this_article="Bu maqalege iqtibas",
        cite_as="İqtibas içün",
        back_to_text="Metinge qayt",
        cited_on="Qavuslarda: eserge müracaat etilgen saifeler; (2), (3): aynı saifede kene.",
        cover="Qapaq",
        landmarks="Esas bölükler",
        start_of_text="Metinniñ başı",
        title_page="Serlevha saifesi",
        download="Yükle",
        copy="Kopiyala",
        copied="Kopiyalandı",
        skip_to_content="Esas mündericege keç",
        author_query="Müellifge sual",
        proof="Korrektura",
        theme="Körüniş",
        light="Yarıq",
        dark="Qaranlıq",
        close="Qapat",
        code="Kod",
    ),
    article_types={
        "research-article": "Tedqiqat maqalesi",
        "review-article": "Taqriz maqalesi",
        "brief-report": "Qısqa haber",
        "case-report": "Klinik al",
        "book-review": "Kitap taqrizi",
        "article-commentary": "Maqalege şerh",
        "discussion": "Muzakere",
        "reply": "Cevap",
        "editorial": "Muarrirden",
        "introduction": "Kiriş söz",
        "letter": "Muarrirge mektüp",
        "translation": "Tercime",
        "correction": "Tüzetme",
        "retraction": "Maqaleniñ keri alınması",
        "obituary": "Ölüm haberi",
    },
    credit_roles={
        "conceptualization": "Kontseptsiya",
        "data-curation": "Malümatnı idare etüv",
        "formal-analysis": "Formal talil",
        "funding-acquisition": "Maliye vastalarını celp etüv",
        "investigation": "Tedqiqat keçirüv",
        "methodology": "Metodologiya",
        "project-administration": "Leyhanı idare etüv",
        "resources": "Resurslar",
        "software": "Programma teminatı",
        "supervision": "Reberlik",
        "validation": "Neticelerni teşkerüv",
        "visualization": "Vizualleştirüv",
        "writing-original-draft": "İlk metinni yazuv",
        "writing-review-editing": "Metinni közden keçirüv ve tahrir etüv",
    },
    license_statements=license_statements(
        sentence="Açıq irişimli bu maqale {name} litsenziyasınıñ şartları esasında darqatıla.",
        public_domain="Bu maqalege ait bütün aqlar {name} esasında cemaat mülkiyetine berildi.",
    ),
    locator_terms=locators(
        """
        appendix: ilâve, ilâveler
        article-locator: madde, maddeler
        book: kitap, kitaplar, kit.
        chapter: bap, baplar
        column: sütun, sütunlar
        equation: teñleme, teñlemeler
        figure: resim, resimler
        folio: varaq, varaqlar
        issue: sayı, sayılar, №
        line: satır, satırlar
        note: qayd, qaydlar
        page: saife, saifeler, s.
        paragraph: abzats, abzatslar, ¶, ¶¶
        part: qısım, qısımlar
        section: bölük, bölükler, §, §§
        table: cedvel, cedveller
        verse: ayet, ayetler, beyit
        volume: cilt, ciltler, c.
        """
    ),
)
