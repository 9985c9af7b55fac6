"""Kyrgyz."""

from nashr.languages.base import (
    Labels,
    Language,
    Quotes,
    license_statements,
    locators,
    words,
)

LANGUAGE = Language(
    tag="ky",
    endonym="Кыргызча",
    decimal_sign=",",
    alphabet=words("а б в г д е ё ж з и й к л м н ң о ө п р с т у ү ф х ц ч ш щ ъ ы ь э ю я"),
    sorted_as={"ё": "е"},
    quotes=Quotes("«", "»", "„", "“"),
    months=(
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ),
    date="{year}-жыл, {day}-{month}",
    list_and="жана",
    et_al="ж.б.",
    abbreviations=words("кар. мис. салышт. сүр. табл. б. бб."),
    introducing=words("караңыз ошондой-эле жана же"),
    before_number=words("б бб т"),
    query=words("суроо"),
    marks_before_stop=True,
    labels=Labels(
        abstract="Аннотация",
        keywords="Негизги сөздөр",
        figure="{n}-сүрөт",
        figure_lower="{n}-сүрөт",
        figure_caption="{n}-сүрөт.",
        table="{n}-таблица",
        table_lower="{n}-таблица",
        table_caption="{n}-таблица.",
        table_continued="(уландысы)",
        section="{n}-бөлүм",
        section_lower="{n}-бөлүм",
        equation="{n}-теңдеме",
        equation_lower="{n}-теңдеме",
        references="Адабияттар",
        notes="Эскертүүлөр",
        footnote="Шилтеме",
        contents="Мазмуну",
        authors="Авторлор",
        corresponding_author="Байланыш автору",
        affiliation="Иштеген жери",
        email="Эл. почта",
        received="Редакцияга келди",
        revised="Кайра иштелди",
        accepted="Кабыл алынды",
        published="Жарыяланды",
        volume="Том",
        issue="Чыгарылыш",
        pages="Беттер",
        funding="Каржылоо",
        acknowledgements="Ыраазычылык",
        conflict_of_interest="Кызыкчылыктардын кагылышы",
        sent="Рецензияга жөнөтүлдү",
        reviewed="Рецензияланды",
        resubmitted="Кайра келип түштү",
        ethics="Этикалык билдирүү",
        ethics_committee="Этика комитети",
        decision_date="Чечимдин күнү",
        decision_number="Чечимдин номери",
        consent="Маалымдалган макулдук",
        data_availability="Маалыматтардын жеткиликтүүлүгү",
        ai_use="Жасалма интеллектти колдонуу",
        peer_review="Рецензиялоо",
        plagiarism_check="Окшоштукту текшерүү",
        derived_from="Негиз болгон эмгек",
        extended_abstract="Кеңейтилген аннотация",
        editor_in_charge="Жооптуу редактор",
        reviewer="Рецензент",
        reviewers="Рецензенттер",
        special_issue="Атайын чыгарылыш",
        article_number="Макала №",
        field="Илим тармагы",
        udc="УДК",
        bbk="ББК",
        credit="Авторлордун салымы",
        credit_of_one="Автордун салымы",
        about_article="Макала жөнүндө",
        cite_this_article="Цитата үчүн",
        cite_as="Шилтеме үчүн",
        back_to_text="Текстке кайтуу",
        cited_on="Кашаада: эмгекке шилтеме жасалган беттер; (2), (3): ошол эле бетте кайрадан.",
        cover="Мукаба",
        landmarks="Негизги бөлүмдөр",
        start_of_text="Тексттин башы",
        title_page="Титул барагы",
        download="Жүктөп алуу",
        copy="Көчүрүү",
        copied="Көчүрүлдү",
        skip_to_content="Мазмунга өтүү",
        author_query="Авторго суроо",
        proof="Корректура",
        theme="Көрүнүш",
        light="Ачык",
        dark="Караңгы",
        close="Жабуу",
        code="Код",
    ),
    article_types={
        "research-article": "Изилдөө макаласы",
        "review-article": "Серептик макала",
        "brief-report": "Кыскача билдирүү",
        "case-report": "Клиникалык учур",
        "book-review": "Китепке рецензия",
        "article-commentary": "Макалага түшүндүрмө",
        "discussion": "Талкуу",
        "reply": "Жооп",
        "editorial": "Редакциядан",
        "introduction": "Кириш сөз",
        "letter": "Редакцияга кат",
        "translation": "Котормо",
        "correction": "Оңдоо",
        "retraction": "Макаланы кайтарып алуу",
        "obituary": "Некролог",
    },
    peer_reviews={
        "open": "Ачык",
        "single-blind": "Бир тараптуу жашыруун",
        "double-blind": "Эки тараптуу жашыруун",
    },
    credit_roles={
        "conceptualization": "Концепцияны иштеп чыгуу",
        "data-curation": "Маалыматтарды башкаруу",
        "formal-analysis": "Формалдуу талдоо",
        "funding-acquisition": "Каржы тартуу",
        "investigation": "Изилдөөнү жүргүзүү",
        "methodology": "Методология",
        "project-administration": "Долбоорду башкаруу",
        "resources": "Ресурстар",
        "software": "Программалык камсыздоо",
        "supervision": "Жетекчилик",
        "validation": "Натыйжаларды текшерүү",
        "visualization": "Визуалдаштыруу",
        "writing-original-draft": "Баштапкы текстти жазуу",
        "writing-review-editing": "Текстти карап чыгуу жана редакциялоо",
    },
    license_statements=license_statements(
        sentence="Бул ачык жеткиликтүү макала {name} лицензиясынын шарттарында таратылат.",
        public_domain=(
            "Бул макалага болгон бардык укуктар {name} негизинде коомдук менчикке өткөрүлгөн."
        ),
    ),
    locator_terms=locators(
        """
        appendix: тиркеме, тиркемелер
        article-locator: берене, беренелер
        book: китеп, китептер, кит.
        chapter: глава, главалар, гл.
        column: мамыча, мамычалар
        equation: теңдеме, теңдемелер
        figure: сүрөт, сүрөттөр, сүр.
        folio: барак, барактар
        issue: чыгарылыш, чыгарылыштар, №, номер
        line: сап, саптар
        note: эскертүү, эскертүүлөр, шилтеме
        page: бет, беттер, б.
        paragraph: абзац, абзацтар, абз., ¶, ¶¶
        part: бөлүк, бөлүктөр
        section: бөлүм, бөлүмдөр, параграф, §, §§
        table: таблица, таблицалар, табл.
        verse: аят, аяттар, бейит
        volume: том, томдор, т.
        """
    ),
)
