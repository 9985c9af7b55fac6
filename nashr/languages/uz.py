"""Uzbek, in the Latin script, and how it is spelled in the Cyrillic one."""

from nashr.languages.base import (
    Labels,
    Language,
    Quotes,
    Respelling,
    callouts,
    license_statements,
    locators,
    words,
)

_CYRILLIC = Respelling(
    endonym="Ўзбекча",
    alphabet=words("а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш ъ ь э ю я ў қ ғ ҳ"),
    letters=dict(
        pair.split("=")
        for pair in words(
            "yoʻ=йў oʻ=ў gʻ=ғ sh=ш ch=ч yo=ё yu=ю ya=я ye=е ts=ц ksiya=кция psiya=пция nsiya=нция "
            "a=а b=б d=д e=е f=ф g=г h=ҳ i=и j=ж k=к l=л m=м n=н o=о p=п q=қ r=р s=с t=т u=у v=в "
            "x=х y=й z=з ʼ=ъ ’=ъ"
        )
    ),
    initial={"e": "э"},
    stems=dict(
        pair.split("=")
        for pair in words(
            "yanvar=январь fevral=февраль aprel=апрель iyun=июнь iyul=июль sentabr=сентябрь "
            "oktabr=октябрь noyabr=ноябрь dekabr=декабрь konsepsiya=концепция intervyu=интервью "
            "entsiklopediya=энциклопедия redaksiya=редакция konferensiya=конференция "
            "film=фильм sirk=цирк senz=ценз natsional=национал"
        )
    ),
)

LANGUAGE = Language(
    tag="uz",
    endonym="Oʻzbekcha",
    decimal_sign=",",
    alphabet=words("a b d e f g h i j k l m n o p q r s t u v x y z oʻ gʻ sh ch ng"),
    quotes=Quotes("“", "”", "‘", "’"),
    months=(
        "yanvar",
        "fevral",
        "mart",
        "aprel",
        "may",
        "iyun",
        "iyul",
        "avgust",
        "sentabr",
        "oktabr",
        "noyabr",
        "dekabr",
    ),
    date="{year}-yil {day}-{month}",
    list_and="va",
    theorems=(
        "Teorema",
        "Lemma",
        "Natija",
        "Tasdiq",
        "Gipoteza",
        "Taʼrif",
        "Misol",
        "Mashq",
        "Izoh",
    ),
    proof="Isbot",
    pictures=words("xarita grafik diagramma sxema foto"),
    et_al="va b.",
    abbreviations=words("qar. mas. b. bet. rasm. jadv."),
    theses=("Doktorlik dissertatsiyasi", "Magistrlik dissertatsiyasi"),
    reports=("Texnik hisobot", "Tadqiqot hisoboti"),
    contributors={
        "foreword": "soʻzboshi:",
        "introduction": "kirish:",
        "afterword": "soʻnggi soʻz:",
        "annotator": "izohlar:",
        "commentator": "sharhlar:",
        "holder": "patent egasi:",
    },
    states={
        "submitted": "koʻrib chiqilmoqda",
        "accepted": "nashrga qabul qilingan",
        "in preparation": "tayyorlanmoqda",
    },
    era_first=True,
    style_words={
        "as": "–",
        "pub. l. no.": "qonun №",
        "available from": "manzil",
        "available at": "manzil",
        "available online at": "manzil",
        "available": "manzil:",
        "from": "",
        "in": "kitobda",
        "in:": "kitobda:",
        "accessed": "murojaat sanasi",
        "accessed on": "murojaat sanasi",
        "retrieved from": "manzil",
        "online": "onlayn",
        "www document": "veb-sahifa",
        "data set": "maʼlumotlar toʻplami",
        "personal communication": "shaxsiy yozishma",
        "preprint": "preprint",
        "in press": "chop etilmoqda",
        "review of": "taqriz qilingan asar",
        "vol.": "j.",
        "volume": "jild",
        "no.": "№",
        "issue": "№",
        "pp.": "b.",
        "p.": "b.",
        "ed": "nashr",
        "ed.": "tahr.",
        "eds.": "tahr.",
        "edited by": "tahrir qilgan",
        "translated by": "tarjima qilgan",
        "version": "versiya",
        "map": "xarita",
        "no date": "sanasiz",
        "doi:": "DOI:",
        "под ред.": "tahr.",
        "вып.": "son",
        "электронный ресурс": "elektron resurs",
        "режим доступа": "manzil",
        "дата обращения": "murojaat sanasi",
        "изд.": "nashr",
        "т.": "j.",
        "с.": "b.",
        "дис.": "dissertatsiya",
    },
    capitalizes_words=False,
    introducing=words("qarang shuningdek hamda va yoki"),
    before_number=words("b"),
    query=words("savol"),
    seasons=("bahor", "yoz", "kuz", "qish"),
    labels=Labels(
        abstract="Annotatsiya",
        keywords="Kalit soʻzlar",
        figure="{n}-rasm",
        figure_lower="{n}-rasm",
        figure_caption="{n}-rasm.",
        table="{n}-jadval",
        table_lower="{n}-jadval",
        table_caption="{n}-jadval.",
        table_continued="(davomi)",
        section="{n}-boʻlim",
        section_lower="{n}-boʻlim",
        equation="{n}-tenglama",
        equation_lower="{n}-tenglama",
        references="Adabiyotlar roʻyxati",
        references_latin="Adabiyotlar lotin yozuvida",
        notes="Izohlar",
        footnote="Izoh",
        contents="Mundarija",
        authors="Mualliflar",
        corresponding_author="Masʼul muallif",
        affiliation="Ish joyi",
        email="E-pochta",
        received="Tahririyatga kelgan",
        revised="Qayta ishlangan",
        accepted="Qabul qilingan",
        published="Chop etilgan",
        volume="Jild",
        issue="Son",
        page="Bet",
        pages="Betlar",
        funding="Moliyalashtirish",
        acknowledgements="Minnatdorchilik",
        conflict_of_interest="Manfaatlar toʻqnashuvi",
        sent="Taqrizga yuborilgan",
        reviewed="Taqriz qilingan",
        resubmitted="Takroran kelgan",
        ethics="Etika bayonoti",
        ethics_committee="Etika qoʻmitasi",
        decision_date="Qaror sanasi",
        decision_number="Qaror raqami",
        consent="Xabardor qilingan rozilik",
        data_availability="Maʼlumotlarning ochiqligi",
        ai_use="Sunʼiy intellektdan foydalanish",
        peer_review="Taqriz",
        plagiarism_check="Oʻxshashlik tekshiruvi",
        derived_from="Asos boʻlgan ish",
        extended_abstract="Kengaytirilgan annotatsiya",
        editor_in_charge="Masʼul muharrir",
        reviewer="Taqrizchi",
        reviewers="Taqrizchilar",
        special_issue="Maxsus son",
        article_number="Maqola №",
        field="Fan sohasi",
        udc="UOʻK",
        bbk="KBT",
        credit="Mualliflarning hissasi",
        credit_of_one="Muallifning hissasi",
        about_article="Maqola haqida",
        cite_this_article="Maqolaga havola",
        cite_as="Iqtibos uchun",
        back_to_text="Matnga qaytish",
        cited_on="Qavsda: asarga havola qilingan sahifalar.",
        cited_again="Qavsda: asarga havola qilingan sahifalar; (2), (3): oʻsha sahifada yana.",
        cover="Muqova",
        landmarks="Asosiy boʻlimlar",
        start_of_text="Matnning boshi",
        title_page="Titul varagʻi",
        download="Yuklab olish",
        copy="Nusxalash",
        copied="Nusxalandi",
        skip_to_content="Mazmunga oʻtish",
        cited_page="Iqtibos keltirilgan sahifa: {page}",
        of_several="iqtibos {n}, jami {total}",
        done="bajarilgan",
        to_do="bajarilishi kerak",
        description="Tavsif",
        not_described="tavsiflanmagan",
        author_query="Muallifga savol",
        check_romanization="Lotin yozuvidagi shakl avtomatik hosil qilingan: tekshiring.",
        proof="Korrektura",
        editors="Muharrirlar",
        publisher="Nashriyot",
        editorial_office="Tahririyat manzili",
        colophon="Nashr maʼlumotlari",
        author_index="Mualliflar koʻrsatkichi",
        theme="Koʻrinish",
        light="Yorugʻ",
        dark="Toʻq",
        close="Yopish",
        code="Kod",
    ),
    respellings={"cyrl": _CYRILLIC},
    callouts=callouts("Izoh, Maslahat, Muhim, Ogohlantirish, Diqqat"),
    article_types={
        "research-article": "Tadqiqot maqolasi",
        "review-article": "Sharh maqola",
        "brief-report": "Qisqa xabar",
        "case-report": "Klinik holat",
        "book-review": "Kitobga taqriz",
        "article-commentary": "Maqolaga izoh",
        "discussion": "Muhokama",
        "reply": "Javob",
        "editorial": "Muharrirdan",
        "introduction": "Kirish maqolasi",
        "letter": "Tahririyatga xat",
        "translation": "Tarjima",
        "correction": "Tuzatish",
        "retraction": "Maqolani qaytarib olish",
        "obituary": "Nekrolog",
    },
    peer_reviews={
        "open": "Ochiq",
        "single-blind": "Bir tomonlama yopiq",
        "double-blind": "Ikki tomonlama yopiq",
    },
    credit_roles={
        "conceptualization": "Konsepsiyani ishlab chiqish",
        "data-curation": "Maʼlumotlarni boshqarish",
        "formal-analysis": "Formal tahlil",
        "funding-acquisition": "Moliyaviy mablagʻ jalb etish",
        "investigation": "Tadqiqot oʻtkazish",
        "methodology": "Metodologiya",
        "project-administration": "Loyihani boshqarish",
        "resources": "Resurslar",
        "software": "Dasturiy taʼminot",
        "supervision": "Rahbarlik",
        "validation": "Natijalarni tekshirish",
        "visualization": "Vizuallashtirish",
        "writing-original-draft": "Dastlabki matnni yozish",
        "writing-review-editing": "Matnni koʻrib chiqish va tahrirlash",
    },
    license_statements=license_statements(
        sentence=(
            "Ochiq kirishdagi ushbu maqola {name} litsenziyasi shartlari asosida tarqatiladi."
        ),
        public_domain=(
            "Ushbu maqolaga boʻlgan barcha huquqlar {name} asosida jamoat mulkiga oʻtkazilgan."
        ),
    ),
    locator_terms=locators(
        """
        appendix: ilova, ilovalar
        article-locator: modda, moddalar
        book: kitob, kitoblar, kit.
        chapter: bob, boblar
        column: ustun, ustunlar
        equation: tenglama, tenglamalar
        figure: rasm, rasmlar
        folio: varaq, varaqlar, v.
        issue: son, sonlar, №
        line: satr, satrlar, misra
        note: izoh, izohlar
        page: bet, betlar, b., sahifa, sahifalar
        paragraph: abzas, abzaslar, xatboshi, ¶, ¶¶
        part: qism, qismlar
        section: boʻlim, boʻlimlar, paragraf, §, §§
        table: jadval, jadvallar
        verse: oyat, oyatlar, bayt, baytlar
        volume: jild, jildlar, j.
        """
    ),
)
