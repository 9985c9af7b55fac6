"""Kazakh, in the Cyrillic script."""

from nashr.languages.base import (
    Labels,
    Language,
    Quotes,
    license_statements,
    locators,
    words,
)

LANGUAGE = Language(
    tag="kk",
    endonym="Қазақ тілі",
    decimal_sign=",",
    alphabet=words(
        "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я"
    ),
    sorted_as={"ё": "е"},
    quotes=Quotes("«", "»", "“", "”"),
    months=(
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ),
    date="{year} жылғы {day} {month}",
    list_and="және",
    et_al="және т.б.",
    abbreviations=words("қар. мыс. сал. сур. кест. б. бб."),
    introducing=words("қараңыз сондай-ақ және немесе"),
    before_number=words("б бб т"),
    query=words("сұрақ"),
    marks_before_stop=True,
    labels=Labels(
        abstract="Аңдатпа",
        keywords="Түйін сөздер",
        figure="{n}-сурет",
        figure_lower="{n}-сурет",
        figure_caption="{n}-сурет.",
        table="{n}-кесте",
        table_lower="{n}-кесте",
        table_caption="{n}-кесте.",
        table_continued="(жалғасы)",
        section="{n}-бөлім",
        section_lower="{n}-бөлім",
        equation="{n}-теңдеу",
        equation_lower="{n}-теңдеу",
        references="Әдебиеттер тізімі",
        notes="Ескертпелер",
        footnote="Сілтеме",
        contents="Мазмұны",
        authors="Авторлар",
        corresponding_author="Хат-хабар авторы",
        affiliation="Жұмыс орны",
        email="Эл. пошта",
        received="Редакцияға түсті",
        revised="Қайта өңделді",
        accepted="Қабылданды",
        published="Жарияланды",
        volume="Том",
        issue="Нөмір",
        pages="Беттер",
        funding="Қаржыландыру",
        acknowledgements="Алғыс",
        conflict_of_interest="Мүдделер қайшылығы",
        sent="Рецензияға жіберілді",
        reviewed="Рецензияланды",
        resubmitted="Қайта түсті",
        ethics="Этикалық мәлімдеме",
        ethics_committee="Этика комитеті",
        decision_date="Шешім күні",
        decision_number="Шешім нөмірі",
        consent="Ақпараттандырылған келісім",
        data_availability="Деректердің қолжетімділігі",
        ai_use="Жасанды интеллектіні пайдалану",
        peer_review="Рецензиялау",
        plagiarism_check="Ұқсастықты тексеру",
        derived_from="Негізге алынған жұмыс",
        extended_abstract="Кеңейтілген аңдатпа",
        editor_in_charge="Жауапты редактор",
        reviewer="Рецензент",
        reviewers="Рецензенттер",
        special_issue="Арнайы шығарылым",
        article_number="Мақала №",
        field="Ғылым саласы",
        udc="ӘОЖ",
        bbk="КБЖ",
        credit="Авторлардың үлесі",
        credit_of_one="Автордың үлесі",
        about_article="Мақала туралы",
        cite_this_article="Дәйексөз үшін",
        cite_as="Сілтеме жасау үшін",
        back_to_text="Мәтінге оралу",
        cited_on="Жақшада: еңбекке сілтеме жасалған беттер; (2), (3): сол бетте қайтадан.",
        cover="Мұқаба",
        landmarks="Негізгі бөлімдер",
        start_of_text="Мәтіннің басы",
        title_page="Титул беті",
        download="Жүктеп алу",
        copy="Көшіру",
        copied="Көшірілді",
        skip_to_content="Мазмұнға өту",
        author_query="Авторға сұрақ",
        proof="Корректура",
        theme="Көрініс",
        light="Ашық",
        dark="Қараңғы",
        close="Жабу",
        code="Код",
    ),
    article_types={
        "research-article": "Зерттеу мақаласы",
        "review-article": "Шолу мақаласы",
        "brief-report": "Қысқаша хабарлама",
        "case-report": "Клиникалық жағдай",
        "book-review": "Кітапқа рецензия",
        "article-commentary": "Мақалаға түсініктеме",
        "discussion": "Пікірталас",
        "reply": "Жауап",
        "editorial": "Редакциядан",
        "introduction": "Кіріспе мақала",
        "letter": "Редакцияға хат",
        "translation": "Аударма",
        "correction": "Түзету",
        "retraction": "Мақаланы кері қайтару",
        "obituary": "Қазанама",
    },
    peer_reviews={
        "open": "Ашық",
        "single-blind": "Біржақты жасырын",
        "double-blind": "Екіжақты жасырын",
    },
    credit_roles={
        "conceptualization": "Тұжырымдаманы әзірлеу",
        "data-curation": "Деректерді басқару",
        "formal-analysis": "Формалды талдау",
        "funding-acquisition": "Қаржы тарту",
        "investigation": "Зерттеу жүргізу",
        "methodology": "Әдіснама",
        "project-administration": "Жобаны басқару",
        "resources": "Ресурстармен қамту",
        "software": "Бағдарламалық жасақтама",
        "supervision": "Жетекшілік",
        "validation": "Нәтижелерді тексеру",
        "visualization": "Көрнекілеу",
        "writing-original-draft": "Бастапқы мәтінді жазу",
        "writing-review-editing": "Мәтінді қарау және редакциялау",
    },
    license_statements=license_statements(
        sentence="Бұл ашық қолжетімді мақала {name} лицензиясының шарттарымен таратылады.",
        public_domain="Бұл мақалаға барлық құқықтар {name} негізінде қоғамдық игілікке берілген.",
    ),
    locator_terms=locators(
        """
        appendix: қосымша, қосымшалар, қос.
        article-locator: бап, баптар
        book: кітап, кітаптар, кіт.
        chapter: тарау, тараулар, тар.
        column: баған, бағандар
        equation: теңдеу, теңдеулер
        figure: сурет, суреттер, сур.
        folio: парақ, парақтар, п.
        issue: нөмір, нөмірлер, №, шығарылым
        line: жол, жолдар
        note: ескертпе, ескертпелер, сілтеме, сілтемелер
        page: бет, беттер, б.
        paragraph: абзац, абзацтар, абз., ¶, ¶¶
        part: бөлік, бөліктер
        section: бөлім, бөлімдер, параграф, §, §§
        table: кесте, кестелер
        verse: аят, аяттар, бәйіт
        volume: том, томдар, т.
        """
    ),
)
