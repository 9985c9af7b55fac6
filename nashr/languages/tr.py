"""Turkish."""

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

LANGUAGE = Language(
    tag="tr",
    endonym="Türkçe",
    decimal_sign=",",
    alphabet=words("a b c ç d e f g ğ h ı i j k l m n o ö p r s ş t u ü v y z"),
    dotted_i=True,
    quotes=Quotes("“", "”", "‘", "’"),
    has_suffixes=True,
    months=(
        "Ocak",
        "Şubat",
        "Mart",
        "Nisan",
        "Mayıs",
        "Haziran",
        "Temmuz",
        "Ağustos",
        "Eylül",
        "Ekim",
        "Kasım",
        "Aralık",
    ),
    date="{day} {month} {year}",
    percent="%{n}",
    seasons=("ilkbahar bahar", "yaz", "sonbahar güz", "kış"),
    list_and="ve",
    theorems=("Teorem", "Lemma", "Sonuç", "Önerme", "Sanı", "Tanım", "Örnek", "Alıştırma", "Not"),
    et_al="vd.",
    abbreviations=words("bk. bkz. krş. örn. ör. vb. s. ss. ve."),
    theses=("Doktora tezi", "Yüksek lisans tezi"),
    reports=("Teknik rapor", "Araştırma raporu"),
    states={
        "submitted": "değerlendirmede",
        "accepted": "kabul edildi",
        "in preparation": "hazırlanıyor",
    },
    introducing=words("bakınız ayrıca ve"),
    before_number=words("s c"),
    query=words("soru"),
    reference_words=locators(
        """
        table: tab., çizelge, çiz.
        section: böl.
        equation: denk., eşt.
        """
    ),
    also_written="âîû",
    postpositions=frozenset({"in"}),
    era_first=True,
    style_words={
        "available from": "erişim adresi",
        "available at": "erişim adresi",
        "available online at": "erişim adresi",
        "available": "erişim adresi:",
        "from": "",
        "in": "içinde",
        "accessed": "erişim tarihi",
        "accessed on": "erişim tarihi",
        "retrieved from": "erişim adresi",
        "online": "çevrimiçi",
        "www document": "web belgesi",
        "computer program": "bilgisayar programı",
        "data set": "veri kümesi",
        "personal communication": "kişisel görüşme",
        "in:": "içinde:",
        "in press": "baskıda",
        "review of": "inceleme:",
        "reprint": "tıpkıbasım",
        "repr.": "tıpkıbasım",
        "vol.": "c.",
        "volume": "cilt",
        "no.": "sy.",
        "issue": "sayı",
        "art.": "md.",
        "pp.": "ss.",
        "p.": "s.",
        "eds.": "ed.",
        "edited by": "editör",
        "translated by": "çeviren",
        "version": "sürüm",
        "patent submitted on": "patent başvurusu",
        "published on": "yayımlanma tarihi",
        "filed": "başvuru tarihi",
        "issued": "veriliş tarihi",
        "map": "harita",
        "website:": "web sitesi:",
        "preprint": "ön baskı",
        "publication": "yayın",
        "recorded": "kayıt tarihi",
        "recorded by": "seslendiren",
        "accepted": "kabul edildi",
        "presented": "sunuldu",
        "aired": "yayımlandı",
        "released": "yayımlandı",
        "episode": "bölüm",
        "track": "parça",
        "no date": "tarih yok",
        "doi:": "DOI:",
        "под ред.": "ed.",
        "вып.": "sy.",
        "электронный ресурс": "elektronik kaynak",
        "режим доступа": "erişim adresi",
        "дата обращения": "erişim tarihi",
        "изд.": "bs.",
        "т.": "c.",
        "№": "sy.",
        "с.": "s.",
        "дис.": "tez",
        "автореф.": "tez özeti",
    },
    syllables=SyllableRules(
        "aeıioöuü", TURKISH_CONSONANTS, foreign=words("w q x ck tch sch tion ough ght .sh .th sh.")
    ),
    labels=Labels(
        abstract="Öz",
        keywords="Anahtar kelimeler",
        figure="Şekil {n}",
        figure_lower="şekil {n}",
        figure_caption="Şekil {n}.",
        table="Tablo {n}",
        table_lower="tablo {n}",
        table_caption="Tablo {n}.",
        table_continued="(devamı)",
        section="Bölüm {n}",
        section_lower="bölüm {n}",
        equation="Denklem {n}",
        equation_lower="denklem {n}",
        references="Kaynakça",
        references_latin="Latin harfleriyle kaynakça",
        notes="Notlar",
        footnote="Dipnot",
        contents="İçindekiler",
        authors="Yazarlar",
        corresponding_author="Sorumlu yazar",
        affiliation="Kurum",
        email="E-posta",
        received="Geliş tarihi",
        revised="Düzeltme tarihi",
        accepted="Kabul tarihi",
        published="Yayımlanma tarihi",
        volume="Cilt",
        issue="Sayı",
        page="Sayfa",
        pages="Sayfalar",
        funding="Finansman",
        acknowledgements="Teşekkür",
        conflict_of_interest="Çıkar çatışması",
        sent="Hakeme gönderim tarihi",
        reviewed="Değerlendirme tarihi",
        resubmitted="Yeniden gönderim tarihi",
        ethics="Etik beyan",
        ethics_committee="Etik kurul",
        decision_date="Karar tarihi",
        decision_number="Karar no.",
        consent="Bilgilendirilmiş onam",
        data_availability="Veri erişilebilirliği",
        ai_use="Yapay zekâ kullanımı",
        peer_review="Hakem değerlendirmesi",
        plagiarism_check="Benzerlik taraması",
        derived_from="Üretildiği çalışma",
        extended_abstract="Genişletilmiş özet",
        editor_in_charge="Sorumlu editör",
        reviewer="Hakem",
        reviewers="Hakemler",
        special_issue="Özel sayı",
        article_number="Makale no.",
        field="Bilim alanı",
        udc="UDK",
        bbk="BBK",
        credit="Yazar katkıları",
        credit_of_one="Yazar katkısı",
        about_article="Makale hakkında",
        cite_this_article="Bu makaleye atıf",
        cite_as="Atıf",
        back_to_text="Metne dön",
        cited_on="Köşeli ayraçta: esere atıf yapılan sayfalar.",
        cited_again="Köşeli ayraçta: esere atıf yapılan sayfalar; (2), (3): aynı sayfada yeniden.",
        cover="Kapak",
        landmarks="Ana bölümler",
        start_of_text="Metnin başı",
        title_page="İç kapak",
        download="İndir",
        copy="Kopyala",
        copied="Kopyalandı",
        skip_to_content="Ana içeriğe geç",
        cited_page="Atıf yapılan sayfa: {page}",
        of_several="atıf {n}, toplam {total}",
        done="yapıldı",
        to_do="yapılacak",
        description="Betimleme",
        not_described="betimlenmedi",
        author_query="Yazara soru",
        check_romanization="Latin harfleriyle yazım otomatik üretildi: denetleyin.",
        proof="Düzelti",
        editors="Editörler",
        publisher="Yayıncı",
        editorial_office="Yayın kurulunun adresi",
        colophon="Künye",
        author_index="Yazar dizini",
        theme="Görünüm",
        light="Açık",
        dark="Koyu",
        close="Kapat",
        code="Kod",
        access_text=(
            "Metnin boyutu ve görünümü değiştirilebilir; yapısı başlıklarla verilmiştir. "
            "Atıflar ve notlar metne iki yönlü bağlantılarla bağlıdır."
        ),
        access_images="Görsellerin metin karşılıkları vardır.",
        access_math="Formüller MathML ile verilmiştir; TeX kaynakları da eklenmiştir.",
    ),
    callouts=callouts("Not, İpucu, Önemli, Uyarı, Dikkat"),
    article_types={
        "research-article": "Araştırma makalesi",
        "review-article": "Derleme",
        "brief-report": "Kısa bildiri",
        "case-report": "Olgu sunumu",
        "book-review": "Kitap incelemesi",
        "article-commentary": "Makale yorumu",
        "discussion": "Tartışma",
        "reply": "Yanıt",
        "editorial": "Editörden",
        "introduction": "Sunuş",
        "letter": "Editöre mektup",
        "translation": "Çeviri",
        "correction": "Düzeltme",
        "retraction": "Geri çekme",
        "obituary": "Anma yazısı",
    },
    peer_reviews={
        "open": "Açık",
        "single-blind": "Tek taraflı kör",
        "double-blind": "Çift taraflı kör",
    },
    credit_roles={
        "conceptualization": "Kavramsallaştırma",
        "data-curation": "Veri düzenleme",
        "formal-analysis": "Biçimsel analiz",
        "funding-acquisition": "Finansman sağlama",
        "investigation": "Araştırma",
        "methodology": "Yöntem",
        "project-administration": "Proje yönetimi",
        "resources": "Kaynak sağlama",
        "software": "Yazılım",
        "supervision": "Danışmanlık",
        "validation": "Doğrulama",
        "visualization": "Görselleştirme",
        "writing-original-draft": "Özgün taslağın yazımı",
        "writing-review-editing": "Gözden geçirme ve düzenleme",
    },
    license_statements=license_statements(
        sentence="Bu açık erişimli makale, {name} lisansının koşulları altında dağıtılmaktadır.",
        public_domain=(
            "Bu makaleye ilişkin tüm haklardan {name} ile feragat edilmiş ve makale kamu "
            "malı olarak sunulmuştur."
        ),
    ),
    locator_terms=locators(
        """
        act: perde, perdeler
        appendix: ek, ekler
        article-locator: madde, maddeler, md., mad.
        book: kitap, kitaplar, kit.
        canon: kanon, kanonlar
        chapter: bölüm, bölümler, böl.
        column: sütun, sütunlar, süt.
        elocation: konum, konumlar
        equation: denklem, denklemler, denk., eşitlik
        figure: şekil, şekiller, şek.
        folio: varak, varaklar, vr., yaprak, yapraklar, yk.
        issue: sayı, sayılar, sy.
        line: satır, satırlar, str., dize, dizeler
        note: not, notlar, dipnot, dipnotlar, dn.
        opus: opus, opuslar, op.
        page: sayfa, sayfalar, s., ss., sf.
        paragraph: paragraf, paragraflar, par., ¶, ¶¶
        part: kısım, kısımlar, kıs.
        rule: kural, kurallar
        scene: sahne, sahneler
        section: alt bölüm, alt bölümler, kesim, kesimler, §, §§
        sub-verbo: s.v., madde başı
        supplement: ek sayı, ek sayılar
        table: tablo, tablolar, tab., çizelge, çizelgeler
        timestamp: zaman, dakika, dk.
        title-locator: başlık, başlıklar
        verse: ayet, ayetler, beyit, beyitler
        volume: cilt, ciltler, c.
        """
    ),
)
