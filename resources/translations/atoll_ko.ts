<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko">
<context>
    <name>Atoll::AboutDialog</name>
    <message>
        <source>About Atoll</source>
        <translation>Atoll 정보</translation>
    </message>
    <message>
        <source>Clusters of virtual machines and containers, live and native.</source>
        <translation>가상 머신과 컨테이너 클러스터를 실시간으로, 네이티브로.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>GNU 일반 공중 사용 허가서 버전 3 이상에 따르는 자유 소프트웨어입니다. 어떠한 보증도 제공하지 않습니다.</translation>
    </message>
    <message>
        <source>Built with Qt %1, QCustomPlot and QtKeychain.</source>
        <translation>Qt %1, QCustomPlot, QtKeychain으로 만들었습니다.</translation>
    </message>
</context>
<context>
    <name>Atoll::AttentionModel</name>
    <message>
        <source>What</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>클러스터</translation>
    </message>
</context>
<context>
    <name>Atoll::ClusterCard</name>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n core(s)</source>
        <translation>
            <numerusform>코어 %n개 중 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>스토리지</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>노드 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n node(s) online</source>
        <translation>
            <numerusform>노드 %n개 중 %1개 온라인</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n guest(s) running</source>
        <translation>
            <numerusform>게스트 %n개 중 %1개 실행 중</numerusform>
        </translation>
    </message>
    <message>
        <source>Last seen %1</source>
        <translation>마지막 확인: %1</translation>
    </message>
    <message>
        <source>Not seen yet</source>
        <translation>아직 확인된 적 없음</translation>
    </message>
    <message>
        <source>Nothing needs attention</source>
        <translation>주의할 것이 없습니다</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n건</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::ClusterSession</name>
    <message>
        <source>%1 is not connected</source>
        <translation>%1이(가) 연결되어 있지 않습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::CommandPalette</name>
    <message>
        <source>Name, address, tag or action</source>
        <translation>이름, 주소, 태그 또는 동작</translation>
    </message>
    <message>
        <source>Nothing is called “%1”</source>
        <translation>“%1”에 해당하는 것이 없습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::ConsoleActions</name>
    <message>
        <source>Ctrl+Alt+Del</source>
        <translation>Ctrl+Alt+Del</translation>
    </message>
    <message>
        <source>Send Ctrl+Alt+Del to the guest</source>
        <translation>게스트에 Ctrl+Alt+Del 보내기</translation>
    </message>
    <message>
        <source>Grab Keys</source>
        <translation>키 잡기</translation>
    </message>
    <message>
        <source>Give every key to the guest, also Alt+Tab, until %1 is pressed alone</source>
        <translation>%1을(를) 단독으로 누를 때까지 Alt+Tab을 포함한 모든 키를 게스트에 보냅니다</translation>
    </message>
    <message>
        <source>Fit to Window</source>
        <translation>창에 맞추기</translation>
    </message>
    <message>
        <source>Show the whole picture; off: one guest pixel on one pixel of the screen</source>
        <translation>전체 화면을 표시합니다. 끄면 게스트 픽셀을 화면 픽셀에 1:1로 표시합니다</translation>
    </message>
    <message>
        <source>Type Clipboard</source>
        <translation>클립보드 입력</translation>
    </message>
    <message>
        <source>Type the clipboard&apos;s text into the guest key by key</source>
        <translation>클립보드의 텍스트를 게스트에 한 글자씩 입력합니다</translation>
    </message>
    <message>
        <source>Share Clipboard</source>
        <translation>클립보드 공유</translation>
    </message>
    <message>
        <source>Copy and paste between here and the guest</source>
        <translation>이 컴퓨터와 게스트 사이에서 복사하고 붙여넣습니다</translation>
    </message>
    <message>
        <source>Save Screenshot…</source>
        <translation>스크린샷 저장…</translation>
    </message>
    <message>
        <source>Save the picture as a file</source>
        <translation>화면을 파일로 저장합니다</translation>
    </message>
    <message>
        <source>Copy Screenshot</source>
        <translation>스크린샷 복사</translation>
    </message>
    <message>
        <source>Put the picture into the clipboard</source>
        <translation>화면을 클립보드에 넣습니다</translation>
    </message>
    <message>
        <source>Show Frame Rate</source>
        <translation>프레임 속도 표시</translation>
    </message>
    <message>
        <source>Frames and bytes a second</source>
        <translation>초당 프레임과 바이트</translation>
    </message>
    <message>
        <source>Send Keys</source>
        <translation>키 보내기</translation>
    </message>
    <message>
        <source>Ctrl+Alt+Backspace</source>
        <translation>Ctrl+Alt+Backspace</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Esc</source>
        <translation>Ctrl+Shift+Esc</translation>
    </message>
    <message>
        <source>Alt+Tab</source>
        <translation>Alt+Tab</translation>
    </message>
    <message>
        <source>Alt+F4</source>
        <translation>Alt+F4</translation>
    </message>
    <message>
        <source>Super</source>
        <translation>Super</translation>
    </message>
    <message>
        <source>Print Screen</source>
        <translation>Print Screen</translation>
    </message>
    <message>
        <source>Alt+Print Screen (SysRq)</source>
        <translation>Alt+Print Screen (SysRq)</translation>
    </message>
    <message>
        <source>Ctrl+Alt+F%1</source>
        <translation>Ctrl+Alt+F%1</translation>
    </message>
    <message>
        <source>Guest&apos;s Keyboard Layout</source>
        <translation>게스트의 키보드 배열</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::ConsoleCard</name>
    <message numerus="yes">
        <source>Trying again in %n s</source>
        <translation>
            <numerusform>%n초 후 다시 시도</numerusform>
        </translation>
    </message>
    <message>
        <source>The guest is off</source>
        <translation>게스트가 꺼져 있습니다</translation>
    </message>
    <message>
        <source>The console opens by itself when it starts.</source>
        <translation>게스트가 시작되면 콘솔이 저절로 열립니다.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>연결이 끊어졌습니다</translation>
    </message>
    <message>
        <source>Try Now</source>
        <translation>지금 시도</translation>
    </message>
    <message>
        <source>No console</source>
        <translation>콘솔 없음</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>연결되지 않음</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>연결 중…</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::ConsoleView</name>
    <message>
        <source>The clipboard holds no text</source>
        <translation>클립보드에 텍스트가 없습니다</translation>
    </message>
    <message numerus="yes">
        <source>Typing %Ln character(s)…</source>
        <translation>
            <numerusform>%Ln자 입력 중…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s) typed</source>
        <translation>
            <numerusform>%Ln자를 입력했습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s) typed; the layout “%1” has no key for: %2</source>
        <translation>
            <numerusform>%Ln자를 입력했습니다. “%1” 배열에는 다음 글자의 키가 없습니다: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>All keys go to the guest · %1 releases them</source>
        <translation>모든 키가 게스트로 갑니다 · %1(으)로 해제</translation>
    </message>
    <message>
        <source>Screenshot copied</source>
        <translation>스크린샷을 복사했습니다</translation>
    </message>
    <message>
        <source>Save Screenshot</source>
        <translation>스크린샷 저장</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG 그림 (*.png)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1을(를) 저장했습니다</translation>
    </message>
    <message>
        <source>Cannot save %1: %2</source>
        <translation>%1을(를) 저장할 수 없습니다: %2</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::TextTyper</name>
    <message>
        <source>A text is being typed already</source>
        <translation>이미 텍스트를 입력하고 있습니다</translation>
    </message>
    <message>
        <source>The text is too long to be typed (at most %L1 characters)</source>
        <translation>텍스트가 너무 길어 입력할 수 없습니다(최대 %L1자)</translation>
    </message>
    <message>
        <source>Use the clipboard or copy a file into the guest</source>
        <translation>클립보드를 쓰거나 파일을 게스트에 복사하십시오</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::VncSession</name>
    <message>
        <source>The text copied in the guest is too large to take over (%1; at most %2)</source>
        <translation>게스트에서 복사한 텍스트가 너무 커서 가져올 수 없습니다(%1, 최대 %2)</translation>
    </message>
    <message>
        <source>The clipboard is too large to give to the guest (at most %1)</source>
        <translation>클립보드가 너무 커서 게스트에 줄 수 없습니다(최대 %1)</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::VncView</name>
    <message>
        <source>%1 × %2 · %3 fps · %4/s</source>
        <translation>%1 × %2 · %3 fps · %4/s</translation>
    </message>
</context>
<context>
    <name>Atoll::DockTitle</name>
    <message>
        <source>Window of its own, or back</source>
        <translation>별도 창으로, 또는 되돌리기</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>숨기기</translation>
    </message>
</context>
<context>
    <name>Atoll::ErrorBar</name>
    <message>
        <source>This value cannot be used</source>
        <translation>사용할 수 없는 값입니다</translation>
    </message>
    <message>
        <source>The login has ended</source>
        <translation>로그인이 끝났습니다</translation>
    </message>
    <message>
        <source>Login failed</source>
        <translation>로그인하지 못했습니다</translation>
    </message>
    <message>
        <source>Too many failed logins</source>
        <translation>로그인 실패가 너무 많습니다</translation>
    </message>
    <message>
        <source>Not permitted</source>
        <translation>권한이 없습니다</translation>
    </message>
    <message>
        <source>The ticket is not valid any more</source>
        <translation>티켓이 더 이상 유효하지 않습니다</translation>
    </message>
    <message>
        <source>It does not exist any more</source>
        <translation>더 이상 존재하지 않습니다</translation>
    </message>
    <message>
        <source>It exists already</source>
        <translation>이미 있습니다</translation>
    </message>
    <message>
        <source>Somebody else changed it meanwhile</source>
        <translation>그사이 다른 사람이 변경했습니다</translation>
    </message>
    <message>
        <source>Not possible in this state</source>
        <translation>이 상태에서는 할 수 없습니다</translation>
    </message>
    <message>
        <source>Not supported here</source>
        <translation>여기서는 지원되지 않습니다</translation>
    </message>
    <message>
        <source>Another task is working on it</source>
        <translation>다른 작업이 처리하고 있습니다</translation>
    </message>
    <message>
        <source>A limit is reached</source>
        <translation>한도에 도달했습니다</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>It took too long</source>
        <translation>너무 오래 걸렸습니다</translation>
    </message>
    <message>
        <source>Not enough space</source>
        <translation>공간이 부족합니다</translation>
    </message>
    <message>
        <source>The engine refused</source>
        <translation>엔진이 거부했습니다</translation>
    </message>
    <message>
        <source>The engine does not answer</source>
        <translation>엔진이 응답하지 않습니다</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>연결 없음</translation>
    </message>
    <message>
        <source>The certificate is not known yet</source>
        <translation>아직 모르는 인증서입니다</translation>
    </message>
    <message>
        <source>The certificate has changed</source>
        <translation>인증서가 바뀌었습니다</translation>
    </message>
    <message>
        <source>The versions do not fit together</source>
        <translation>버전이 서로 맞지 않습니다</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>문제가 생겼습니다</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>이 메시지 닫기</translation>
    </message>
</context>
<context>
    <name>Atoll::HardwareModel</name>
    <message>
        <source>Disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>Network card</source>
        <translation>네트워크 카드</translation>
    </message>
    <message>
        <source>new</source>
        <translation>새 항목</translation>
    </message>
    <message>
        <source>will be removed</source>
        <translation>제거 예정</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>변경됨</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>이전 값: %1</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>대기 중</translation>
    </message>
</context>
<context>
    <name>Atoll::Inventory</name>
    <message>
        <source>Inventory</source>
        <translation>인벤토리</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>주의</translation>
    </message>
    <message>
        <source>Nothing needs attention</source>
        <translation>주의할 것이 없습니다</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>아직 아무 일도 없었습니다</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>클러스터</translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s)</source>
        <translation>
            <numerusform>클러스터 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>All clusters are connected</source>
        <translation>모든 클러스터가 연결되어 있습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n not connected</source>
        <translation>
            <numerusform>%n개 연결되지 않음</numerusform>
        </translation>
    </message>
    <message>
        <source>All well</source>
        <translation>이상 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>주의 %n건</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::InventoryModel</name>
    <message>
        <source>Connected</source>
        <translation>연결됨</translation>
    </message>
    <message>
        <source>Last seen %1</source>
        <translation>마지막 확인: %1</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>연결되지 않음</translation>
    </message>
    <message>
        <source>No node</source>
        <translation>노드 없음</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>오프라인</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n CPU(s) · %2</source>
        <translation>
            <numerusform>%1 · CPU %n개 · %2</numerusform>
        </translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>비정상 종료</translation>
    </message>
</context>
<context>
    <name>Atoll::InventoryPanel</name>
    <message>
        <source>Filter: name, address, tag, node</source>
        <translation>필터: 이름, 주소, 태그, 노드</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
    <message>
        <source>Nothing matches “%1”.</source>
        <translation>“%1”과(와) 일치하는 것이 없습니다.</translation>
    </message>
    <message>
        <source>No cluster yet. Add one by the address of any of its nodes.</source>
        <translation>아직 클러스터가 없습니다. 아무 노드의 주소로 추가하십시오.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>필터 지우기</translation>
    </message>
</context>
<context>
    <name>Atoll::InventoryTree</name>
    <message>
        <source>Inventory</source>
        <translation>인벤토리</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
</context>
<context>
    <name>Atoll::MainWindow</name>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>앞으로</translation>
    </message>
    <message>
        <source>Search or run…</source>
        <translation>검색 또는 실행…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>탭 닫기</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>다음 탭</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>이전 탭</translation>
    </message>
    <message>
        <source>Main toolbar</source>
        <translation>주 도구 모음</translation>
    </message>
    <message>
        <source>New</source>
        <translation>새로 만들기</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>메뉴</translation>
    </message>
    <message>
        <source>View</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>배치 초기화</translation>
    </message>
    <message>
        <source>About Atoll</source>
        <translation>Atoll 정보</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>%1 – Atoll</source>
        <comment>window title</comment>
        <translation>%1 – Atoll</translation>
    </message>
    <message>
        <source>New: %1</source>
        <translation>새로 만들기: %1</translation>
    </message>
</context>
<context>
    <name>Atoll::Notices</name>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
</context>
<context>
    <name>Atoll::OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Welcome to Atoll</source>
        <translation>Atoll에 오신 것을 환영합니다</translation>
    </message>
    <message>
        <source>Add your first cluster by the address of any of its nodes.
The node runs atolld; a single machine is a cluster of one.</source>
        <translation>아무 노드의 주소로 첫 클러스터를 추가하십시오.
노드에서는 atolld가 실행됩니다. 컴퓨터 한 대도 하나의 클러스터입니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s)</source>
        <translation>
            <numerusform>클러스터 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>노드 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %L2 guests running</source>
        <translation>게스트 %L2개 중 %1개 실행 중</translation>
    </message>
</context>
<context>
    <name>Atoll::PeriodBar</name>
    <message>
        <source>Live</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>일</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>주</translation>
    </message>
</context>
<context>
    <name>Atoll::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정 따름</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>테마(&amp;T)</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>넉넉하게</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>촘촘하게</translation>
    </message>
    <message>
        <source>&amp;Rows</source>
        <translation>행(&amp;R)</translation>
    </message>
    <message>
        <source>The language changes when Atoll starts the next time.</source>
        <translation>언어는 Atoll을 다음에 시작할 때 바뀝니다.</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>언어(&amp;L)</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>Ask before switching a guest off or resetting it</source>
        <translation>게스트를 끄거나 리셋하기 전에 묻기</translation>
    </message>
    <message>
        <source>Offer to keep passwords in the system&apos;s keychain</source>
        <translation>암호를 시스템 키체인에 보관할지 묻기</translation>
    </message>
</context>
<context>
    <name>Atoll::TabArea</name>
    <message>
        <source>Close (Ctrl+W)</source>
        <translation>닫기 (Ctrl+W)</translation>
    </message>
</context>
<context>
    <name>ClusterSummary</name>
    <message>
        <source>Node %1 is offline</source>
        <translation>노드 %1이(가) 오프라인입니다</translation>
    </message>
    <message>
        <source>Memory of node %1 is nearly full</source>
        <translation>노드 %1의 메모리가 거의 찼습니다</translation>
    </message>
    <message>
        <source>%1 has crashed</source>
        <translation>%1이(가) 비정상 종료되었습니다</translation>
    </message>
    <message>
        <source>Storage %1 on %2 is not available: %3</source>
        <translation>%2의 스토리지 %1을(를) 사용할 수 없습니다: %3</translation>
    </message>
    <message>
        <source>Storage %1 on %2 is nearly full</source>
        <translation>%2의 스토리지 %1이(가) 거의 찼습니다</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>연결되지 않음</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>주의</translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>On macOS the system keeps its own shortcuts</source>
        <translation>macOS에서는 시스템이 자체 단축키를 유지합니다</translation>
    </message>
    <message>
        <source>On Wayland the desktop keeps its own shortcuts (Alt+Tab, Super)</source>
        <translation>Wayland에서는 데스크톱이 자체 단축키(Alt+Tab, Super)를 유지합니다</translation>
    </message>
    <message>
        <source>On Windows the system keeps its own shortcuts</source>
        <translation>Windows에서는 시스템이 자체 단축키를 유지합니다</translation>
    </message>
</context>
<context>
    <name>CreateVm</name>
    <message>
        <source>is missing: no node is online</source>
        <translation>없음: 온라인 노드가 없습니다</translation>
    </message>
    <message>
        <source>is taken by %1</source>
        <translation>%1이(가) 이미 사용 중입니다</translation>
    </message>
    <message>
        <source>is taken by another guest</source>
        <translation>다른 게스트가 이미 사용 중입니다</translation>
    </message>
    <message>
        <source>is missing: choose a volume</source>
        <translation>없음: 볼륨을 선택하십시오</translation>
    </message>
    <message>
        <source>must be at least 1 MiB</source>
        <translation>최소 1 MiB여야 합니다</translation>
    </message>
    <message>
        <source>is missing: choose where the disk is kept</source>
        <translation>없음: 디스크를 둘 곳을 선택하십시오</translation>
    </message>
    <message>
        <source>must be at most %1: that much is free in %2</source>
        <translation>최대 %1까지 가능합니다: %2의 여유 공간</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>per second</comment>
        <translation>%1/초</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1일 %2시간</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1일</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1시간 %2분</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1시간</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1분</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>never</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>방금</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1초 전</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1분 전</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1시간 전</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation>%1일 전</translation>
    </message>
</context>
<context>
    <name>Guest</name>
    <message>
        <source>It is paused; resume it instead.</source>
        <translation>일시 정지 상태입니다. 대신 재개하십시오.</translation>
    </message>
    <message>
        <source>It is running already.</source>
        <translation>이미 실행 중입니다.</translation>
    </message>
    <message>
        <source>It is not paused.</source>
        <translation>일시 정지 상태가 아닙니다.</translation>
    </message>
    <message>
        <source>It is paused already.</source>
        <translation>이미 일시 정지 상태입니다.</translation>
    </message>
    <message>
        <source>It is switched off.</source>
        <translation>꺼져 있습니다.</translation>
    </message>
    <message>
        <source>It is paused and cannot hear; resume it first.</source>
        <translation>일시 정지 상태라 요청을 받을 수 없습니다. 먼저 재개하십시오.</translation>
    </message>
    <message>
        <source>It is running; switch it off first.</source>
        <translation>실행 중입니다. 먼저 끄십시오.</translation>
    </message>
    <message>
        <source>Atoll manages it already.</source>
        <translation>이미 Atoll이 관리하고 있습니다.</translation>
    </message>
    <message>
        <source>It has no display.</source>
        <translation>디스플레이가 없습니다.</translation>
    </message>
    <message>
        <source>It is protected; take the protection away under Hardware first.</source>
        <translation>보호되어 있습니다. 먼저 하드웨어에서 보호를 해제하십시오.</translation>
    </message>
    <message>
        <source>It is a template; make a guest of it instead.</source>
        <translation>템플릿입니다. 대신 이 템플릿으로 게스트를 만드십시오.</translation>
    </message>
    <message>
        <source>Its state is not known: the engine on %1 does not answer.</source>
        <translation>상태를 알 수 없습니다: %1의 엔진이 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Switch it on</source>
        <translation>전원을 켭니다</translation>
    </message>
    <message>
        <source>Shut down</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Ask its system to shut down</source>
        <translation>시스템에 종료를 요청합니다</translation>
    </message>
    <message>
        <source>Reboot</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <source>Ask its system to start again</source>
        <translation>시스템에 다시 시작을 요청합니다</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Freeze its CPUs; memory stays</source>
        <translation>CPU를 멈춥니다. 메모리는 유지됩니다</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>재개</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>계속 실행합니다</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>끄기</translation>
    </message>
    <message>
        <source>Pull the plug; what is not saved is lost</source>
        <translation>전원을 뽑습니다. 저장하지 않은 내용은 사라집니다</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>리셋</translation>
    </message>
    <message>
        <source>Press the reset button; what is not saved is lost</source>
        <translation>리셋 단추를 누릅니다. 저장하지 않은 내용은 사라집니다</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>콘솔</translation>
    </message>
    <message>
        <source>Show its screen</source>
        <translation>화면을 표시합니다</translation>
    </message>
    <message>
        <source>Adopt</source>
        <translation>관리 대상으로</translation>
    </message>
    <message>
        <source>Let Atoll manage it; it runs on untouched</source>
        <translation>Atoll이 관리합니다. 실행은 그대로 계속됩니다</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>삭제…</translation>
    </message>
    <message>
        <source>Delete it and its disks</source>
        <translation>게스트와 디스크를 삭제합니다</translation>
    </message>
    <message>
        <source>There is no connection to %1.</source>
        <translation>%1에 연결되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Your role %1 does not include %2; ask an administrator.</source>
        <translation>역할 %1에는 %2 권한이 없습니다. 관리자에게 문의하십시오.</translation>
    </message>
    <message>
        <source>A task is working on it.</source>
        <translation>작업이 진행 중입니다.</translation>
    </message>
</context>
<context>
    <name>Hardware</name>
    <message>
        <source>Yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>No</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>기타</translation>
    </message>
    <message>
        <source>Start with the node</source>
        <translation>노드와 함께 시작</translation>
    </message>
    <message>
        <source>Protected from deletion</source>
        <translation>삭제 보호</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>프로세서</translation>
    </message>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>코어 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation>소켓</translation>
    </message>
    <message>
        <source>Cores per socket</source>
        <translation>소켓당 코어</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Best that the node offers</source>
        <translation>노드가 제공하는 최상</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>보드</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>펌웨어</translation>
    </message>
    <message>
        <source>Machine type</source>
        <translation>머신 유형</translation>
    </message>
    <message>
        <source>q35 (default)</source>
        <translation>q35 (기본값)</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>커널</translation>
    </message>
    <message>
        <source>No medium</source>
        <translation>미디어 없음</translation>
    </message>
    <message>
        <source>%1 (%2 free)</source>
        <translation>%1 (%2 여유)</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>스토리지</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>CD drive %1</source>
        <translation>CD 드라이브 %1</translation>
    </message>
    <message>
        <source>Disk %1</source>
        <translation>디스크 %1</translation>
    </message>
    <message>
        <source>(new)</source>
        <translation>(새 항목)</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>미디어</translation>
    </message>
    <message>
        <source>%1 in %2, new</source>
        <translation>%2에 %1, 새 항목</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>볼륨</translation>
    </message>
    <message>
        <source>Bus</source>
        <translation>버스</translation>
    </message>
    <message>
        <source>Network card %1</source>
        <translation>네트워크 카드 %1</translation>
    </message>
    <message>
        <source>Connected to</source>
        <translation>연결 대상</translation>
    </message>
    <message>
        <source>MAC address</source>
        <translation>MAC 주소</translation>
    </message>
    <message>
        <source>Cable plugged in</source>
        <translation>케이블 연결됨</translation>
    </message>
    <message>
        <source>Chosen when it is made</source>
        <translation>만들 때 정해짐</translation>
    </message>
    <message>
        <source>%1, unplugged</source>
        <translation>%1, 연결 안 됨</translation>
    </message>
    <message>
        <source>Bridge %1</source>
        <translation>브리지 %1</translation>
    </message>
    <message>
        <source>Network %1</source>
        <translation>네트워크 %1</translation>
    </message>
    <message>
        <source>Through the node (NAT, outgoing only)</source>
        <translation>노드를 통해 (NAT, 나가는 연결만)</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>없음</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>The keychain holds no secret for this cluster</source>
        <translation>키체인에 이 클러스터의 비밀이 없습니다</translation>
    </message>
    <message>
        <source>The system&apos;s keychain does not answer: %1</source>
        <translation>시스템 키체인이 응답하지 않습니다: %1</translation>
    </message>
    <message>
        <source>Unlock the keychain, or type the password each time</source>
        <translation>키체인 잠금을 풀거나 매번 암호를 입력하십시오</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Create</source>
        <translation>만들기</translation>
    </message>
    <message>
        <source>creating…</source>
        <translation>만드는 중…</translation>
    </message>
    <message>
        <source>Configure</source>
        <translation>구성</translation>
    </message>
    <message>
        <source>configuring…</source>
        <translation>구성하는 중…</translation>
    </message>
    <message>
        <source>Adopt</source>
        <translation>관리 대상으로</translation>
    </message>
    <message>
        <source>adopting…</source>
        <translation>관리 대상으로 만드는 중…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>deleting…</source>
        <translation>삭제하는 중…</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>Shut down</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>shutting down…</source>
        <translation>종료하는 중…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>정지하는 중…</translation>
    </message>
    <message>
        <source>Reboot</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <source>rebooting…</source>
        <translation>다시 시작하는 중…</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>리셋</translation>
    </message>
    <message>
        <source>resetting…</source>
        <translation>리셋하는 중…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>pausing…</source>
        <translation>일시 정지하는 중…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>재개</translation>
    </message>
    <message>
        <source>resuming…</source>
        <translation>재개하는 중…</translation>
    </message>
    <message>
        <source>Delete volume</source>
        <translation>볼륨 삭제</translation>
    </message>
    <message>
        <source>Add user</source>
        <translation>사용자 추가</translation>
    </message>
    <message>
        <source>Change user</source>
        <translation>사용자 변경</translation>
    </message>
    <message>
        <source>Remove user</source>
        <translation>사용자 제거</translation>
    </message>
</context>
</TS>
