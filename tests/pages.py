"""News pages in the manner of Korean outlets and portals; the story and the names are invented."""

TITLE = "청람시립도서관 내달 4일 개관"
BODY = [
    "청람시는 새 시립 도서관을 다음 달 4일 문을 연다고 28일 밝혔다. 지하 1층, 지상 4층 규모로 장서 7만 권을 갖췄다.",
    "도서관에는 어린이 열람실과 음악 감상실이 들어선다. 감상실은 예약한 시민만 쓸 수 있다.",
    "윤하늘 관장은 “밤에도 불을 끄지 않는 도서관을 만들겠다”고 말했다.",
    "시는 개관 뒤 석 달 동안 휴관일을 두지 않기로 했다.",
]
FIRST, SECOND, THIRD, FOURTH = BODY

PAGES = {
    "yonhap": f"""본문 바로가기 메뉴 바로가기
연합뉴스
최신기사
{TITLE}
송고시간2024-02-28 21:12
요약beta
공유 댓글 글자크기조정 인쇄
홍길동 기자
홍길동 기자
기자 페이지
음악 감상실·어린이 열람실 갖춰
도서관 전경
[청람시 제공. 재판매 및 DB 금지]
(청람=연합뉴스) 홍길동 기자 = {FIRST}
{SECOND}
광고
개관을 앞둔 도서관 열람실
(청람=연합뉴스) 홍길동 기자 = 28일 오전 청람시립도서관 열람실에서 직원들이 책을 꽂고 있다. 2024.2.28 hong@yna.co.kr
{THIRD}
{FOURTH}
hong@yna.co.kr
제보는 카카오톡 okjebo
<저작권자(c) 연합뉴스,
무단 전재-재배포, AI 학습 및 활용 금지>
2024/02/28 21:12 송고
댓글쓰기
많이 본 뉴스
1
가나다 사고로 도로 통제…우회하세요
2
라마바 "내일 눈 온다"
관련기사
청람시 예산안 의회 통과""",
    "naver": f"""{TITLE}
입력2024.02.28. 오후 9:12  수정2024.02.28. 오후 9:30 기사원문
홍길동 기자
추천 5
댓글 3
본문 요약봇
텍스트 음성 변환 서비스 사용하기
글자 크기 변경하기
SNS 보내기
인쇄하기
{FIRST}
{SECOND}
청람시립도서관 전경 (사진=청람시 제공)
{THIRD}
{FOURTH}
홍길동 기자 (hong@hani.co.kr)
기자 프로필
홍길동 기자
구독
구독자 1,024
응원수 77
Copyright ⓒ 한겨레. All rights reserved. 무단 전재, 재배포 및 크롤링 금지.
이 기사는 언론사에서 사회 섹션으로 분류했습니다.
기사 섹션 분류 안내
기사의 섹션 정보는 해당 언론사의 분류를 따르고 있습니다. 언론사는 개별 기사를 2개 이상 섹션으로 중복 분류할 수 있습니다.
닫기
구독 메인에서 바로 보는 언론사 편집 뉴스 지금 바로 구독해보세요!
이 기사를 추천합니다
기사 추천은 24시간 내 50회까지 참여할 수 있습니다. 닫기
한겨레 주요뉴스
해당 언론사에서 선정하며 언론사 페이지(아웃링크)로 이동해 볼 수 있습니다.
"눈 치우다 다쳤다"…올겨울 환자 급증
새벽 지하철 첫차 5분 당긴다""",
    "daum": f"""{TITLE}
홍길동입력 2024. 2. 28. 21:12수정 2024. 2. 28. 22:40
타임톡
요약보기
음성으로 듣기
번역 설정
글씨크기 조절하기
인쇄하기
{FIRST}
{SECOND}
사진 크게보기
청람시립도서관 전경. /사진=청람시
{THIRD}
{FOURTH}
홍길동 기자 hong@kmib.co.kr
GoodNews paper ⓒ 국민일보(www.kmib.co.kr), 무단전재 및 수집, 재배포 및 AI학습 이용 금지
Copyright © 국민일보. 무단전재 및 재배포 금지.""",
    "chosun": f"""{TITLE}
장서 7만권에 음악 감상실도
홍길동 기자
입력 2024.02.28. 21:12 | 업데이트 2024.02.29. 03:00
0
{FIRST}
청람시립도서관 전경./청람시
{SECOND}
{THIRD}
{FOURTH}
Copyright ⓒ 조선일보 & Chosun.com
당신이 좋아할 만한 콘텐츠
어느 마을의 오래된 우물 이야기
100자평
도움말 삭제기준
로그인
전체 찬성순""",
    "hani": f"""본문 바로가기
사회 전국
{TITLE}
등록 2024-02-28 21:12
수정 2024-02-29 09:40
홍길동 기자
기사를 읽어드립니다
Your browser does not support the
audio
element.
0:00
청람시립도서관 전경. 청람시 제공
광고
{FIRST}
{SECOND}
광고
광고
{THIRD}
{FOURTH}
홍길동 기자 hong@hani.co.kr
이슈 | 지역 소식
연재
이 주의 도서관""",
    "ndsoft": f"""UPDATED. 2024-04-24 15:30 (수)
로그인 회원가입 모바일웹
전체메뉴 버튼
본문영역
이전 기사보기
다음 기사보기
{TITLE}
기자명 홍길동 기자
입력 2024.02.28 21:12
댓글 0
바로가기
복사하기
본문 글씨 줄이기
본문 글씨 키우기
SNS 기사보내기
페이스북(으)로 기사보내기
트위터(으)로 기사보내기
카카오톡(으)로 기사보내기
URL복사(으)로 기사보내기
다른 공유 찾기
기사스크랩하기
[한빛일보 홍길동 기자] {FIRST}
{SECOND}
{THIRD}
{FOURTH}
저작권자 © 한빛일보 무단전재 및 재배포 금지
홍길동 기자 hong@hanbit.kr
다른기사 보기
개의 댓글
댓글 정렬
최신순
BEST댓글
BEST 댓글 답글과 추천수를 합산하여 자동으로 노출됩니다.
댓글삭제
삭제한 댓글은 다시 복구할 수 없습니다.
그래도 삭제하시겠습니까?
내 댓글 모음""",
    "newsis": f"""{TITLE}
등록 2024.02.28 21:12:13
작게
크게
[청람=뉴시스] 홍길동 기자 = 28일 열람실에서 직원들이 책을 꽂고 있다. 2024.02.28. hong@newsis.com *재판매 및 DB 금지
[청람=뉴시스]홍길동 기자 = {FIRST}
{SECOND}
{THIRD}
{FOURTH}
◎공감언론 뉴시스 hong@newsis.com
Copyright © NEWSIS.COM, 무단 전재 및 재배포 금지
많이 본 기사
가나다 "어제 눈길에 미끄러져"
이 시간 주요 뉴스""",
    "edaily": f"""{TITLE}
등록 2024-02-28 오후 9:12:13 수정 2024-02-28 오후 9:20:00
홍길동 기자
hong@edaily.co.kr
기자 정보
[이데일리 홍길동 기자] {FIRST}
청람시립도서관 전경(사진=청람시)
{SECOND}
{THIRD}
{FOURTH}
#도서관 #청람시
저작권자 © 이데일리 - 무단전재, 재배포 금지
왼쪽 팔 때리고 손가락 접어라
핫 이슈 보기""",
}
OUTLETS = {
    "yonhap": "연합뉴스",
    "naver": "한겨레",
    "daum": "국민일보",
    "chosun": "조선일보",
    "hani": "한겨레",
    "ndsoft": "한빛일보",
    "newsis": "뉴시스",
    "edaily": "이데일리",
}

BROADCAST = """청람시립도서관 다음 달 개관…밤에도 불 켠다
입력 2024.02.28 (21:12)
수정 2024.02.28 (21:20)
[앵커]
밤에도 문을 여는 도서관이 청람시에 들어섭니다.
홍길동 기자가 다녀왔습니다.
[리포트]
책장 사이로 직원들이 바쁘게 오갑니다.
[윤하늘/도서관장 : "밤에도 불을 끄지 않는 도서관을 만들겠습니다."]
KBS 뉴스 홍길동입니다.
■ 제보하기
▷ 카카오톡 : 'KBS제보' 검색, 채널 추가
▷ 이메일 : kbs1234@kbs.co.kr
▷ 유튜브, 네이버, 카카오에서도 KBS뉴스를 구독해주세요!
이 기사가 좋으셨다면
좋아요
0
홍길동 기자
hong@kbs.co.kr
홍길동 기자의 기사 모음"""
ENGLISH = """Skip to main content
Cheongram opens new city library next month
By Jane Doe
Published : Feb. 28, 2024 - 21:12 Updated : March 1, 2024 - 09:00
Share
Advertisement
CHEONGRAM (Reuters) - The city of Cheongram said its new library will open on March 4 with 70,000 books.
Read more: Mayor opens a bridge
"We will keep the lights on all night," director Yoon Haneul said.
Advertisement
The library will not close for three months.
Copyright 2024 The Example Times. All rights reserved.
Related Articles
Snow closes three roads"""

# Articles without a page around them: each must come out as it went in.
PLAIN = {
    "verse": """시인은 새 시집을 내며 이 시를 맨 앞에 두었다.
봄이 오면 나는
강가에 앉아 물소리를 듣겠네
사랑은 멀리 있고
사랑은 멀리 있고
돌아오지 않는 배를 기다리겠네
사랑은 멀리 있고
시집은 다음 달 서점에 나온다.""",
    "interview": """윤하늘 관장을 28일 도서관에서 만났다. 그는 밤새 책을 정리했다고 했다.
- 왜 밤에도 문을 여나
"낮에 일하는 사람도 책을 읽어야 하니까요."
― 예산은 충분한가.
"그렇지 않습니다. 댓글 하나하나를 읽고 있습니다."
Q. 다음 계획은?
A. 구독 서비스를 시작합니다.
그렇다.
그는 웃었다.""",
    "polite": """청람시가 새 도서관을 엽니다.
다음 달 4일부터 누구나 이용할 수 있습니다.
이용하려면 홈페이지에서 회원으로 가입해야 합니다.
자세한 내용은 도서관에 문의하면 됩니다.""",
    "list": """청람시는 28일 도서관 개관 일정을 발표했다. 모두 네 단계로 나뉜다.
- 1일 시민 설명회를 연다.
- 2일 열람실을 시험 운영한다.
- 3일 직원 교육
▲어린이 열람실 120석
▲음악 감상실 40석
시는 일정을 바꾸지 않기로 했다.
1. 개관식
2. 공연""",
    "quotations": """“우리는 끝까지 간다.”
윤하늘 관장은 28일 이렇게 말했다.
“밤에도 불을 끄지 않는 도서관을 만들겠다”
‘정말 될까?’
시민 한 사람이 물었다.""",
    "short": "비가 왔다.\n도서관은 조용했다.\n아무도 없었다.\n불은 꺼지지 않았다.",
    "english": """The city of Cheongram opened a library on Monday.
It has 70,000 books, a music room and a cafe.
"We waited ten years," the mayor said. "It was worth it."
Readers can subscribe to a newsletter about new books.
The copyright of the photographs belongs to the city, it said.""",
    "without full stops": """청람시가 새 시립 도서관을 다음 달 4일 문을 연다고 28일 밝혔다
도서관에는 어린이 열람실과 음악 감상실이 들어선다고 시는 설명했다
윤하늘 관장은 밤에도 불을 끄지 않겠다고 시민들에게 약속했다""",
    "about the press": """언론사들은 28일 기사의 무단 전재와 재배포를 금지해 달라고 요구했다.
이들은 저작권자 표시 ⓒ 뒤에 매체 이름을 적기로 했다고 밝혔다.
네이버는 댓글과 공유 버튼을 없애고 구독 기능을 늘린다고 했다.
카카오톡 제보 채널을 만든 언론사는 열두 곳이다.
유튜브 구독자는 2만 명으로 늘었다.
로이터는 관련 기사를 보도했다.""",
    "subheads and a table": """청람시가 새 도서관을 연다고 28일 밝혔다. 장서는 7만 권이다.
◇ 밤에도 연다
도서관은 밤 12시까지 문을 연다고 시는 밝혔다.
<표> 층별 안내
지하 1층|주차장|40면
지상 1층|열람실|120석
표에 나온 것처럼 열람실이 가장 넓다.""",
    "a sentence over two lines": """청람시가 새 도서관을 연다고 28일 밝힌 가운데,
시민들은 문을 여는 날을 기다리고 있다.
장서는 7만 권이다.""",
    "speech": """시장은 3일 의회에서 연설했다. 아래는 전문이다.
존경하는 시민 여러분, 안녕하십니까.
저는 오늘 기사 한 편을 소개하려고 이 자리에 섰습니다.
뉴스를 만드는 분들께 감사드립니다.""",
    "contacts": """청람시는 2024년 2월 28일 도서관을 열었다.
문의는 02-123-4567이나 library@cheongram.kr로 하면 된다.
신청은 https://library.cheongram.kr 에서 받는다.
홍길동 기자는 이 도서관을 세 번 찾았다.""",
}
