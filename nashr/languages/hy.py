"""Armenian."""

from nashr.languages.base import (
    Labels,
    Language,
    Quotes,
    license_statements,
    locators,
    words,
)

LANGUAGE = Language(
    tag="hy",
    endonym="Հայերեն",
    decimal_sign=",",
    alphabet=words("ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց ւ փ ք օ ֆ"),
    sorted_as={"և": "եվ"},
    quotes=Quotes("«", "»", "“", "”"),
    months=(
        "հունվարի",
        "փետրվարի",
        "մարտի",
        "ապրիլի",
        "մայիսի",
        "հունիսի",
        "հուլիսի",
        "օգոստոսի",
        "սեպտեմբերի",
        "հոկտեմբերի",
        "նոյեմբերի",
        "դեկտեմբերի",
    ),
    date="{day} {month}, {year} թ.",
    list_and="և",
    et_al="և ուրիշներ",
    abbreviations=words("հմմտ. օր. նկ. աղ. էջ. հ."),
    introducing=words("տես տե՛ս նաև և կամ"),
    before_number=words("էջ հ"),
    query=words("հարց"),
    capitals={"\u0587": "ԵՎ"},
    labels=Labels(
        abstract="Ամփոփում",
        keywords="Բանալի բառեր",
        figure="Նկար {n}",
        figure_lower="նկար {n}",
        figure_caption="Նկար {n}.",
        table="Աղյուսակ {n}",
        table_lower="աղյուսակ {n}",
        table_caption="Աղյուսակ {n}.",
        table_continued="(շարունակություն)",
        section="Բաժին {n}",
        section_lower="բաժին {n}",
        equation="Հավասարում {n}",
        equation_lower="հավասարում {n}",
        references="Գրականություն",
        references_latin="Գրականություն լատինատառ",
        notes="Ծանոթագրություններ",
        footnote="Տողատակի ծանոթագրություն",
        contents="Բովանդակություն",
        authors="Հեղինակներ",
        corresponding_author="Պատասխանատու հեղինակ",
        affiliation="Հաստատություն",
        email="Էլ. փոստ",
        received="Ստացվել է",
        revised="Վերանայվել է",
        accepted="Ընդունվել է",
        published="Հրապարակվել է",
        volume="Հատոր",
        issue="Համար",
        pages="Էջեր",
        funding="Ֆինանսավորում",
        acknowledgements="Երախտագիտություն",
        conflict_of_interest="Շահերի բախում",
        sent="Ուղարկվել է գրախոսության",
        reviewed="Գրախոսվել է",
        resubmitted="Կրկին ստացվել է",
        ethics="Էթիկայի հայտարարություն",
        ethics_committee="Էթիկայի հանձնաժողով",
        decision_date="Որոշման ամսաթիվ",
        decision_number="Որոշման համար",
        consent="Տեղեկացված համաձայնություն",
        data_availability="Տվյալների հասանելիություն",
        ai_use="Արհեստական բանականության օգտագործում",
        peer_review="Գրախոսում",
        plagiarism_check="Նմանության ստուգում",
        derived_from="Հիմքում ընկած աշխատանք",
        extended_abstract="Ընդլայնված ամփոփում",
        editor_in_charge="Պատասխանատու խմբագիր",
        reviewer="Գրախոս",
        reviewers="Գրախոսներ",
        special_issue="Հատուկ թողարկում",
        article_number="Հոդված №",
        field="Գիտության բնագավառ",
        udc="ՀՏԴ",
        bbk="ԳՄԴ",
        credit="Հեղինակների ներդրումը",
        credit_of_one="Հեղինակի ներդրումը",
        about_article="Հոդվածի մասին",
        cite_this_article="Մեջբերել հոդվածը",
        cite_as="Հղման համար",
        back_to_text="Վերադառնալ տեքստին",
        cited_on=(
            "Փակագծերում՝ էջերը, որտեղ մեջբերված է աշխատությունը. (2), (3)՝ կրկին նույն էջում։"
        ),
        cover="Շապիկ",
        landmarks="Հիմնական բաժիններ",
        start_of_text="Տեքստի սկիզբը",
        title_page="Տիտղոսաթերթ",
        download="Ներբեռնել",
        copy="Պատճենել",
        copied="Պատճենված է",
        skip_to_content="Անցնել բովանդակությանը",
        cited_page="Մեջբերված է էջում՝ {page}",
        of_several="մեջբերում {n}, ընդամենը {total}",
        done="կատարված է",
        to_do="անելիք է",
        description="Նկարագրություն",
        not_described="նկարագրված չէ",
        author_query="Հարց հեղինակին",
        check_romanization="Լատինատառ գրությունն ինքնաշխատ է արվել. ստուգեք այն։",
        proof="Սրբագրություն",
        theme="Տեսք",
        light="Բաց",
        dark="Մուգ",
        close="Փակել",
        code="Կոդ",
    ),
    article_types={
        "research-article": "Հետազոտական հոդված",
        "review-article": "Ակնարկային հոդված",
        "brief-report": "Համառոտ հաղորդում",
        "case-report": "Կլինիկական դեպք",
        "book-review": "Գրախոսություն",
        "article-commentary": "Մեկնաբանություն",
        "discussion": "Քննարկում",
        "reply": "Պատասխան",
        "editorial": "Խմբագրական",
        "introduction": "Ներածություն",
        "letter": "Նամակ խմբագրությանը",
        "translation": "Թարգմանություն",
        "correction": "Ուղղում",
        "retraction": "Հոդվածի հետկանչ",
        "obituary": "Մահախոսական",
    },
    peer_reviews={
        "open": "Բաց",
        "single-blind": "Միակողմանի անանուն",
        "double-blind": "Երկկողմանի անանուն",
    },
    credit_roles={
        "conceptualization": "Հայեցակարգի մշակում",
        "data-curation": "Տվյալների կառավարում",
        "formal-analysis": "Ձևական վերլուծություն",
        "funding-acquisition": "Ֆինանսավորման ներգրավում",
        "investigation": "Հետազոտության իրականացում",
        "methodology": "Մեթոդաբանություն",
        "project-administration": "Նախագծի կառավարում",
        "resources": "Ռեսուրսներ",
        "software": "Ծրագրային ապահովում",
        "supervision": "Ղեկավարում",
        "validation": "Արդյունքների ստուգում",
        "visualization": "Պատկերավորում",
        "writing-original-draft": "Սկզբնական տեքստի շարադրում",
        "writing-review-editing": "Տեքստի վերանայում և խմբագրում",
    },
    license_statements=license_statements(
        sentence="Բաց հասանելիության այս հոդվածը տարածվում է {name} արտոնագրի պայմաններով։",
        public_domain=(
            "Այս հոդվածի բոլոր իրավունքները {name} պայմաններով փոխանցված են հանրային սեփականության։"
        ),
    ),
    locator_terms=locators(
        """
        appendix: հավելված, հավելվածներ, հավ.
        article-locator: հոդված, հոդվածներ, հոդ.
        book: գիրք, գրքեր, գ.
        chapter: գլուխ, գլուխներ, գլ.
        column: սյունակ, սյունակներ, սյուն.
        equation: հավասարում, հավասարումներ
        figure: նկար, նկարներ, նկ.
        folio: թերթ, թերթեր, թ.
        issue: համար, համարներ, հմր, №
        line: տող, տողեր
        note: ծանոթագրություն, ծանոթագրություններ, ծան.
        page: էջ, էջեր
        paragraph: պարբերություն, պարբերություններ, պարբ., ¶, ¶¶
        part: մաս, մասեր
        section: բաժին, բաժիններ, բաժ., §, §§
        table: աղյուսակ, աղյուսակներ, աղ.
        verse: այա, բանատող, ոտանավոր
        volume: հատոր, հատորներ, հ., հտ.
        """
    ),
)
