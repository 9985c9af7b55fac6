"""That a work is not published yet, in the words of many languages, as the keys that BibLaTeX has.

A style says *in press* and its like in the language of the list; words that are typed in another
language, or in place of a year, would stand there as they are.
"""

from __future__ import annotations

from typing import Any

_ROWS = {
    "in press": (
        "çapda|çapdadır|çap olunur|mətbəədə|mətbəədədir|baskıda|basımda|yayında|yayın aşamasında|"
        "в печати|в наборе|у друку|друкується|баспада|басмада|chop etilmoqda|nashrda|нашрда|"
        "im druck|in druck|im erscheinen|sous presse|i tryck|იბეჭდება|դրվում է տպագրության|"
        "زیر چاپ|در دست چاپ|قيد الطبع|تحت الطبع|قيد النشر"
    ),
    "forthcoming": (
        "nəşr olunacaq|nəşr ediləcək|çap olunacaq|çap ediləcək|çapa hazırlanır|nəşrə hazırlanır|"
        "yayımlanacak|yayınlanacak|basılacak|yayıma hazırlanıyor|yayına hazırlanıyor|"
        "готовится к печати|готовится к изданию|выходит|будет опубликовано|готується до друку|"
        "баспаға дайындалуда|басууга даярдалууда|nashrga tayyorlanmoqda|çapa taýýarlanýar|"
        "erscheint|erscheint demnächst|à paraître|kommande|მზადდება გამოსაცემად|"
        "در دست انتشار|به زودی|سيصدر قريبا"
    ),
    "accepted": (
        "çapa qəbul edilib|çapa qəbul edilmişdir|nəşrə qəbul edilib|yayıma kabul edildi|"
        "yayına kabul edildi|kabul edildi|принято к печати|принята к печати|прийнято до друку|"
        "angenommen|accepté|پذیرفته شده|پذیرفته‌شده|مقبول للنشر"
    ),
    "submitted": (
        "çapa təqdim edilib|nəşrə təqdim olunub|değerlendirmede|hakem sürecinde|подано в печать|"
        "сдано в печать|подано до друку|eingereicht|soumis|ارسال شده"
    ),
    "in preparation": (
        "hazırlanır|hazırlanmaqdadır|hazırlanıyor|hazırlanmakta|hazırlık aşamasında|готовится|"
        "в подготовке|готується|in vorbereitung|en préparation|در دست تدوین|قيد الإعداد"
    ),
}
_STATES = {word: state for state, words in _ROWS.items() for word in words.split("|")}


def settle(item: dict[str, Any]) -> None:
    """Give the state of a CSL item, and words in place of a year, by BibLaTeX's key, in place."""
    status = item.get("status")
    if isinstance(status, str) and (state := _state(status)):
        item["status"] = state
    issued = item.get("issued")
    if not isinstance(issued, dict):
        return
    words = issued.get("literal")
    if isinstance(words, str) and (state := _state(words)):
        item["issued"] = {**issued, "literal": state}


def _state(text: str) -> str:
    words = " ".join(text.strip(" .,;()[]").split())
    state = _STATES.get(words.replace("İ", "i").replace("I", "ı").lower()) or _STATES.get(
        words.lower()
    )
    if state is None:
        return ""
    return state.capitalize() if words[0].isupper() else state
