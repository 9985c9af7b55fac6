"""Azerbaijani."""

from nashr.languages.base import (
    TURKISH_CONSONANTS,
    Labels,
    Language,
    Quotes,
    SyllableRules,
    callouts,
    license_statements,
    locators,
    words,
)

#: The words of number that end in a consonant; after a vowel a word is parted anyway.
_NUMERALS = words("bir üç dörd beş səkkiz doqquz on otuz qırx altmış yetmiş səksən doxsan yüz min")
#: What follows them, and *çox*, *az*, *tək*, *yarım*, in one word: *yüzillik*, *üçölçülü*.
_COUNTED = words("illi aylı əsrl əsirl ölçül üzl üzvl otaql uşaql ailəl aktl atoml allah ünvanl")
#: The parts of compounds whose second part begins with a vowel (Azərbaycan dilinin orfoqrafiya
#: qaydaları: in dividing a compound at the end of a line its parts stay whole).
_SEAMS = (
    *(
        f".{numeral}-{counted}"
        for numeral in (*_NUMERALS, "çox", "az", "tək", "yarım")
        for counted in _COUNTED
    ),
    *(f"{letter}-{part}" for letter in TURKISH_CONSONANTS for part in ("ətraf", "oğlu")),
    *words(".yüz-il. .yüz-ilin. .yüz-ildə .yüz-illər"),
    # between and among: dövlətlərarası, fənlərarası; söz, sətir and others without the plural
    *words("lər-ara lar-ara .söz-arası .sətir-arası .ev-arası .kənd-arası .fənn-arası"),
    *words(".region-arası .bank-arası .sinif-arası .şəhər-arası .rayon-arası .dövlət-arası"),
    *words(".millət-arası .universitet-arası .nəsil-arası .cins-arası .din-arası .dil-arası"),
    # above, within, around, through, under
    *words("ət-üstü millət-üstü insan-üstü .sinif-üstü .dağ-üstü .diz-üstü .ayaq-üstü .axşam-üstü"),
    *words("zaman-üstü dil-üstü qanun-üstü din-üstü partiya-üstü .yer-üstü .gün-üstü .baş-üstü"),
    *words("şəhər-içi dövlət-içi ölkə-içi sistem-içi qurum-içi təşkilat-içi millət-içi"),
    *words("cəmiyyət-içi universitet-içi sinif-içi .ev-içi .söz-içi parlament-içi hüceyrə-içi"),
    *words(".gün-aşırı .vaxt-aşırı sərhəd-aşırı okean-aşırı dəniz-aşırı .ay-aşırı .il-aşırı"),
    *words("kontinent-aşırı .çay-aşırı .dağ-aşırı .yer-altı .diz-altı .göz-altı .dil-altı"),
    *words(".əl-altı .ayaq-altı şüur-altı torpaq-altı .buz-altı dəniz-altı .yol-altı"),
    # ümum-, əks-, trans- and others before a vowel; ümumi is a word with a suffix
    *words(".ümum-a .ümum-e .ümum-o .ümum-ö .ümum-u .ümum-ü .ümum-əx .ümum-ər"),
    *words(".ümum-itt .ümum-isl .ümum-iran .ümum-istehsal .ümum-iqt .ümum-insan .ümum-ict"),
    *words(".ümum-iraq .ümum-ideya .əks-inqilab .əks-arqument .əks-iddia .əks-əlaqə .əks-ədalət"),
    *words(".trans-a .trans-o .trans-u .hiper-a .super-a .inter-a .post-in .post-elekt .sub-ekv"),
    # people: ağa, əli, əkbər, oğlu and abad after a name
    *words("əziz-ağa böyük-ağa nəcəf-ağa qızlar-ağa .mir-ağa .xan-ağa .balaş-ağa məmməd-ağa"),
    *words("həsən-ağa hüseyn-ağa .mir-əli qurban-əli həsən-əli məmməd-əli məhəmməd-əli heydər-əli"),
    *words("hüseyn-əli .nəcəf-əli .xan-əli .şah-əli .əl-əkbər .xan-əmir .mir-ələm"),
    *words("sabir-abad cəlil-abad islam-abad əşq-abad firuz-abad kirov-abad əsəd-abad heyrət-abad"),
    # single words
    *words(".gün-orta .gün-aydın .baş-ağrı .diş-ağrı .bel-ağrı .qarın-ağrı .neft-ayır .su-ayır"),
    *words(".süd-ayır .yol-ayr .iş-axtar .əl-üz .söz-ard .baş-aş .dən-üyüd .el-oba"),
    *words(".ön-asiya .çöl-ağac .it-üzüm .quş-üzüm .quş-əppə .göz-oxşa .ürək-açan"),
    ".oke=an",
)

LANGUAGE = Language(
    tag="az",
    endonym="Azərbaycan dili",
    decimal_sign=",",
    alphabet=words("a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v y z"),
    dotted_i=True,
    quotes=Quotes("“", "”", "‘", "’"),
    has_suffixes=True,
    months=(
        "yanvar",
        "fevral",
        "mart",
        "aprel",
        "may",
        "iyun",
        "iyul",
        "avqust",
        "sentyabr",
        "oktyabr",
        "noyabr",
        "dekabr",
    ),
    date="{day} {month} {year}",
    seasons=("yaz bahar", "yay", "payız", "qış"),
    list_and="və",
    theorems=(
        "Teorem",
        "Lemma",
        "Nəticə",
        "Təklif",
        "Hipotez",
        "Tərif",
        "Misal",
        "Tapşırıq",
        "Qeyd",
    ),
    proof="Sübut",
    pictures=words("xəritə qrafik diaqram sxem foto fotoşəkil illüstrasiya plan"),
    et_al="və b.",
    abbreviations=words("bax. məs. müq. yəni. s. səh. şək. cəd. və."),
    theses=("Fəlsəfə doktoru dissertasiyası", "Magistr dissertasiyası"),
    reports=("Texniki hesabat", "Tədqiqat hesabatı"),
    contributors={
        "foreword": "ön söz:",
        "introduction": "giriş:",
        "afterword": "son söz:",
        "annotator": "qeydlər:",
        "commentator": "şərhlər:",
        "holder": "patent sahibi:",
    },
    patents={
        "patent": "patent",
        "patentus": "ABŞ patenti",
        "patenteu": "Avropa patenti",
        "patentde": "Almaniya patenti",
        "patentfr": "Fransa patenti",
        "patentuk": "Böyük Britaniya patenti",
    },
    states={
        "submitted": "baxılmada",
        "accepted": "çapa qəbul edilib",
        "in preparation": "hazırlanır",
    },
    introducing=words("bax həm həmçinin və"),
    before_number=words("səh s c f siy v vər"),
    query=words("sual"),
    reference_words=locators(
        """
        table: cəd., cədv.
        section: böl.
        equation: tən., düs.
        """
    ),
    era_first=True,
    round_ordinals={0: "-cı", 1000: "-ci", 1_000_000: "-cu", 1_000_000_000: "-cı"},
    style_words={
        "as": "–",
        "pub. l. no.": "qanun №",
        "original work published": "əsərin ilk nəşri",
        "original work broadcast": "əsərin ilk yayımı",
        "original work recorded": "əsərin ilk yazısı",
        "available from": "ünvan",
        "available at": "ünvan",
        "available online at": "ünvan",
        "available": "ünvan:",
        "from": "",
        "in": "kitabda",
        "accessed": "müraciət tarixi",
        "accessed on": "müraciət tarixi",
        "retrieved from": "ünvan",
        "online": "onlayn",
        "www document": "veb-sənəd",
        "computer program": "kompüter proqramı",
        "data set": "verilənlər toplusu",
        "personal communication": "şəxsi yazışma",
        "in:": "kitabda:",
        "preprint": "preprint",
        "in press": "çapda",
        "review of": "rəy:",
        "reprint": "təkrar nəşr",
        "repr.": "təkrar nəşr",
        "vol.": "c.",
        "volume": "cild",
        "no.": "№",
        "issue": "№",
        "art.": "mad.",
        "pp.": "s.",
        "p.": "s.",
        "ed": "nəşr",
        "ed.": "red.",
        "eds.": "red.",
        "edited by": "redaktə edən",
        "translated by": "tərcümə edən",
        "version": "versiya",
        "patent submitted on": "patent müraciəti",
        "unpublished": "nəşr olunmamış",
        "published on": "dərc olunub",
        "filed": "müraciət edilib",
        "issued": "verilib",
        "map": "xəritə",
        "blog": "bloq",
        "website:": "veb-sayt:",
        "publication": "nəşr",
        "recorded": "yazılıb",
        "recorded by": "ifa edən",
        "accepted": "qəbul edilib",
        "presented": "təqdim edilib",
        "aired": "yayımlanıb",
        "released": "buraxılıb",
        "episode": "seriya",
        "track": "trek",
        "no date": "tarixsiz",
        "doi:": "DOI:",
        "kanun no": "qanun №",
        "k": "qərar №",
        "yayın tarihi": "yayım tarixi",
        "tarih": "tarix",
        "tarihinde": "",
        "yayımlanmamış": "dərc olunmamış",
        "kişisel iletişim": "şəxsi yazışma",
        "erişim tarihi": "müraciət tarixi",
        "erişim adresi": "ünvan",
        "çevrimiçi": "onlayn",
        "no:": "№",
        "pat.": "pat.",
        "под ред.": "red.",
        "вып.": "burax.",
        "электронный ресурс": "elektron resurs",
        "режим доступа": "ünvan",
        "дата обращения": "müraciət tarixi",
        "изд.": "nəşr",
        "т.": "c.",
        "с.": "s.",
        "дис.": "dis.",
        "автореф.": "avtoref.",
    },
    capitalizes_words=False,
    syllables=SyllableRules(
        "aeəıioöuü",
        TURKISH_CONSONANTS,
        quads=TURKISH_CONSONANTS.replace("v", ""),
        onsets=("kt-ya", "kt-yo", "nt-ya", "nt-yo", "ost-yu"),
        seams=_SEAMS,
        foreign=words("w ck ph tch sch tion ough ght .sh .th sh. qui que"),
    ),
    labels=Labels(
        abstract="Xülasə",
        keywords="Açar sözlər",
        figure="Şəkil {n}",
        figure_lower="şəkil {n}",
        figure_caption="Şəkil {n}.",
        table="Cədvəl {n}",
        table_lower="cədvəl {n}",
        table_caption="Cədvəl {n}.",
        table_continued="(davamı)",
        section="Bölmə {n}",
        section_lower="bölmə {n}",
        equation="Tənlik {n}",
        equation_lower="tənlik {n}",
        references="Ədəbiyyat",
        references_latin="Ədəbiyyat latın qrafikası ilə",
        notes="Qeydlər",
        footnote="Haşiyə",
        contents="Mündəricat",
        authors="Müəlliflər",
        corresponding_author="Məsul müəllif",
        affiliation="Təşkilat",
        email="E-poçt",
        received="Redaksiyaya daxil olub",
        revised="Təkrar işlənib",
        accepted="Çapa qəbul edilib",
        published="Dərc olunub",
        volume="Cild",
        issue="№",
        page="Səhifə",
        pages="Səhifələr",
        funding="Maliyyələşdirmə",
        acknowledgements="Təşəkkür",
        conflict_of_interest="Maraqların toqquşması",
        sent="Rəyə göndərilib",
        reviewed="Rəy verilib",
        resubmitted="Təkrar daxil olub",
        ethics="Etik bəyanat",
        ethics_committee="Etika komitəsi",
        decision_date="Qərarın tarixi",
        decision_number="Qərarın nömrəsi",
        consent="Məlumatlandırılmış razılıq",
        data_availability="Məlumatların əlçatanlığı",
        ai_use="Süni intellektdən istifadə",
        peer_review="Rəyləndirmə",
        plagiarism_check="Oxşarlıq yoxlaması",
        derived_from="Əsas götürülən iş",
        extended_abstract="Geniş xülasə",
        editor_in_charge="Məsul redaktor",
        reviewer="Rəyçi",
        reviewers="Rəyçilər",
        special_issue="Xüsusi buraxılış",
        article_number="Məqalə №",
        field="Elm sahəsi",
        udc="UOT",
        bbk="KBT",
        credit="Müəlliflərin töhfəsi",
        credit_of_one="Müəllifin töhfəsi",
        about_article="Məqalə haqqında",
        cite_this_article="Bu məqaləyə istinad",
        cite_as="İstinad üçün",
        back_to_text="Mətnə qayıt",
        cited_on="Kvadrat mötərizədə: əsərə istinad edilən səhifələr.",
        cited_again=(
            "Kvadrat mötərizədə: əsərə istinad edilən səhifələr; (2), (3): eyni səhifədə yenidən."
        ),
        cover="Üz qabığı",
        landmarks="Əsas bölmələr",
        start_of_text="Mətnin əvvəli",
        title_page="Titul vərəqi",
        download="Yüklə",
        copy="Köçür",
        copied="Köçürüldü",
        skip_to_content="Əsas məzmuna keç",
        cited_page="İstinad olunduğu səhifə: {page}",
        of_several="istinad {n}, cəmi {total}",
        done="görülüb",
        to_do="görüləcək",
        description="Təsvir",
        not_described="təsvir olunmayıb",
        author_query="Müəllifə sual",
        check_romanization="Latın qrafikası ilə yazılış avtomatik alınıb: yoxlayın.",
        proof="Korrektura",
        editors="Redaktorlar",
        publisher="Nəşriyyat",
        editorial_office="Redaksiyanın ünvanı",
        colophon="Buraxılış məlumatı",
        author_index="Müəlliflərin göstəricisi",
        theme="Görünüş",
        light="Açıq",
        dark="Tünd",
        close="Bağla",
        code="Kod",
        access_text=(
            "Mətnin ölçüsü və görünüşü dəyişdirilə bilər, quruluşu başlıqlarla verilib. "
            "İstinadlar və qeydlər hər iki istiqamətdə keçidlərlə bağlıdır."
        ),
        access_images="Şəkillərin mətn təsviri var.",
        access_math="Düsturlar MathML ilə verilib, TeX mənbəyi də əlavə olunub.",
    ),
    callouts=callouts("Qeyd, Məsləhət, Vacib, Xəbərdarlıq, Diqqət"),
    article_types={
        "research-article": "Tədqiqat məqaləsi",
        "review-article": "İcmal məqaləsi",
        "brief-report": "Qısa məlumat",
        "case-report": "Klinik hal",
        "book-review": "Kitaba rəy",
        "article-commentary": "Məqaləyə şərh",
        "discussion": "Müzakirə",
        "reply": "Cavab",
        "editorial": "Redaktordan",
        "introduction": "Ön söz",
        "letter": "Redaksiyaya məktub",
        "translation": "Tərcümə",
        "correction": "Düzəliş",
        "retraction": "Məqalənin geri götürülməsi",
        "obituary": "Nekroloq",
    },
    peer_reviews={
        "open": "Açıq",
        "single-blind": "Birtərəfli anonim",
        "double-blind": "İkitərəfli anonim",
    },
    credit_roles={
        "conceptualization": "Konsepsiyanın hazırlanması",
        "data-curation": "Məlumatların idarə edilməsi",
        "formal-analysis": "Formal təhlil",
        "funding-acquisition": "Maliyyə vəsaitinin cəlb edilməsi",
        "investigation": "Tədqiqatın aparılması",
        "methodology": "Metodologiya",
        "project-administration": "Layihənin idarə edilməsi",
        "resources": "Resurslarla təminat",
        "software": "Proqram təminatı",
        "supervision": "Rəhbərlik",
        "validation": "Nəticələrin yoxlanılması",
        "visualization": "Vizuallaşdırma",
        "writing-original-draft": "İlkin mətnin yazılması",
        "writing-review-editing": "Mətnin nəzərdən keçirilməsi və redaktəsi",
    },
    license_statements=license_statements(
        sentence="Bu açıq girişli məqalə {name} lisenziyasının şərtləri əsasında yayılır.",
        public_domain=(
            "Bu məqaləyə dair bütün hüquqlardan {name} əsasında imtina edilmiş və məqalə "
            "ictimai istifadəyə verilmişdir."
        ),
    ),
    locator_terms=locators(
        """
        act: pərdə, pərdələr, pər., akt, aktlar
        appendix: əlavə, əlavələr, əl.
        article-locator: maddə, maddələr, mad.
        book: kitab, kitablar, kit.
        canon: kanon, kanonlar, kan.
        chapter: fəsil, fəsillər, fəs.
        column: sütun, sütunlar, süt.
        elocation: mövqe, mövqelər, möv.
        equation: tənlik, tənliklər, tənl., düstur, düsturlar
        figure: şəkil, şəkillər, şək.
        folio: vərəq, vərəqlər, vər., v.
        issue: nömrə, nömrələr, buraxılış, bur., №
        line: sətir, sətirlər, sət., misra, misralar
        note: qeyd, qeydlər, haşiyə, haşiyələr
        opus: opus, opuslar, op.
        page: səhifə, səhifələr, səh., s., ss.
        paragraph: abzas, abzaslar, abz., bənd, bəndlər, ¶, ¶¶
        part: hissə, hissələr, his.
        rule: qayda, qaydalar
        scene: səhnə, səhnələr, səhn.
        section: bölmə, bölmələr, böl., paraqraf, paraqraflar, §, §§
        sub-verbo: s.v., baş söz, baş sözlər, lüğət məqaləsi
        supplement: əlavə buraxılış, əlavə buraxılışlar, əlavə nömrə
        table: cədvəl, cədvəllər, cəd.
        timestamp: vaxt, dəqiqə, dəq.
        title-locator: başlıq, başlıqlar, başl.
        verse: ayə, ayələr, beyt, beytlər
        volume: cild, cildlər, c.
        """
    ),
)
