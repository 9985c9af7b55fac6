"""Names of typed references."""

from __future__ import annotations

import pytest

from nashr.importing.reference_names import names_in


def _shown(text: str, language: str = "") -> list[str]:
    return [
        name.get("literal") or ", ".join(filter(None, (name["family"], name.get("given"))))
        for name in names_in(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Oran, B., Kuzio, T.", ["Oran, B.", "Kuzio, T."]),
        ("Oran B., Kuzio T. və b.", ["Oran, B.", "Kuzio, T.", "others"]),
        ("Lee, L. L., W. E. Howard, and R. Marsh.", ["Lee, L. L.", "Howard, W. E.", "Marsh, R."]),
        ("de la Macorra JC, Peters OA.", ["de la Macorra, J. C.", "Peters, O. A."]),
        ("Həsənov Əli Məmməd oğlu", ["Həsənov, Əli Məmməd oğlu"]),
        ("In J. C. Watson & M. S. Warner (Eds.),", ["Watson, J. C.", "Warner, M. S."]),
        ("под ред. В. А. Виноградова", ["Виноградова, В. А."]),
        ("(M. Kıratlı, Çev.)", ["Kıratlı, M."]),
        ("Shaw, Stanford J. ve Ezel Kural Shaw.", ["Shaw, Stanford J.", "Shaw, Ezel Kural"]),
        ("Kamerlin, S. C. L.; Warshel, A.", ["Kamerlin, S. C. L.", "Warshel, A."]),
        ("Türkiye İstatistik Kurumu.", ["Türkiye İstatistik Kurumu"]),
        ("World Bank", ["World Bank"]),
        ("Stewart III, Charles", ["Stewart, Charles"]),
        ("A. Cau, R. Kuiper, and W.-P. de Roever.", ["Cau, A.", "Kuiper, R.", "de Roever, W.-P."]),
        ("Ahmet Yılmaz - Ayşe Demir", ["Yılmaz, Ahmet", "Demir, Ayşe"]),
        ("Öz, Ece – Kaya, Ali vd.", ["Öz, Ece", "Kaya, Ali", "others"]),
        ("Şahin, Işıl - Özgür Yıldız (ed.)", ["Şahin, Işıl", "Yıldız, Özgür"]),
        ("ed. Ali Kaya - Veli Can", ["Kaya, Ali", "Can, Veli"]),
        ("Türk Dil Kurumu - Milli Eğitim Bakanlığı", ["Türk Dil Kurumu", "Milli Eğitim Bakanlığı"]),
        ("Jean - Paul Sartre", ["Sartre, Jean - Paul"]),
        ("Aydın, Fatma.", ["Aydın, Fatma"]),
        ("Meyer, Chr.", ["Meyer, Chr."]),
        ("", []),
        ("———.", []),
    ],
)  # fmt: skip
def test_names_are_parted(text: str, names: list[str]) -> None:
    assert _shown(text) == names


def test_names_in_capitals_become_small_by_the_rules_of_their_language() -> None:
    assert _shown("KILIÇBAY, Mehmet Ali", "tr") == ["Kılıçbay, Mehmet Ali"]
    assert _shown("CASSARD Jean-Christophe", "fr") == ["Cassard, Jean-Christophe"]
