"""Where a Korean place lies: its province, its city or county, and the smaller units a text names."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.names import SURNAMES

_PROVINCES = {
    "서울": "", "부산": "", "대구": "", "인천": "", "광주": "", "대전": "", "울산": "", "세종": "", "제주": "서귀포",
    "경기": "수원 성남 의정부 안양 부천 광명 평택 동두천 안산 고양 과천 구리 남양주 오산 시흥 군포 의왕 하남 용인 파주 이천 안성 김포 화성 양주 포천 여주 연천 가평 양평",
    "강원": "춘천 원주 강릉 동해 태백 속초 삼척 홍천 횡성 영월 평창 정선 철원 화천 양구 인제 양양",
    "충북": "청주 충주 제천 보은 옥천 영동 증평 진천 괴산 음성 단양",
    "충남": "천안 공주 보령 아산 서산 논산 계룡 당진 금산 부여 서천 청양 홍성 예산 태안",
    "전북": "전주 군산 익산 정읍 남원 김제 완주 진안 무주 장수 임실 순창 고창 부안",
    "전남": "목포 여수 순천 나주 광양 담양 곡성 구례 고흥 보성 화순 장흥 강진 해남 영암 무안 함평 영광 장성 완도 진도 신안",
    "경북": "포항 경주 김천 안동 구미 영주 영천 상주 문경 경산 의성 청송 영양 영덕 청도 고령 성주 칠곡 예천 봉화 울진 울릉",
    "경남": "창원 진주 통영 사천 김해 밀양 거제 양산 의령 함안 창녕 남해 하동 산청 함양 거창 합천",
}  # fmt: skip
_LONG = {
    "충청북도": "충북", "충청남도": "충남", "전라북도": "전북", "전라남도": "전남", "경상북도": "경북", "경상남도": "경남", "경기도": "경기", "강원도": "강원", "제주도": "제주",
}  # fmt: skip
LIES = r"에\s(?:위치한|있는|자리한|자리\s?잡은|소재한)\s"  #: between a place and what lies there
#: what follows a school that somebody went to, where nothing took place: 하버드대 동문
SCHOOLED = re.compile(r"\s?(?:동문|출신|졸업|교수|재학|학생)")
_UNITS = "구동읍면리로길"
_SITES = (
    "공항",
    "역",
    "호텔",
    "병원",
    "대학교",
    "공원",
    "시청",
    "구청",
    "도청",
    "체육관",
    "경기장",
    "박물관",
    "미술관",
    "센터",
    "회관",
    "터미널",
    "항",
)


#: ends of what lies somewhere or does business there
_SITE = re.compile(
    r"(?:.*\s)?[가-힣]{2,}(?:특별시|광역시|시|군|구|동|읍|면|호텔|공항|대학교?|그룹|전자|은행|타워)"
    r"|(?:.*\s)?[가-힣]*(?:영빈관|관저|공관|청사|사옥)(?:\s.*)?"
)


#: districts of three syllables; other words of three that end in 구 may be persons (김남구)
_DISTRICTS = (
    "종로 용산 성동 광진 중랑 성북 강북 도봉 노원 은평 마포 양천 강서 구로 금천 동작 관악 서초 강남 송파 강동 영도 동래 사하 금정 연제 수영 "
    "사상 수성 달서 연수 남동 부평 계양 광산 유성 대덕 분당 수정 중원 장안 권선 팔달 영통 만안 동안 덕양 처인 기흥 수지 상록 단원 상당 서원 "
    "흥덕 청원 동남 서북 완산 덕진 성산 의창 진해 오정 소사 원미"
)
_PERSON = re.compile(rf"[{SURNAMES}][가-힣]구")


def is_site(words: str) -> bool:
    """Whether the words end as names of places and firms do, and name no person."""
    is_person = _PERSON.fullmatch(words) and words[:-1] not in _DISTRICTS.split()
    return bool(_SITE.fullmatch(words)) and not is_person


def apart(one: str, other: str) -> bool:
    """Whether the two cannot be one place: a level both name, or a kind of site, has another name.

    A wider or a paraphrased place is not apart from a narrower one.
    """
    first, second = _levels(one), _levels(other)
    return any(first[level] != second[level] for level in first.keys() & second.keys())


def known(text: str) -> bool:
    """Whether a province, a city, a smaller unit or a kind of site is named."""
    return bool(_levels(text))


def _levels(text: str) -> dict[str, str]:
    """The names of a place by level: province, city, a unit's last syllable, or the kind of site."""
    found: dict[str, str] = {}
    for word in re.split(r"[\s,·()]+", text):
        plain = _LONG.get(word, re.sub(r"(?<=[가-힣]{2})(?:특별시|광역시|특별자치[시도]|시|군|도)$", "", word))
        if plain in _PROVINCES:
            found.setdefault("province", plain)
        elif plain in _cities():
            found.setdefault("city", plain)
            found.setdefault("province", _cities()[plain])
        elif len(word) > 2 and word[-1] in _UNITS:
            found[word[-1]] = word
        elif site := next((site for site in _SITES if word.endswith(site) and len(word) > len(site) + 1), ""):
            found[site] = re.sub(r"(?:국제|국립|시립)", "", word)
    return found


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """The province of each city and county."""
    return {city: province for province, cities in _PROVINCES.items() for city in cities.split()}
