"""Turkmen."""

from nashr.languages.base import (
    Labels,
    Language,
    Quotes,
    SyllableRules,
    license_statements,
    locators,
    words,
)

LANGUAGE = Language(
    tag="tk",
    endonym="Türkmençe",
    decimal_sign=",",
    alphabet=words("a b ç d e ä f g h i j ž k l m n ň o ö p r s ş t u ü w y ý z"),
    quotes=Quotes("“", "”", "‘", "’"),
    months=(
        "ýanwar",
        "fewral",
        "mart",
        "aprel",
        "maý",
        "iýun",
        "iýul",
        "awgust",
        "sentýabr",
        "oktýabr",
        "noýabr",
        "dekabr",
    ),
    date="{day} {month} {year}",
    list_and="we",
    et_al="we başg.",
    abbreviations=words("ser. mes. deň. sah. sur. tab. s."),
    introducing=words("serediň şeýle-de hem we ýa-da"),
    before_number=words("s"),
    query=words("sorag"),
    syllables=SyllableRules("aäeioöuüy", "bcçdfghjžklmnňpqrsştvwxýz"),
    labels=Labels(
        abstract="Gysgaça mazmuny",
        keywords="Açar sözler",
        figure="Surat {n}",
        figure_lower="surat {n}",
        figure_caption="Surat {n}.",
        table="Tablisa {n}",
        table_lower="tablisa {n}",
        table_caption="Tablisa {n}.",
        table_continued="(dowamy)",
        section="Bölüm {n}",
        section_lower="bölüm {n}",
        equation="Deňleme {n}",
        equation_lower="deňleme {n}",
        references="Edebiýat",
        notes="Bellikler",
        footnote="Bellik",
        contents="Mazmuny",
        authors="Awtorlar",
        corresponding_author="Jogapkär awtor",
        affiliation="Edara",
        email="E-poçta",
        received="Gelip gowşan",
        revised="Gaýtadan işlenen",
        accepted="Kabul edilen",
        published="Çap edilen",
        volume="Jilt",
        issue="San",
        pages="Sahypalar",
        funding="Maliýeleşdirme",
        acknowledgements="Minnetdarlyk",
        conflict_of_interest="Bähbitleriň çaknyşmagy",
        credit="Awtorlaryň goşandy",
        credit_of_one="Awtoryň goşandy",
        about_article="Makala barada",
        cite_this_article="Makala salgylanma",
        cite_as="Salgylanmak üçin",
        back_to_text="Tekste dolan",
        cited_on="Ýaýda: işe salgylanylýan sahypalar; (2), (3): şol sahypada gaýtadan.",
        cover="Daşky sahap",
        landmarks="Esasy bölümler",
        start_of_text="Tekstiň başy",
        title_page="Titul sahypasy",
        download="Ýükläp al",
        copy="Göçür",
        copied="Göçürildi",
        skip_to_content="Esasy mazmuna geç",
        author_query="Awtora sorag",
        proof="Korrektura",
        theme="Görnüş",
        light="Ýagty",
        dark="Garaňky",
        close="Ýapmak",
        code="Kod",
    ),
    article_types={
        "research-article": "Ylmy-barlag makalasy",
        "review-article": "Synlaýyş makalasy",
        "brief-report": "Gysgaça habar",
        "case-report": "Kliniki ýagdaý",
        "book-review": "Kitaba syn",
        "article-commentary": "Makala düşündiriş",
        "discussion": "Ara alyp maslahatlaşma",
        "reply": "Jogap",
        "editorial": "Redaktordan",
        "introduction": "Giriş sözi",
        "letter": "Redaksiýa hat",
        "translation": "Terjime",
        "correction": "Düzediş",
        "retraction": "Makalanyň yzyna alynmagy",
        "obituary": "Nekrolog",
    },
    credit_roles={
        "conceptualization": "Konsepsiýany işläp düzmek",
        "data-curation": "Maglumatlary dolandyrmak",
        "formal-analysis": "Formal seljerme",
        "funding-acquisition": "Maliýe serişdelerini çekmek",
        "investigation": "Barlag geçirmek",
        "methodology": "Metodologiýa",
        "project-administration": "Taslamany dolandyrmak",
        "resources": "Serişdeler",
        "software": "Programma üpjünçiligi",
        "supervision": "Ýolbaşçylyk",
        "validation": "Netijeleri barlamak",
        "visualization": "Şekillendirmek",
        "writing-original-draft": "Ilkinji teksti ýazmak",
        "writing-review-editing": "Teksti gözden geçirmek we redaktirlemek",
    },
    license_statements=license_statements(
        sentence="Açyk elýeterli bu makala {name} ygtyýarnamasynyň şertleri esasynda ýaýradylýar.",
        public_domain=(
            "Bu makala baradaky ähli hukuklar {name} esasynda jemgyýetçilik eýeçiligine berildi."
        ),
    ),
    locator_terms=locators(
        """
        appendix: goşundy, goşundylar
        article-locator: madda, maddalar
        book: kitap, kitaplar, kit.
        chapter: bap, baplar
        column: sütün, sütünler
        equation: deňleme, deňlemeler
        figure: surat, suratlar
        folio: kagyz, kagyzlar, list
        issue: san, sanlar, №
        line: setir, setirler
        note: bellik, bellikler
        page: sahypa, sahypalar, sah., s.
        paragraph: abzas, abzaslar, ¶, ¶¶
        part: bölek, bölekler
        section: bölüm, bölümler, paragraf, §, §§
        table: tablisa, tablisalar, tabl.
        verse: aýat, aýatlar, beýt
        volume: jilt, jiltler, j.
        """
    ),
)
