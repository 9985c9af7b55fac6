"""Georgian."""

from nashr.languages.base import (
    Labels,
    Language,
    Quotes,
    license_statements,
    locators,
    words,
)

LANGUAGE = Language(
    tag="ka",
    endonym="ქართული",
    decimal_sign=",",
    alphabet=words("ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ"),
    quotes=Quotes("„", "“", "«", "»"),
    months=(
        "იანვარი",
        "თებერვალი",
        "მარტი",
        "აპრილი",
        "მაისი",
        "ივნისი",
        "ივლისი",
        "აგვისტო",
        "სექტემბერი",
        "ოქტომბერი",
        "ნოემბერი",
        "დეკემბერი",
    ),
    date="{day} {month}, {year}",
    list_and="და",
    et_al="და სხვ.",
    abbreviations=words("იხ. შდრ. მაგ. გვ. სურ. ცხრ. ე.ი."),
    introducing=words("იხილეთ აგრეთვე ასევე და ან"),
    before_number=words("გვ ტ"),
    query=words("შეკითხვა კითხვა"),
    labels=Labels(
        abstract="აბსტრაქტი",
        keywords="საკვანძო სიტყვები",
        figure="სურათი {n}",
        figure_lower="სურათი {n}",
        figure_caption="სურათი {n}.",
        table="ცხრილი {n}",
        table_lower="ცხრილი {n}",
        table_caption="ცხრილი {n}.",
        table_continued="(გაგრძელება)",
        section="ნაწილი {n}",
        section_lower="ნაწილი {n}",
        equation="განტოლება {n}",
        equation_lower="განტოლება {n}",
        references="ლიტერატურა",
        notes="შენიშვნები",
        footnote="სქოლიო",
        contents="სარჩევი",
        authors="ავტორები",
        corresponding_author="საკონტაქტო ავტორი",
        affiliation="დაწესებულება",
        email="ელფოსტა",
        received="მიღებულია",
        revised="გადამუშავებულია",
        accepted="დაშვებულია გამოსაქვეყნებლად",
        published="გამოქვეყნებულია",
        volume="ტომი",
        issue="ნომერი",
        pages="გვერდები",
        funding="დაფინანსება",
        acknowledgements="მადლიერება",
        conflict_of_interest="ინტერესთა კონფლიქტი",
        sent="გაიგზავნა რეცენზირებაზე",
        reviewed="რეცენზირებულია",
        resubmitted="ხელახლა მიღებულია",
        ethics="ეთიკური განაცხადი",
        ethics_committee="ეთიკის კომიტეტი",
        decision_date="გადაწყვეტილების თარიღი",
        decision_number="გადაწყვეტილების ნომერი",
        consent="ინფორმირებული თანხმობა",
        data_availability="მონაცემების ხელმისაწვდომობა",
        ai_use="ხელოვნური ინტელექტის გამოყენება",
        peer_review="რეცენზირება",
        plagiarism_check="მსგავსების შემოწმება",
        derived_from="საფუძვლად აღებული ნაშრომი",
        extended_abstract="ვრცელი რეზიუმე",
        editor_in_charge="პასუხისმგებელი რედაქტორი",
        reviewer="რეცენზენტი",
        reviewers="რეცენზენტები",
        special_issue="სპეციალური გამოცემა",
        article_number="სტატია №",
        field="მეცნიერების დარგი",
        udc="უაკ",
        bbk="BBK",
        credit="ავტორთა წვლილი",
        credit_of_one="ავტორის წვლილი",
        about_article="სტატიის შესახებ",
        cite_this_article="სტატიის ციტირება",
        cite_as="ციტირებისთვის",
        back_to_text="ტექსტში დაბრუნება",
        cited_on="ფრჩხილებში: გვერდები, სადაც ნაშრომია ციტირებული; (2), (3): კვლავ იმავე გვერდზე.",
        cover="გარეკანი",
        landmarks="ძირითადი ნაწილები",
        start_of_text="ტექსტის დასაწყისი",
        title_page="სატიტულო გვერდი",
        download="ჩამოტვირთვა",
        copy="კოპირება",
        copied="დაკოპირდა",
        skip_to_content="შინაარსზე გადასვლა",
        author_query="შეკითხვა ავტორს",
        proof="კორექტურა",
        theme="იერსახე",
        light="ნათელი",
        dark="მუქი",
        close="დახურვა",
        code="კოდი",
    ),
    article_types={
        "research-article": "კვლევითი სტატია",
        "review-article": "მიმოხილვითი სტატია",
        "brief-report": "მოკლე ცნობა",
        "case-report": "კლინიკური შემთხვევა",
        "book-review": "წიგნის რეცენზია",
        "article-commentary": "კომენტარი",
        "discussion": "დისკუსია",
        "reply": "პასუხი",
        "editorial": "რედაქტორისაგან",
        "introduction": "შესავალი",
        "letter": "წერილი რედაქციას",
        "translation": "თარგმანი",
        "correction": "შესწორება",
        "retraction": "სტატიის გაწვევა",
        "obituary": "ნეკროლოგი",
    },
    peer_reviews={
        "open": "ღია",
        "single-blind": "ცალმხრივად ანონიმური",
        "double-blind": "ორმხრივად ანონიმური",
    },
    credit_roles={
        "conceptualization": "კონცეპტუალიზაცია",
        "data-curation": "მონაცემთა მართვა",
        "formal-analysis": "ფორმალური ანალიზი",
        "funding-acquisition": "დაფინანსების მოპოვება",
        "investigation": "კვლევის ჩატარება",
        "methodology": "მეთოდოლოგია",
        "project-administration": "პროექტის ადმინისტრირება",
        "resources": "რესურსები",
        "software": "პროგრამული უზრუნველყოფა",
        "supervision": "ხელმძღვანელობა",
        "validation": "ვალიდაცია",
        "visualization": "ვიზუალიზაცია",
        "writing-original-draft": "თავდაპირველი ტექსტის წერა",
        "writing-review-editing": "ტექსტის განხილვა და რედაქტირება",
    },
    license_statements=license_statements(
        sentence="ღია წვდომის ეს სტატია ვრცელდება {name} ლიცენზიის პირობებით.",
        public_domain=(
            "ამ სტატიაზე ყველა უფლება გადაცემულია საზოგადოებრივ საკუთრებაში {name} პირობებით."
        ),
    ),
    locator_terms=locators(
        """
        appendix: დანართი, დანართები, დან.
        article-locator: მუხლი, მუხლები, მუხ.
        book: წიგნი, წიგნები, წგ.
        chapter: თავი, თავები
        column: სვეტი, სვეტები
        equation: განტოლება, განტოლებები
        figure: სურათი, სურათები, სურ.
        folio: ფურცელი, ფურცლები, ფურც.
        issue: ნომერი, ნომრები, №
        line: სტრიქონი, სტრიქონები, სტრ.
        note: შენიშვნა, შენიშვნები, შენ., სქოლიო
        page: გვერდი, გვერდები, გვ.
        paragraph: აბზაცი, აბზაცები, აბზ., ¶, ¶¶
        part: ნაწილი, ნაწილები, ნაწ.
        section: განყოფილება, პარაგრაფი, §, §§
        table: ცხრილი, ცხრილები, ცხრ.
        verse: მუხლედი, აია, ლექსი
        volume: ტომი, ტომები, ტ.
        """
    ),
)
