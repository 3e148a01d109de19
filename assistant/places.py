"""Where a Korean place lies: its province, its city or county, and the smaller units a text names."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

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
#: chief cities of countries that papers write of most; one city may not be another one, but any in its country
_ABROAD = {
    "일본": "도쿄 오사카 교토 후쿠오카 나고야 삿포로 요코하마 히로시마 고베 나라 오키나와",
    "중국": "베이징 상하이 선전 광저우 톈진 칭다오 충칭 우한 시안 항저우 난징 청두 다롄 선양 옌지",
    "대만": "타이베이 가오슝 신주 타이중",
    "미국": "워싱턴 뉴욕 로스앤젤레스 샌프란시스코 시카고 휴스턴 애틀랜타 보스턴 시애틀 라스베이거스 댈러스 오스틴 마이애미 필라델피아 디트로이트 새너제이 팔로알토",
    "캐나다": "오타와 토론토 밴쿠버 몬트리올", "멕시코": "멕시코시티 몬테레이", "브라질": "브라질리아 상파울루 리우데자네이루",
    "아르헨티나": "부에노스아이레스", "칠레": "산티아고", "페루": "리마",
    "영국": "런던 에든버러 맨체스터 버밍엄 글래스고", "프랑스": "파리 리옹 마르세유 니스 칸", "독일": "베를린 뮌헨 프랑크푸르트 함부르크 뒤셀도르프",
    "이탈리아": "로마 밀라노 베네치아 피렌체 나폴리", "스페인": "마드리드 바르셀로나", "포르투갈": "리스본", "네덜란드": "암스테르담 헤이그 로테르담",
    "벨기에": "브뤼셀", "스위스": "베른 취리히 제네바 다보스 바젤", "오스트리아": "빈 잘츠부르크", "체코": "프라하", "폴란드": "바르샤바 크라쿠프",
    "헝가리": "부다페스트", "그리스": "아테네", "스웨덴": "스톡홀름", "노르웨이": "오슬로", "덴마크": "코펜하겐", "핀란드": "헬싱키",
    "러시아": "모스크바 상트페테르부르크 블라디보스토크", "우크라이나": "키이우 하르키우 오데사", "튀르키예": "앙카라 이스탄불",
    "이스라엘": "예루살렘 텔아비브", "사우디아라비아": "리야드 제다", "아랍에미리트": "아부다비 두바이", "카타르": "도하", "이란": "테헤란", "이라크": "바그다드",
    "이집트": "카이로", "남아프리카공화국": "요하네스버그 케이프타운", "케냐": "나이로비", "에티오피아": "아디스아바바",
    "인도": "뉴델리 뭄바이 첸나이 벵갈루루 콜카타 하이데라바드 잠나가르", "베트남": "하노이 호찌민 다낭 하이퐁", "태국": "방콕 치앙마이 푸껫", "필리핀": "마닐라 세부",
    "인도네시아": "자카르타 발리", "말레이시아": "쿠알라룸푸르", "미얀마": "네피도 양곤", "캄보디아": "프놈펜", "몽골": "울란바토르",
    "카자흐스탄": "알마티 아스타나", "우즈베키스탄": "타슈켄트 사마르칸트", "호주": "캔버라 시드니 멜버른 브리즈번", "뉴질랜드": "웰링턴 오클랜드", "북한": "평양 개성 원산 신의주",
}  # fmt: skip
_LONG = {
    "충청북도": "충북", "충청남도": "충남", "전라북도": "전북", "전라남도": "전남", "경상북도": "경북", "경상남도": "경남", "경기도": "경기", "강원도": "강원", "제주도": "제주",
}  # fmt: skip
LIES = r"에\s(?:위치한|있는|자리한|자리\s?잡은|소재한)\s"  #: between a place and what lies there
#: what follows a school that somebody went to, where nothing took place: 하버드대 동문
SCHOOLED = re.compile(r"\s?(?:동문|출신|졸업|교수|재학|학생)")
_UNITS = "구동읍면리로길"
_BARE_DISTRICTS = ("중구", "동구", "서구", "남구", "북구")
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
    first, second = _levels(one) | _abroad(one), _levels(other) | _abroad(other)
    return any(first[level] != second[level] for level in first.keys() & second.keys())


def comparable(one: str, other: str) -> bool:
    """Whether what the two name tells whether they are apart: one of them a place at home, or both one abroad."""
    return known(one) or known(other) or bool(_abroad(one) and _abroad(other))


def of_other_sites(one: str, other: str) -> bool:
    """Whether both end in a site's name, of which nobody can tell whether one lies in the other: 시민회관, 상당공원."""
    mine, theirs = one.split()[-1], other.split()[-1]
    shared = {a + b for a, b in pairwise(mine)} & {a + b for a, b in pairwise(theirs)}
    return not shared and all(word.endswith(_SITES) and _levels(word) for word in (mine, theirs))


def lying(before: str) -> str:
    """Of what stands before a place the words for where it lies, "" where there are none: 용산구 이태원동의 새별그룹 영빈관."""
    words: list[str] = []
    for word in reversed(before.split()[-4:]):
        if re.search(r"[\d은는이가을를에서과와며고,]$", word):
            break
        words.insert(0, word)
    while words and not known(words[0]):
        words.pop(0)
    return " ".join(words)


def known(text: str) -> bool:
    """Whether a province, a city, a smaller unit or a kind of site is named."""
    return bool(_levels(text))


def _abroad(text: str) -> dict[str, str]:
    """The country and the city named, a country abroad."""
    for word in re.findall(r"[가-힣]+", text):
        named = next((name for name in (word, word[:-1]) if name in _ABROAD or name in _cities_abroad()), "")
        if named in _ABROAD:
            return {"country": named}
        if named:
            return {"country": _cities_abroad()[named], "abroad": named}
    return {}


def _levels(text: str) -> dict[str, str]:
    """The names of a place by level: province, city, a unit's last syllable, or the kind of site."""
    found: dict[str, str] = {}
    for written in re.split(r"[\s,·()]+", text):
        word = re.sub(r"(?<=[가-힣]{2})의$", "", written)
        plain = _LONG.get(word, re.sub(r"(?<=[가-힣]{2})(?:특별시|광역시|특별자치[시도]|시|군|도)$", "", word))
        if plain in _PROVINCES:
            found.setdefault("province", plain)
        elif plain in _cities():
            found.setdefault("city", plain)
            found.setdefault("province", _cities()[plain])
        elif word in _BARE_DISTRICTS or (len(word) > 2 and word[-1] in _UNITS):
            found[word[-1]] = word
        elif site := next((site for site in _SITES if word.endswith(site) and len(word) > len(site) + 1), ""):
            found[site] = re.sub(r"(?:국제|국립|시립)", "", word)
    return found


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """The province of each city and county."""
    return {city: province for province, cities in _PROVINCES.items() for city in cities.split()}


@lru_cache(maxsize=1)
def _cities_abroad() -> dict[str, str]:
    """The country of each city abroad."""
    return {city: country for country, cities in _ABROAD.items() for city in cities.split()}
