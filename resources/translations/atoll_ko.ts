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
    <name>Atoll::AccessArea</name>
    <message>
        <source>Cluster…</source>
        <translation>클러스터…</translation>
    </message>
</context>
<context>
    <name>Atoll::AddClusterDialog</name>
    <message>
        <source>Add a cluster</source>
        <translation>클러스터 추가</translation>
    </message>
    <message>
        <source>Where is the cluster?</source>
        <translation>클러스터는 어디에 있습니까?</translation>
    </message>
    <message>
        <source>Any node of it will do; the others are found through it.</source>
        <translation>아무 노드나 괜찮습니다. 나머지는 그 노드를 통해 찾습니다.</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>연결(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>주소(&amp;A)</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>연결 중…</translation>
    </message>
    <message>
        <source>Log in to %1</source>
        <translation>%1에 로그인</translation>
    </message>
    <message>
        <source>%1 cannot be reached</source>
        <translation>%1에 연결할 수 없습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::Alerts</name>
    <message>
        <source>%1 crashed</source>
        <translation>%1이(가) 비정상 종료됨</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>%1이(가) 정지됨</translation>
    </message>
    <message>
        <source>Nobody asked for it here. It was on %1 in %2.</source>
        <translation>여기서 요청한 사람은 없습니다. %2의 %1에 있었습니다.</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>실패: %1</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>완료: %1</translation>
    </message>
    <message>
        <source>Connection to %1 lost</source>
        <translation>%1 연결 끊김</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n건</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) happened</source>
        <translation>
            <numerusform>알림 %n건</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::AttentionModel</name>
    <message>
        <source>What</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>How bad</source>
        <translation>심각도</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>할 일</translation>
    </message>
</context>
<context>
    <name>Atoll::AttentionView</name>
    <message>
        <source>Nothing needs attention</source>
        <translation>확인할 것이 없습니다</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>목록에서 지우기</translation>
    </message>
    <message>
        <source>What needs attention</source>
        <translation>확인이 필요한 것</translation>
    </message>
    <message>
        <source>Take failed tasks off this list</source>
        <translation>실패한 작업을 이 목록에서 지웁니다</translation>
    </message>
    <message>
        <source>Choose a failed task first.</source>
        <translation>먼저 실패한 작업을 선택하십시오.</translation>
    </message>
    <message>
        <source>It goes away by itself as soon as it is mended.</source>
        <translation>고쳐지면 저절로 사라집니다.</translation>
    </message>
</context>
<context>
    <name>Atoll::BulkDialog</name>
    <message numerus="yes">
        <source>Change %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개 변경</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” was forgotten; its %n guest(s) are left out.</source>
        <translation>
            <numerusform>“%1”이(가) 목록에서 지워져 게스트 %n개를 뺐습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>No guest is left.</source>
        <translation>남은 게스트가 없습니다.</translation>
    </message>
</context>
<context>
    <name>Atoll::BulkForm</name>
    <message>
        <source>&amp;Keep to the start order and its delays</source>
        <translation>시작 순서와 지연 지키기(&amp;K)</translation>
    </message>
    <message>
        <source>S&amp;witch off those that are still up then</source>
        <translation>그때까지 켜져 있는 것은 끄기(&amp;W)</translation>
    </message>
    <message>
        <source>Save the &amp;memory of those that run, too</source>
        <translation>실행 중인 것은 메모리도 저장(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Freeze the file systems meanwhile (guest agent)</source>
        <translation>그동안 파일 시스템 멈추기(게스트 에이전트)(&amp;F)</translation>
    </message>
    <message>
        <source>Set the start o&amp;rder</source>
        <translation>시작 순서 정하기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Do</source>
        <translation>작업(&amp;D)</translation>
    </message>
    <message>
        <source>So many guests are worked on at the same time</source>
        <translation>이만큼의 게스트를 동시에 처리합니다</translation>
    </message>
    <message>
        <source>&amp;At once</source>
        <translation>동시에(&amp;A)</translation>
    </message>
    <message>
        <source>Take snapshots</source>
        <translation>스냅숏 찍기</translation>
    </message>
    <message>
        <source>Add tags</source>
        <translation>태그 더하기</translation>
    </message>
    <message>
        <source>Remove tags</source>
        <translation>태그 빼기</translation>
    </message>
    <message>
        <source>Change settings</source>
        <translation>설정 변경</translation>
    </message>
    <message>
        <source>&amp;Wait up to</source>
        <translation>최대 대기(&amp;W)</translation>
    </message>
    <message>
        <source>What switches off goes through it backwards</source>
        <translation>끄는 작업은 거꾸로 진행합니다</translation>
    </message>
    <message>
        <source>All of them are off.</source>
        <translation>모두 꺼져 있습니다.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>이름(&amp;N)</translation>
    </message>
    <message>
        <source>D&amp;escription</source>
        <translation>설명(&amp;E)</translation>
    </message>
    <message>
        <source>With its memory nothing is lost that is not written yet.</source>
        <translation>메모리까지 저장하면 아직 기록되지 않은 것도 잃지 않습니다.</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>web, production</source>
        <translation>web, production</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>태그(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Protection</source>
        <translation>보호(&amp;P)</translation>
    </message>
    <message>
        <source>Refuse to delete them</source>
        <translation>삭제 거부</translation>
    </message>
    <message>
        <source>Allow to delete them</source>
        <translation>삭제 허용</translation>
    </message>
    <message>
        <source>&amp;When the node starts</source>
        <translation>노드가 시작될 때(&amp;W)</translation>
    </message>
    <message>
        <source>Start them too</source>
        <translation>함께 시작</translation>
    </message>
    <message>
        <source>Leave them switched off</source>
        <translation>꺼진 채로 두기</translation>
    </message>
    <message>
        <source>any time</source>
        <translation>아무 때나</translation>
    </message>
    <message>
        <source>Lower starts first and ends last</source>
        <translation>낮을수록 먼저 시작하고 나중에 끝납니다</translation>
    </message>
    <message>
        <source>&amp;Order</source>
        <translation>순서(&amp;O)</translation>
    </message>
    <message>
        <source>De&amp;lay of the next</source>
        <translation>다음까지 지연(&amp;L)</translation>
    </message>
    <message>
        <source>Time to sh&amp;ut down</source>
        <translation>종료 시간(&amp;U)</translation>
    </message>
    <message>
        <source>Give the snapshots a name.</source>
        <translation>스냅샷의 이름을 적으세요.</translation>
    </message>
    <message>
        <source>Name at least one tag.</source>
        <translation>태그를 하나 이상 적으세요.</translation>
    </message>
    <message>
        <source>Choose at least one setting to change.</source>
        <translation>바꿀 설정을 하나 이상 고르세요.</translation>
    </message>
</context>
<context>
    <name>Atoll::CapacityBar</name>
    <message>
        <source>%1 of %2 used</source>
        <translation>%2 중 %1 사용</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 여유</translation>
    </message>
</context>
<context>
    <name>Atoll::ChangeUndo</name>
    <message>
        <source>%1 was changed</source>
        <translation>%1을(를) 바꿨습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n guest(s) were changed</source>
        <translation>
            <numerusform>게스트 %n개를 바꿨습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>%1 was not changed back</source>
        <translation>%1을(를) 되돌리지 않았습니다</translation>
    </message>
    <message>
        <source>it was changed again since</source>
        <translation>그 뒤에 다시 바뀌었습니다</translation>
    </message>
    <message>
        <source>Its History shows every version, and goes back to any</source>
        <translation>기록에서 모든 버전을 보고 어느 버전으로든 돌아갈 수 있습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::CloneDialog</name>
    <message>
        <source>&amp;Start it when it is made</source>
        <translation>만든 뒤 시작(&amp;S)</translation>
    </message>
    <message>
        <source>Clone</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Clone %1</source>
        <translation>%1 복제</translation>
    </message>
    <message>
        <source>a free one</source>
        <translation>비어 있는 번호</translation>
    </message>
    <message>
        <source>the template</source>
        <translation>템플릿</translation>
    </message>
    <message>
        <source>what it is now</source>
        <translation>현재 상태</translation>
    </message>
    <message>
        <source>as the original</source>
        <translation>원본과 같음</translation>
    </message>
    <message>
        <source>Linked: in a moment, needs the original</source>
        <translation>연결: 즉시 만들어지며 원본이 필요함</translation>
    </message>
    <message>
        <source>Full: a copy of its own</source>
        <translation>전체: 독립된 사본</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>이름(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Id</source>
        <translation>ID(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Of</source>
        <translation>원본(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>종류(&amp;K)</translation>
    </message>
    <message>
        <source>S&amp;torage</source>
        <translation>스토리지(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>형식(&amp;F)</translation>
    </message>
    <message>
        <source>where the original&apos;s are</source>
        <translation>원본과 같은 곳</translation>
    </message>
    <message>
        <source>the snapshot %1</source>
        <translation>스냅샷 %1</translation>
    </message>
    <message>
        <source>It runs, so its disks change while they are copied: take a snapshot and clone that, or shut it down.</source>
        <translation>실행 중이므로 복사하는 동안 디스크가 바뀝니다. 스냅샷을 만들어 그것을 복제하거나 먼저 종료하세요.</translation>
    </message>
    <message>
        <source>Linked clones can be made of templates, and of snapshots that keep their own volumes.</source>
        <translation>연결된 복제는 템플릿과, 자체 볼륨을 유지하는 스냅샷에서만 만들 수 있습니다.</translation>
    </message>
    <message>
        <source>The clone gets its own UUID, MAC addresses and machine identity.</source>
        <translation>복제본은 고유한 UUID, MAC 주소, 머신 ID를 갖습니다.</translation>
    </message>
    <message>
        <source>The clone cannot be made</source>
        <translation>복제할 수 없습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::CloudInitForm</name>
    <message>
        <source>The &amp;guest has a drive that tells cloud-init who it is</source>
        <translation>cloud-init에 설정을 알려 줄 드라이브를 게스트에 연결(&amp;G)</translation>
    </message>
    <message>
        <source>the image&apos;s own</source>
        <translation>이미지의 기본값</translation>
    </message>
    <message>
        <source>&amp;Take it away</source>
        <translation>없애기(&amp;T)</translation>
    </message>
    <message>
        <source>Upgrade all &amp;packages at the first start</source>
        <translation>처음 시작할 때 모든 패키지 업그레이드(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>사용자(&amp;U)</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>암호(&amp;W)</translation>
    </message>
    <message>
        <source>Who logs in</source>
        <translation>로그인할 사용자</translation>
    </message>
    <message>
        <source>SSH keys</source>
        <translation>SSH 키</translation>
    </message>
    <message>
        <source>&amp;Add keys…</source>
        <translation>키 추가(&amp;A)…</translation>
    </message>
    <message>
        <source>Paste public keys or a whole authorized_keys file</source>
        <translation>공개 키나 authorized_keys 파일 전체를 붙여 넣으세요</translation>
    </message>
    <message>
        <source>&amp;Remove key</source>
        <translation>키 제거(&amp;R)</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>카드</translation>
    </message>
    <message>
        <source>IPv4</source>
        <translation>IPv4</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>게이트웨이</translation>
    </message>
    <message>
        <source>IPv6</source>
        <translation>IPv6</translation>
    </message>
    <message>
        <source>Addresses of the cards</source>
        <translation>카드별 주소</translation>
    </message>
    <message>
        <source>IPv4: dhcp (when empty), none, or as 10.0.0.5/24. IPv6: dhcp, auto, none, or as 2001:db8::5/64.</source>
        <translation>IPv4: dhcp(비워 두면), none, 또는 10.0.0.5/24 형식. IPv6: dhcp, auto, none, 또는 2001:db8::5/64 형식.</translation>
    </message>
    <message>
        <source>as DHCP says</source>
        <translation>DHCP가 알려 주는 대로</translation>
    </message>
    <message>
        <source>&amp;DNS servers</source>
        <translation>DNS 서버(&amp;D)</translation>
    </message>
    <message>
        <source>Search d&amp;omain</source>
        <translation>검색 도메인(&amp;O)</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Kind of snippet</source>
        <translation>스니펫 종류</translation>
    </message>
    <message>
        <source>User data</source>
        <translation>사용자 데이터</translation>
    </message>
    <message>
        <source>Vendor data</source>
        <translation>공급자 데이터</translation>
    </message>
    <message>
        <source>Meta data</source>
        <translation>메타 데이터</translation>
    </message>
    <message>
        <source>Snippet</source>
        <translation>스니펫</translation>
    </message>
    <message>
        <source>Snippets</source>
        <translation>스니펫</translation>
    </message>
    <message>
        <source>Added to what the form makes. It begins with a line as #cloud-config.</source>
        <translation>양식이 만드는 내용에 더해집니다. #cloud-config 같은 줄로 시작합니다.</translation>
    </message>
    <message>
        <source>Takes the place of what the form makes; empty: the form&apos;s own.</source>
        <translation>양식이 만드는 내용을 대신합니다. 비어 있으면 양식을 따릅니다.</translation>
    </message>
    <message>
        <source>set; type to replace it</source>
        <translation>설정됨. 바꾸려면 입력하세요</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Add SSH keys</source>
        <translation>SSH 키 추가</translation>
    </message>
    <message>
        <source>Public keys, one a line; a whole authorized_keys file is fine:</source>
        <translation>공개 키를 한 줄에 하나씩. authorized_keys 파일 전체도 됩니다:</translation>
    </message>
</context>
<context>
    <name>Atoll::CloudInitTab</name>
    <message>
        <source>The settings cannot be shown</source>
        <translation>설정을 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>Make the drive anew</source>
        <translation>드라이브 다시 만들기</translation>
    </message>
    <message>
        <source>as of a new &amp;instance</source>
        <translation>새 인스턴스로(&amp;I)</translation>
    </message>
    <message>
        <source>The guest applies everything again at its next start: users, keys, addresses. Without it, cloud-init keeps what it did at the first start.</source>
        <translation>게스트가 다음에 시작할 때 사용자, 키, 주소를 모두 다시 적용합니다. 그러지 않으면 cloud-init은 처음 시작할 때 한 것을 그대로 둡니다.</translation>
    </message>
    <message>
        <source>What stands on the drive</source>
        <translation>드라이브의 내용</translation>
    </message>
    <message>
        <source>User data</source>
        <translation>사용자 데이터</translation>
    </message>
    <message>
        <source>Vendor data</source>
        <translation>공급자 데이터</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Meta data</source>
        <translation>메타 데이터</translation>
    </message>
    <message>
        <source>Changes are not applied yet</source>
        <translation>아직 적용되지 않은 변경이 있습니다</translation>
    </message>
    <message>
        <source>&amp;Drop changes</source>
        <translation>변경 취소(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>계획(&amp;P)</translation>
    </message>
    <message>
        <source>Show exactly what would be done, without doing it</source>
        <translation>실제로 하지 않고 무엇을 하게 될지 정확히 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>적용(&amp;A)</translation>
    </message>
    <message>
        <source>Somebody else changed these settings meanwhile</source>
        <translation>그사이 다른 사람이 이 설정을 변경했습니다</translation>
    </message>
    <message>
        <source>If you keep yours, theirs is replaced.</source>
        <translation>내 것을 유지하면 다른 사람의 변경은 덮어쓰입니다.</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>상대의 변경 사용</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>내 변경 유지</translation>
    </message>
    <message>
        <source>The guest has no such drive.</source>
        <translation>이 게스트에는 그런 드라이브가 없습니다.</translation>
    </message>
    <message>
        <source>Apply or drop your changes first.</source>
        <translation>먼저 변경을 적용하거나 취소하세요.</translation>
    </message>
    <message>
        <source>The guest sees it at its next start.</source>
        <translation>게스트는 다음에 시작할 때 이것을 봅니다.</translation>
    </message>
    <message>
        <source>This cannot be done</source>
        <translation>할 수 없는 작업입니다</translation>
    </message>
    <message>
        <source>The changes are not applied</source>
        <translation>변경이 적용되지 않았습니다</translation>
    </message>
    <message>
        <source>The drive is made anew</source>
        <translation>드라이브를 다시 만들었습니다</translation>
    </message>
    <message>
        <source>The drive is not made anew</source>
        <translation>드라이브를 다시 만들지 못했습니다</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>작업 중…</translation>
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
    <name>Atoll::ClusterPage</name>
    <message>
        <source>Online</source>
        <translation>온라인</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>오프라인</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Guests</source>
        <translation>게스트</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>The cluster&apos;s own name</source>
        <translation>클러스터의 원래 이름</translation>
    </message>
    <message>
        <source>Where it stands, for example Seoul</source>
        <translation>위치(예: 서울)</translation>
    </message>
    <message>
        <source>&amp;Name here</source>
        <translation>여기서 부르는 이름(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Site</source>
        <translation>사이트(&amp;S)</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>에이전트</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>user, role</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Trusted fingerprint</source>
        <translation>신뢰한 지문</translation>
    </message>
    <message>
        <source>No node is known yet. They are here once the cluster was connected.</source>
        <translation>아직 아는 노드가 없습니다. 클러스터에 연결되면 여기에 나타납니다.</translation>
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
    <message>
        <source>Search or run</source>
        <translation>찾기 또는 실행</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>찾은 것</translation>
    </message>
</context>
<context>
    <name>Atoll::ConnectionBar</name>
    <message>
        <source>Try &amp;now</source>
        <translation>지금 시도(&amp;N)</translation>
    </message>
    <message>
        <source>Co&amp;nnect</source>
        <translation>연결(&amp;N)</translation>
    </message>
    <message>
        <source>What you see is from %1.</source>
        <translation>%1에 확인한 상태입니다.</translation>
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
    <message>
        <source>Frames and bytes a second, and the time from a key or a movement of the pointer to the next change of the picture</source>
        <translation>초당 프레임과 바이트, 그리고 키나 포인터 입력부터 화면이 다음으로 바뀔 때까지의 시간</translation>
    </message>
    <message>
        <source>Window Layouts</source>
        <translation>창 배치</translation>
    </message>
    <message>
        <source>Where the console&apos;s windows stand</source>
        <translation>콘솔 창들이 놓인 위치</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::ConsoleBar</name>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Own Window</source>
        <translation>별도 창</translation>
    </message>
    <message>
        <source>Full Screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Back into the Main Window</source>
        <translation>주 창으로 되돌리기</translation>
    </message>
    <message>
        <source>%1 (%2 × %3)</source>
        <translation>%1 (%2 × %3)</translation>
    </message>
    <message>
        <source>Leave Full Screen</source>
        <translation>전체 화면 끝내기</translation>
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
    <message>
        <source>Taken over by %1</source>
        <translation>%1이(가) 넘겨받음</translation>
    </message>
    <message>
        <source>At %1, from %2. Only one viewer can have this console.</source>
        <translation>%1, %2에서. 이 콘솔은 한 번에 한 곳에서만 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Take Back</source>
        <translation>다시 가져오기</translation>
    </message>
    <message>
        <source>In use by %1</source>
        <translation>%1이(가) 사용 중</translation>
    </message>
    <message>
        <source>Since %1, from %2. Only one viewer can have this console: taking it over ends theirs.</source>
        <translation>%1부터 %2에서. 이 콘솔은 한 번에 한 곳에서만 볼 수 있어, 넘겨받으면 그쪽이 끊깁니다.</translation>
    </message>
    <message>
        <source>Take Over</source>
        <translation>넘겨받기</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::ConsolePane</name>
    <message>
        <source>Bring Back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>The console is in its own window</source>
        <translation>콘솔이 별도 창에 있습니다</translation>
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
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>this kind of console carries no files</source>
        <translation>이 콘솔로는 파일을 보낼 수 없습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::ConsoleWindow</name>
    <message>
        <source>The screen is gone that this console filled: it is in a window again</source>
        <translation>이 콘솔이 채우던 화면이 없어져 다시 창으로 표시합니다</translation>
    </message>
    <message>
        <source>Full Screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Full screen, and back</source>
        <translation>전체 화면과 되돌리기</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::PictureSession</name>
    <message>
        <source>The clipboard is too large to give to the guest (at most %1)</source>
        <translation>클립보드가 너무 커서 게스트에 줄 수 없습니다(최대 %1)</translation>
    </message>
    <message>
        <source>The text copied in the guest is too large to take over (%1; at most %2)</source>
        <translation>게스트에서 복사한 텍스트가 너무 커서 가져올 수 없습니다(%1, 최대 %2)</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::PictureView</name>
    <message>
        <source>Caps</source>
        <translation>Caps</translation>
    </message>
    <message>
        <source>Num</source>
        <translation>Num</translation>
    </message>
    <message>
        <source>Scroll</source>
        <translation>Scroll</translation>
    </message>
    <message>
        <source>%1 × %2 · %3 fps · %4/s · input to picture %5</source>
        <translation>%1 × %2 · %3 fps · %4/s · 입력→화면 %5</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>mouse in the guest, %1 releases it</source>
        <translation>마우스가 게스트에 있음, %1 키로 해제</translation>
    </message>
    <message>
        <source>a click gives the guest the mouse</source>
        <translation>클릭하면 마우스를 게스트에 넘김</translation>
    </message>
    <message>
        <source>The mouse and all keys go to the guest · %1 releases them</source>
        <translation>마우스와 모든 키 입력이 게스트로 전달됩니다 · 해제하려면 %1</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::ScreenChooser</name>
    <message>
        <source>Which screen does each monitor fill?</source>
        <translation>각 모니터를 어느 화면에 표시할까요?</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>%1, %2 from the left</source>
        <translation>%1, 왼쪽에서 %2번째</translation>
    </message>
    <message>
        <source>&amp;Full Screen</source>
        <translation>전체 화면(&amp;F)</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::SerialView</name>
    <message>
        <source>Type the Terminal&apos;s Size into the Shell</source>
        <translation>터미널 크기를 셸에 입력</translation>
    </message>
    <message>
        <source>A serial port carries no size: the guest takes 80 × 24 until a shell is told with stty</source>
        <translation>시리얼 포트는 크기를 전하지 않습니다. stty로 셸에 알리기 전까지 게스트는 80 × 24로 여깁니다</translation>
    </message>
    <message>
        <source>Connected · press Enter if nothing is shown</source>
        <translation>연결됨 · 아무것도 보이지 않으면 Enter를 누르세요</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <comment>columns and rows</comment>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 · %2/s</source>
        <translation>%1 · %2/s</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::SpiceDeviceActions</name>
    <message>
        <source>USB Devices…</source>
        <translation>USB 장치…</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>마이크</translation>
    </message>
    <message>
        <source>The console is not connected</source>
        <translation>콘솔이 연결되어 있지 않습니다</translation>
    </message>
    <message>
        <source>The guest has no USB port for a SPICE viewer. Add a USB device of this kind in its hardware.</source>
        <translation>게스트에 SPICE 뷰어용 USB 포트가 없습니다. 하드웨어에서 이 종류의 USB 장치를 추가하십시오.</translation>
    </message>
    <message>
        <source>Give USB devices of this computer, or an ISO file, to the guest</source>
        <translation>이 컴퓨터의 USB 장치나 ISO 파일을 게스트에 넘깁니다</translation>
    </message>
    <message>
        <source>The guest has no sound card that hears this console</source>
        <translation>게스트에 이 콘솔의 소리를 듣는 사운드 카드가 없습니다</translation>
    </message>
    <message>
        <source>Let the guest hear this computer&apos;s microphone; off again when the console connects anew</source>
        <translation>게스트가 이 컴퓨터의 마이크를 듣게 합니다. 콘솔이 다시 연결되면 꺼집니다</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::SpiceMonitorWindows</name>
    <message>
        <source>Monitors</source>
        <translation>모니터</translation>
    </message>
    <message>
        <source>The guest&apos;s monitors, each in a window of its own</source>
        <translation>게스트의 모니터를 각각 별도의 창에 표시합니다</translation>
    </message>
    <message>
        <source>Show All Monitors</source>
        <translation>모든 모니터 표시</translation>
    </message>
    <message>
        <source>Add a Monitor</source>
        <translation>모니터 추가</translation>
    </message>
    <message>
        <source>Full Screen on Several Screens…</source>
        <translation>여러 화면에 전체 화면으로…</translation>
    </message>
    <message>
        <source>Monitor %1 (%2 × %3)</source>
        <translation>모니터 %1 (%2 × %3)</translation>
    </message>
    <message>
        <source>Monitor %1 (off)</source>
        <translation>모니터 %1 (꺼짐)</translation>
    </message>
    <message>
        <source>It is the console itself</source>
        <translation>콘솔에 표시되는 모니터입니다</translation>
    </message>
    <message>
        <source>Switching it on needs the SPICE agent (spice-vdagent) in the guest</source>
        <translation>켜려면 게스트에 SPICE 에이전트(spice-vdagent)가 필요합니다</translation>
    </message>
    <message>
        <source>All monitors that the guest&apos;s display can have are on</source>
        <translation>게스트의 디스플레이가 가질 수 있는 모니터가 모두 켜져 있습니다</translation>
    </message>
    <message>
        <source>Needs the SPICE agent (spice-vdagent) in the guest</source>
        <translation>게스트에 SPICE 에이전트(spice-vdagent)가 필요합니다</translation>
    </message>
    <message>
        <source>Asks the guest to switch one more on</source>
        <translation>게스트에 모니터를 하나 더 켜도록 요청합니다</translation>
    </message>
    <message>
        <source>%1 – monitor %2</source>
        <translation>%1 – 모니터 %2</translation>
    </message>
    <message>
        <source>Monitor %1 is off, and switching it on from here needs the SPICE agent (spice-vdagent) in the guest</source>
        <translation>모니터 %1이(가) 꺼져 있습니다. 여기에서 켜려면 게스트에 SPICE 에이전트(spice-vdagent)가 필요합니다</translation>
    </message>
    <message>
        <source>The guest did not switch monitor %1 on. Its display must have several monitors, and its desktop a driver and the SPICE agent (spice-vdagent) that know them.</source>
        <translation>게스트가 모니터 %1을(를) 켜지 않았습니다. 디스플레이에 모니터가 여러 개 있어야 하고, 게스트의 데스크톱에 이를 지원하는 드라이버와 SPICE 에이전트(spice-vdagent)가 있어야 합니다.</translation>
    </message>
    <message>
        <source>Monitor %1</source>
        <translation>모니터 %1</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::SpiceSession</name>
    <message>
        <source>the connection ended</source>
        <translation>연결이 끝났습니다</translation>
    </message>
    <message>
        <source>the guest cannot take files</source>
        <translation>게스트가 파일을 받을 수 없습니다</translation>
    </message>
    <message>
        <source>Install the SPICE agent (spice-vdagent) in the guest.</source>
        <translation>게스트에 SPICE 에이전트(spice-vdagent)를 설치하십시오.</translation>
    </message>
    <message>
        <source>other files are being copied</source>
        <translation>다른 파일을 복사하는 중입니다</translation>
    </message>
    <message>
        <source>Wait until they are in the guest.</source>
        <translation>게스트에 복사될 때까지 기다리십시오.</translation>
    </message>
    <message>
        <source>this computer can neither play nor record the guest&apos;s sound: %1</source>
        <translation>이 컴퓨터에서 게스트의 소리를 재생하거나 녹음할 수 없습니다: %1</translation>
    </message>
    <message>
        <source>Install gstreamer1.0-plugins-good and gstreamer1.0-plugins-base.</source>
        <translation>gstreamer1.0-plugins-good와 gstreamer1.0-plugins-base를 설치하십시오.</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::SpiceView</name>
    <message>
        <source>Guest Takes the Size of the Window</source>
        <translation>게스트 해상도를 창 크기에 맞추기</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>소리</translation>
    </message>
    <message>
        <source>Stop Copying Files</source>
        <translation>파일 복사 중지</translation>
    </message>
    <message>
        <source>Needs the SPICE agent (spice-vdagent) in the guest</source>
        <translation>게스트에 SPICE 에이전트(spice-vdagent)가 필요합니다</translation>
    </message>
    <message numerus="yes">
        <source>Copying %Ln file(s) into the guest: %1</source>
        <translation>
            <numerusform>파일 %Ln개를 게스트로 복사하는 중: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) copied into the guest</source>
        <translation>
            <numerusform>파일 %Ln개를 게스트로 복사했습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Not all files were copied into the guest: %1</source>
        <translation>일부 파일을 게스트로 복사하지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Play what the guest&apos;s sound card plays, if it has one</source>
        <translation>게스트에 사운드 카드가 있으면 그 소리를 재생합니다</translation>
    </message>
    <message>
        <source>Files are copied by dropping them on the picture; that needs the SPICE agent (spice-vdagent) in the guest</source>
        <translation>파일을 화면에 끌어다 놓으면 복사됩니다. 게스트에 SPICE 에이전트(spice-vdagent)가 필요합니다</translation>
    </message>
    <message>
        <source>Microphone on</source>
        <translation>마이크 켜짐</translation>
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
    <name>Atoll::Console::UsbModel</name>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Bus</source>
        <translation>버스</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Unnamed device</source>
        <translation>이름 없는 장치</translation>
    </message>
    <message>
        <source>file</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>%1, device %2</source>
        <translation>%1, 장치 %2</translation>
    </message>
    <message>
        <source>Here; keys or pointer would go, too</source>
        <translation>여기 있음. 키보드나 포인터도 함께 넘어갑니다</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>여기 있음</translation>
    </message>
    <message>
        <source>Going into the guest…</source>
        <translation>게스트로 넘기는 중…</translation>
    </message>
    <message>
        <source>In the guest</source>
        <translation>게스트에 있음</translation>
    </message>
    <message>
        <source>Coming back…</source>
        <translation>되찾는 중…</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::UsbPanel</name>
    <message>
        <source>No USB device is plugged into this computer. An ISO file can go into the guest as a CD drive.</source>
        <translation>이 컴퓨터에 꽂힌 USB 장치가 없습니다. ISO 파일을 CD 드라이브로 게스트에 넣을 수 있습니다.</translation>
    </message>
    <message>
        <source>&amp;Redirect new devices while this console has the focus</source>
        <translation>이 콘솔에 포커스가 있는 동안 새 장치를 게스트로 넘기기(&amp;R)</translation>
    </message>
    <message>
        <source>Insert an &amp;ISO of This Computer…</source>
        <translation>이 컴퓨터의 ISO 넣기(&amp;I)…</translation>
    </message>
    <message>
        <source>USB devices</source>
        <translation>USB 장치</translation>
    </message>
    <message>
        <source>What is plugged in then goes into the guest by itself; keyboards and mice stay here</source>
        <translation>그때 꽂는 장치는 저절로 게스트로 넘어갑니다. 키보드와 마우스는 여기 남습니다</translation>
    </message>
    <message>
        <source>The guest reads the file from here as a CD drive; nothing is uploaded</source>
        <translation>게스트가 파일을 여기에서 CD 드라이브로 읽습니다. 아무것도 업로드하지 않습니다</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>The console is not connected: all devices are here.</source>
        <translation>콘솔이 연결되어 있지 않습니다. 모든 장치가 여기 있습니다.</translation>
    </message>
    <message>
        <source>The guest has no USB port for a SPICE viewer. Add a USB device of this kind in its hardware.</source>
        <translation>게스트에 SPICE 뷰어용 USB 포트가 없습니다. 하드웨어에서 이 종류의 USB 장치를 추가하십시오.</translation>
    </message>
    <message>
        <source>This computer&apos;s USB devices cannot be listed: %1</source>
        <translation>이 컴퓨터의 USB 장치 목록을 볼 수 없습니다: %1</translation>
    </message>
    <message numerus="yes">
        <source>Ticked devices are in the guest and not here. %Ln port(s) of %1 free.</source>
        <translation><numerusform>표시한 장치는 여기가 아니라 게스트에 있습니다. 포트 %1개 중 %Ln개가 비어 있습니다.</numerusform></translation>
    </message>
    <message>
        <source>Insert an ISO of This Computer</source>
        <translation>이 컴퓨터의 ISO 넣기</translation>
    </message>
    <message>
        <source>CD images (*.iso);;All files (*)</source>
        <translation>CD 이미지 (*.iso);;모든 파일 (*)</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::ViewerFile</name>
    <message>
        <source>Let the file be made again where it came from.</source>
        <translation>파일을 받은 곳에서 다시 만드십시오.</translation>
    </message>
    <message>
        <source>the file has too many lines</source>
        <translation>파일의 줄이 너무 많습니다</translation>
    </message>
    <message>
        <source>the file is none of virt-viewer</source>
        <translation>virt-viewer 파일이 아닙니다</translation>
    </message>
    <message>
        <source>“%1” of the file is no port</source>
        <translation>파일의 “%1” 값이 포트가 아닙니다</translation>
    </message>
    <message>
        <source>the file is too large</source>
        <translation>파일이 너무 큽니다</translation>
    </message>
    <message>
        <source>the file is for a display of another kind than SPICE and VNC</source>
        <translation>SPICE나 VNC가 아닌 다른 종류의 디스플레이용 파일입니다</translation>
    </message>
    <message>
        <source>the file names no host</source>
        <translation>파일에 호스트가 없습니다</translation>
    </message>
    <message>
        <source>the file names no port</source>
        <translation>파일에 포트가 없습니다</translation>
    </message>
    <message>
        <source>the file wants a proxy, which Atoll does not use</source>
        <translation>파일이 프록시를 요구하지만 Atoll은 프록시를 사용하지 않습니다</translation>
    </message>
    <message>
        <source>cannot read %1: %2</source>
        <translation>%1을(를) 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>this program was built without SPICE</source>
        <translation>이 프로그램은 SPICE 없이 빌드되었습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::Console::VncView</name>
    <message>
        <source>USB Devices…</source>
        <translation>USB 장치…</translation>
    </message>
    <message>
        <source>USB devices of this computer go into a guest by SPICE; this display speaks VNC</source>
        <translation>이 컴퓨터의 USB 장치는 SPICE로 게스트에 넘깁니다. 이 디스플레이는 VNC입니다</translation>
    </message>
</context>
<context>
    <name>Atoll::ConsoleLayoutMenu</name>
    <message>
        <source>Save Layout…</source>
        <translation>배치 저장…</translation>
    </message>
    <message>
        <source>Bring Back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>The layout “%1” cannot be read. Save it again.</source>
        <translation>배치 “%1”을(를) 읽을 수 없습니다. 다시 저장하세요.</translation>
    </message>
    <message>
        <source>Save Here</source>
        <translation>여기에 저장</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Rename the Layout</source>
        <translation>배치 이름 바꾸기</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>The layout “%1” is deleted.</source>
        <translation>배치 “%1”을(를) 삭제했습니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Save the Layout</source>
        <translation>배치 저장</translation>
    </message>
    <message>
        <source>there is a layout “%1” already</source>
        <translation>배치 “%1”이(가) 이미 있습니다</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>다른 이름을 선택하세요.</translation>
    </message>
    <message>
        <source>Name of the layout, as “desk” or “laptop”:</source>
        <translation>배치 이름(예: “책상”, “노트북”):</translation>
    </message>
</context>
<context>
    <name>Atoll::ConsoleTab</name>
    <message>
        <source>&amp;Bring it back</source>
        <translation>다시 가져오기(&amp;B)</translation>
    </message>
    <message>
        <source>The console is in a dock</source>
        <translation>콘솔이 도크에 있습니다</translation>
    </message>
    <message>
        <source>%1 – console</source>
        <translation>%1 – 콘솔</translation>
    </message>
    <message>
        <source>the cluster is no longer known</source>
        <translation>더 이상 등록된 클러스터가 아닙니다</translation>
    </message>
    <message>
        <source>Dock</source>
        <translation>도킹</translation>
    </message>
    <message>
        <source>%1 has neither a display nor a serial port. Add one under Hardware.</source>
        <translation>%1에는 디스플레이도 시리얼 포트도 없습니다. 하드웨어에서 추가하세요.</translation>
    </message>
    <message>
        <source>The display of %1 is of the kind %2, which Atoll cannot show, and it has no serial port.</source>
        <translation>%1의 디스플레이는 Atoll이 표시할 수 없는 %2 종류이고, 시리얼 포트도 없습니다.</translation>
    </message>
    <message>
        <source>The guest&apos;s screen</source>
        <translation>게스트의 화면</translation>
    </message>
    <message>
        <source>%1 has no display: add one under Hardware</source>
        <translation>%1에는 디스플레이가 없습니다. 하드웨어에서 추가하세요</translation>
    </message>
    <message>
        <source>Atoll cannot show a display of the kind %1</source>
        <translation>Atoll은 %1 종류의 디스플레이를 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>The guest&apos;s first serial port, as a terminal</source>
        <translation>게스트의 첫 번째 시리얼 포트를 터미널로 표시</translation>
    </message>
    <message>
        <source>%1 has no serial port: add one under Hardware</source>
        <translation>%1에는 시리얼 포트가 없습니다. 하드웨어에서 추가하세요</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>디스플레이</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>시리얼</translation>
    </message>
    <message>
        <source>The guest&apos;s screen, with its agent&apos;s clipboard and sizes</source>
        <translation>게스트의 화면. 게스트 에이전트의 클립보드와 해상도를 지원합니다</translation>
    </message>
    <message>
        <source>VNC</source>
        <translation>VNC</translation>
    </message>
    <message>
        <source>SPICE</source>
        <translation>SPICE</translation>
    </message>
    <message>
        <source>The guest no longer has the console of this layout</source>
        <translation>이 배치의 콘솔이 게스트에 더 이상 없습니다</translation>
    </message>
    <message>
        <source>Console in a dock, and back</source>
        <translation>콘솔을 독으로, 또는 되돌리기</translation>
    </message>
    <message>
        <source>Beside the pages, in sight while others are in front; or back (%1)</source>
        <translation>페이지 옆에 두어 다른 페이지를 볼 때도 보입니다. 또는 되돌리기 (%1)</translation>
    </message>
    <message>
        <source>%1 is a folder: pack it, or drop the files in it</source>
        <translation>%1은(는) 폴더입니다. 압축하거나 안의 파일을 끌어다 놓으십시오</translation>
    </message>
</context>
<context>
    <name>Atoll::CreateVmDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>뒤로(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>다음(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>만들기(&amp;C)</translation>
    </message>
    <message>
        <source>New virtual machine</source>
        <translation>새 가상 머신</translation>
    </message>
    <message>
        <source>There is nowhere to make a VM</source>
        <translation>VM을 만들 곳이 없습니다</translation>
    </message>
    <message>
        <source>Connect to a cluster where your role includes %1.</source>
        <translation>역할에 %1 권한이 있는 클러스터에 연결하십시오.</translation>
    </message>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Processor and memory</source>
        <translation>프로세서와 메모리</translation>
    </message>
    <message>
        <source>Disks</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>%1 (offline)</source>
        <translation>%1 (오프라인)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>The images cannot be listed</source>
        <translation>이미지 목록을 볼 수 없습니다</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>This VM cannot be made</source>
        <translation>이 VM을 만들 수 없습니다</translation>
    </message>
    <message>
        <source>This %1</source>
        <comment>the sentence goes on: must be at least 1</comment>
        <translation>이 %1</translation>
    </message>
    <message>
        <source>Creating…</source>
        <translation>만드는 중…</translation>
    </message>
    <message numerus="yes">
        <source>%1 on %2: %n core(s), %3 memory</source>
        <translation>
            <numerusform>%2의 %1: 코어 %n개, 메모리 %3</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is not made</source>
        <translation>%1을(를) 만들지 못했습니다</translation>
    </message>
    <message>
        <source>What is it, and where?</source>
        <translation>무엇이며 어디에 있습니까?</translation>
    </message>
    <message>
        <source>Clus&amp;ter</source>
        <translation>클러스터(&amp;T)</translation>
    </message>
    <message>
        <source>N&amp;ode</source>
        <translation>노드(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Id</source>
        <translation>ID(&amp;I)</translation>
    </message>
    <message>
        <source>How strong is it?</source>
        <translation>성능은 어느 정도입니까?</translation>
    </message>
    <message>
        <source>What is it connected to?</source>
        <translation>어디에 연결합니까?</translation>
    </message>
    <message>
        <source>Start it &amp;afterwards</source>
        <translation>만든 뒤 시작(&amp;A)</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Cloud image</source>
        <translation>클라우드 이미지</translation>
    </message>
    <message>
        <source>What does it start from, and on what board?</source>
        <translation>무엇으로 시작하고, 어떤 보드인가요?</translation>
    </message>
    <message>
        <source>&amp;Installation CD (ISO)</source>
        <translation>설치 CD(ISO)(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;VirtIO driver CD</source>
        <translation>VirtIO 드라이버 CD(&amp;V)</translation>
    </message>
    <message>
        <source>Which disks?</source>
        <translation>어떤 디스크를 쓰나요?</translation>
    </message>
    <message>
        <source>Add a disk</source>
        <translation>디스크 추가</translation>
    </message>
    <message>
        <source>It has no disk.</source>
        <translation>디스크가 없습니다.</translation>
    </message>
    <message>
        <source>Add a network card</source>
        <translation>네트워크 카드 추가</translation>
    </message>
    <message>
        <source>It has no network card.</source>
        <translation>네트워크 카드가 없습니다.</translation>
    </message>
    <message>
        <source>What is the cloud image told?</source>
        <translation>클라우드 이미지에 무엇을 알려 주나요?</translation>
    </message>
    <message>
        <source>&amp;Set it up at its first start (cloud-init)</source>
        <translation>처음 시작할 때 설정(cloud-init)(&amp;S)</translation>
    </message>
    <message>
        <source>None: SATA disk and e1000e card</source>
        <translation>없음: SATA 디스크와 e1000e 카드</translation>
    </message>
    <message>
        <source>Disk %1</source>
        <translation>디스크 %1</translation>
    </message>
</context>
<context>
    <name>Atoll::DeleteDialog</name>
    <message>
        <source>&amp;Keep the disks in their storages</source>
        <translation>디스크는 스토리지에 남겨 두기(&amp;K)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 삭제</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개 삭제</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1 for good?</source>
        <translation>%1을(를) 완전히 삭제할까요?</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n guest(s) for good?</source>
        <translation>
            <numerusform>게스트 %n개를 완전히 삭제할까요?</numerusform>
        </translation>
    </message>
    <message>
        <source>Type its &amp;name, %1, to go on:</source>
        <translation>계속하려면 이름 %1을(를) 입력하십시오(&amp;N):</translation>
    </message>
    <message>
        <source>Type their &amp;number, %1, to go on:</source>
        <translation>계속하려면 개수 %1을(를) 입력하십시오(&amp;N):</translation>
    </message>
    <message>
        <source>This cannot be undone. What is lost:</source>
        <translation>되돌릴 수 없습니다. 사라지는 것:</translation>
    </message>
    <message>
        <source>%1: its configuration with history</source>
        <translation>%1: 구성과 변경 기록</translation>
    </message>
    <message>
        <source>Disk %1/%2, %3</source>
        <translation>디스크 %1/%2, %3</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete for &amp;good, at once</source>
        <translation>즉시 영구 삭제(&amp;G)</translation>
    </message>
    <message numerus="yes">
        <source>It can be restored for %n day(s), under Recently deleted. What is kept until then:</source>
        <translation>
            <numerusform>최근 삭제됨에서 %n일 동안 복원할 수 있습니다. 그때까지 보존되는 것:</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was deleted</source>
        <translation>%1을(를) 삭제했습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n guest(s) were deleted</source>
        <translation>
            <numerusform>게스트 %n개를 삭제했습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>%1 was not restored</source>
        <translation>%1을(를) 복원하지 못했습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::DeletedGuestsView</name>
    <message>
        <source>Nothing was deleted recently.</source>
        <translation>최근에 삭제된 것이 없습니다.</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>복원(&amp;R)</translation>
    </message>
    <message>
        <source>Delete for &amp;good…</source>
        <translation>영구 삭제(&amp;G)…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>삭제됨</translation>
    </message>
    <message>
        <source>By</source>
        <translation>삭제한 사람</translation>
    </message>
    <message>
        <source>Disks</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>Deleted for good</source>
        <translation>영구 삭제 시각</translation>
    </message>
    <message>
        <source>Recently deleted guests</source>
        <translation>최근 삭제된 게스트</translation>
    </message>
    <message>
        <source>The deleted guests of %1 cannot be read</source>
        <translation>%1의 삭제된 게스트를 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>%1 was not restored</source>
        <translation>%1을(를) 복원하지 못했습니다</translation>
    </message>
    <message>
        <source>Delete %1 for good</source>
        <translation>%1 영구 삭제</translation>
    </message>
    <message>
        <source>Its disks are lost: %1.
Type its name, %2, to go on:</source>
        <translation>디스크가 사라집니다: %1.
계속하려면 이름 %2을(를) 입력하십시오:</translation>
    </message>
    <message>
        <source>none</source>
        <comment>disks</comment>
        <translation>없음</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>영구 삭제</translation>
    </message>
    <message>
        <source>%1 was not deleted</source>
        <translation>%1을(를) 삭제하지 못했습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::DeletionPolicyButton</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n일</numerusform>
        </translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>보관하지 않음</translation>
    </message>
    <message>
        <source>&amp;Keep for</source>
        <translation>보관 기간(&amp;K)</translation>
    </message>
    <message>
        <source>How long deleted guests can be restored</source>
        <translation>삭제한 게스트를 복원할 수 있는 기간</translation>
    </message>
    <message>
        <source>How long %1 keeps deleted guests cannot be read</source>
        <translation>%1의 삭제된 게스트 보관 기간을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Your role %1 does not include it</source>
        <translation>내 역할 %1에는 이 권한이 없습니다</translation>
    </message>
    <message>
        <source>Deleted guests of %1</source>
        <translation>%1의 삭제된 게스트</translation>
    </message>
    <message>
        <source>Days for which a deleted guest can be restored. Until then its disks take their space.
0: it is deleted for good at once.</source>
        <translation>삭제한 게스트를 복원할 수 있는 일수입니다. 그동안 디스크가 공간을 차지합니다.
0: 즉시 완전히 삭제됩니다.</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>How long %1 keeps deleted guests was not set</source>
        <translation>%1의 삭제된 게스트 보관 기간을 설정하지 못했습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::DeviceForms</name>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
</context>
<context>
    <name>Atoll::DisksDialog</name>
    <message>
        <source>&amp;Move to storage…</source>
        <translation>저장소로 이동(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Detach</source>
        <translation>분리(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Attach</source>
        <translation>연결(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Give to another guest…</source>
        <translation>다른 게스트에 주기(&amp;G)…</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>삭제(&amp;L)</translation>
    </message>
    <message>
        <source>Disks of %1</source>
        <translation>%1의 디스크</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>볼륨</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>&amp;Delete the former volume afterwards</source>
        <translation>끝나면 이전 볼륨 삭제(&amp;D)</translation>
    </message>
    <message>
        <source>The former volume stays, unused, unless it is deleted.</source>
        <translation>삭제하지 않으면 이전 볼륨은 사용하지 않는 상태로 남습니다.</translation>
    </message>
    <message>
        <source>&amp;Move</source>
        <translation>이동(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;To:</source>
        <translation>대상(&amp;T):</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>형식(&amp;F):</translation>
    </message>
    <message>
        <source>&amp;Give</source>
        <translation>주기(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Guest:</source>
        <translation>게스트(&amp;G):</translation>
    </message>
    <message>
        <source>The disks cannot be listed</source>
        <translation>디스크 목록을 가져올 수 없습니다</translation>
    </message>
    <message>
        <source>unused</source>
        <translation>사용 안 함</translation>
    </message>
    <message>
        <source>You may not change this guest.</source>
        <translation>이 게스트를 변경할 권한이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a disk first.</source>
        <translation>먼저 디스크를 선택하세요.</translation>
    </message>
    <message>
        <source>It is not in use.</source>
        <translation>사용 중이 아닙니다.</translation>
    </message>
    <message>
        <source>It is in use already.</source>
        <translation>이미 사용 중입니다.</translation>
    </message>
    <message>
        <source>It is in use; detach it first.</source>
        <translation>사용 중입니다. 먼저 분리하세요.</translation>
    </message>
    <message>
        <source>It was not done</source>
        <translation>실행하지 못했습니다</translation>
    </message>
    <message>
        <source>Delete %1 for good?</source>
        <translation>%1을(를) 완전히 삭제할까요?</translation>
    </message>
    <message>
        <source>What is in it is lost; this cannot be undone.</source>
        <translation>안의 내용이 사라지며 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>The guest has no disk. Hardware adds one.</source>
        <translation>이 게스트에는 디스크가 없습니다. 하드웨어에서 추가하세요.</translation>
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
    <name>Atoll::EditNotice</name>
    <message>
        <source>There is no connection to %1.</source>
        <translation>%1에 연결되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Another tool defined this guest. Adopt it to change it here.</source>
        <translation>다른 도구가 정의한 게스트입니다. 여기서 변경하려면 관리 대상으로 만드십시오.</translation>
    </message>
    <message>
        <source>Your role %1 does not include %2; ask an administrator.</source>
        <translation>역할 %1에는 %2 권한이 없습니다. 관리자에게 문의하세요.</translation>
    </message>
    <message>
        <source>Adopt</source>
        <translation>관리 대상으로</translation>
    </message>
    <message>
        <source>The guest was not adopted</source>
        <translation>게스트를 관리 대상으로 만들지 못했습니다</translation>
    </message>
    <message>
        <source>Let Atoll manage it; it runs on untouched</source>
        <translation>Atoll이 관리합니다. 실행은 그대로 계속됩니다</translation>
    </message>
</context>
<context>
    <name>Atoll::EnginesCard</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>How to get it</source>
        <translation>설치 방법</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>다시 확인(&amp;L)</translation>
    </message>
    <message>
        <source>Engines</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <translation>%1, %2부터</translation>
    </message>
    <message>
        <source>The cluster is not connected.</source>
        <translation>클러스터가 연결되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>You may not look at nodes here.</source>
        <translation>여기서는 노드를 볼 권한이 없습니다.</translation>
    </message>
    <message>
        <source>After something was installed on the node</source>
        <translation>노드에 무언가를 설치한 뒤에 사용합니다</translation>
    </message>
    <message>
        <source>Could not look at the engines</source>
        <translation>엔진을 확인하지 못했습니다</translation>
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
    <name>Atoll::FeaturesEdit</name>
    <message>
        <source>%1 on</source>
        <comment>CPU feature</comment>
        <translation>%1 켬</translation>
    </message>
    <message>
        <source>%1 off</source>
        <comment>CPU feature</comment>
        <translation>%1 끔</translation>
    </message>
    <message>
        <source>Find or name a feature</source>
        <translation>기능 찾기 또는 입력</translation>
    </message>
    <message>
        <source>CPU features</source>
        <translation>CPU 기능</translation>
    </message>
</context>
<context>
    <name>Atoll::FetchDialog</name>
    <message>
        <source>&amp;Fetch</source>
        <translation>가져오기(&amp;F)</translation>
    </message>
    <message>
        <source>Fetch a file into %1</source>
        <translation>%1에 파일 가져오기</translation>
    </message>
    <message>
        <source>SHA-256 or SHA-512; may be empty</source>
        <translation>SHA-256 또는 SHA-512, 비워 둘 수 있음</translation>
    </message>
    <message>
        <source>The node itself fetches the file. Without a checksum it takes what comes.</source>
        <translation>노드가 직접 파일을 가져옵니다. 체크섬이 없으면 받은 그대로 저장합니다.</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>주소(&amp;A):</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>이름(&amp;N):</translation>
    </message>
    <message>
        <source>&amp;Checksum:</source>
        <translation>체크섬(&amp;C):</translation>
    </message>
    <message>
        <source>The file is not fetched</source>
        <translation>파일을 가져오지 못했습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::FieldForm</name>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
</context>
<context>
    <name>Atoll::FileDrop</name>
    <message>
        <source>%1 did not end well</source>
        <translation>%1 작업이 제대로 끝나지 않았습니다</translation>
    </message>
    <message>
        <source>the console is closed</source>
        <translation>콘솔이 닫혔습니다</translation>
    </message>
    <message>
        <source>The console copies them and says when it is done.</source>
        <translation>콘솔이 복사하고 끝나면 알립니다.</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>In the guest as %1</source>
        <translation>게스트의 %1에 있습니다</translation>
    </message>
    <message>
        <source>Inserting the CD…</source>
        <translation>CD를 넣는 중…</translation>
    </message>
    <message>
        <source>In drive %1 as a CD</source>
        <translation>%1 드라이브에 CD로 들어 있습니다</translation>
    </message>
    <message>
        <source>the cluster is no longer known</source>
        <translation>더 이상 등록된 클러스터가 아닙니다</translation>
    </message>
    <message>
        <source>the guest has no CD drive</source>
        <translation>게스트에 CD 드라이브가 없습니다</translation>
    </message>
    <message>
        <source>Taking the CD out…</source>
        <translation>CD를 꺼내는 중…</translation>
    </message>
    <message>
        <source>The CD is out of the drive</source>
        <translation>CD를 드라이브에서 꺼냈습니다</translation>
    </message>
    <message>
        <source>The CD is out of the drive and deleted</source>
        <translation>CD를 드라이브에서 꺼내고 삭제했습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::FileDropPanel</name>
    <message>
        <source>&amp;Send</source>
        <translation>보내기(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Take the CD Out and Delete It</source>
        <translation>CD를 꺼내고 삭제(&amp;T)</translation>
    </message>
    <message>
        <source>Files for %1</source>
        <translation>%1에 보낼 파일</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s), %1</source>
        <translation><numerusform>파일 %Ln개, %1</numerusform></translation>
    </message>
    <message>
        <source>Storage of the CD</source>
        <translation>CD의 저장소</translation>
    </message>
    <message>
        <source>By the S&amp;PICE agent</source>
        <translation>SPICE 에이전트로(&amp;P)</translation>
    </message>
    <message>
        <source>By the guest &amp;agent</source>
        <translation>게스트 에이전트로(&amp;A)</translation>
    </message>
    <message>
        <source>As a &amp;CD</source>
        <translation>CD로(&amp;C)</translation>
    </message>
    <message>
        <source>S&amp;torage:</source>
        <translation>저장소(&amp;T):</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>The files did not get into the guest</source>
        <translation>파일을 게스트에 넣지 못했습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::FingerprintView</name>
    <message>
        <source>Right-click to copy</source>
        <translation>마우스 오른쪽 단추로 복사</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
</context>
<context>
    <name>Atoll::GuestActionSet</name>
    <message>
        <source>%1 (%2 of %3)</source>
        <comment>some of the selected</comment>
        <translation>%1 (%3 중 %2)</translation>
    </message>
</context>
<context>
    <name>Atoll::GuestArea</name>
    <message>
        <source>Virtual machine…</source>
        <translation>가상 머신…</translation>
    </message>
    <message>
        <source>Recently deleted</source>
        <translation>최근 삭제됨</translation>
    </message>
    <message>
        <source>Import VM…</source>
        <translation>VM 가져오기…</translation>
    </message>
    <message>
        <source>Drop to import it as a VM</source>
        <translation>놓으면 VM으로 가져옵니다</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 내보내기</translation>
    </message>
    <message>
        <source>Whole VM as OVA (*.ova);;First disk as qcow2 (*.qcow2)</source>
        <translation>VM 전체를 OVA로 (*.ova);;첫 디스크를 qcow2로 (*.qcow2)</translation>
    </message>
    <message>
        <source>%1 is not exported</source>
        <translation>%1을(를) 내보내지 못했습니다</translation>
    </message>
    <message>
        <source>Device mappings…</source>
        <translation>장치 매핑…</translation>
    </message>
    <message>
        <source>Names that stand for devices and directories of the nodes</source>
        <translation>노드의 장치와 디렉터리를 나타내는 이름</translation>
    </message>
    <message>
        <source>They have the tag %1 already.</source>
        <translation>이미 태그 %1이(가) 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>Drop to add the tag %1 to %n guest(s)</source>
        <translation>
            <numerusform>놓으면 게스트 %n개에 태그 %1을(를) 더합니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Add tags</source>
        <translation>태그 더하기</translation>
    </message>
</context>
<context>
    <name>Atoll::GuestCommands</name>
    <message>
        <source>%1 %2 failed</source>
        <comment>action guest</comment>
        <translation>%2 %1 실패</translation>
    </message>
    <message>
        <source>None of the %1 can: %2</source>
        <translation>%1개 모두 할 수 없습니다: %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2?</source>
        <comment>action guest</comment>
        <translation>%2을(를) %1할까요?</translation>
    </message>
    <message numerus="yes">
        <source>%1 %n guest(s)?</source>
        <translation>
            <numerusform>게스트 %n개를 %1할까요?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개 %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n guest(s) failed</source>
        <translation>
            <numerusform>게스트 %n개 %1 실패</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::GuestInside</name>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %3 중 %2</translation>
    </message>
</context>
<context>
    <name>Atoll::GuestListModel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
    <message>
        <source>managed</source>
        <translation>관리됨</translation>
    </message>
    <message>
        <source>not managed</source>
        <translation>관리되지 않음</translation>
    </message>
    <message>
        <source>protected</source>
        <translation>보호됨</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n guest(s)</source>
        <translation>
            <numerusform>%1, 게스트 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory use</source>
        <translation>메모리 사용량</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>vCPUs</source>
        <translation>vCPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>지속 시간</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>사이트</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Managed</source>
        <translation>관리</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>보호</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>이름 없음</translation>
    </message>
    <message>
        <source>No site</source>
        <translation>사이트 없음</translation>
    </message>
    <message>
        <source>No node</source>
        <translation>노드 없음</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>node, cluster</comment>
        <translation>%2의 %1</translation>
    </message>
    <message>
        <source>No tag</source>
        <translation>태그 없음</translation>
    </message>
    <message>
        <source>MAC</source>
        <translation>MAC</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>메모</translation>
    </message>
</context>
<context>
    <name>Atoll::GuestListPage</name>
    <message>
        <source>No groups</source>
        <translation>그룹 없음</translation>
    </message>
    <message>
        <source>By cluster</source>
        <translation>클러스터별</translation>
    </message>
    <message>
        <source>By site</source>
        <translation>사이트별</translation>
    </message>
    <message>
        <source>By node</source>
        <translation>노드별</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>상태별</translation>
    </message>
    <message>
        <source>By tag</source>
        <translation>태그별</translation>
    </message>
    <message>
        <source>Group the guests; by tag, a guest stands under each of its tags</source>
        <translation>게스트를 그룹으로 묶습니다. 태그별로는 게스트가 각 태그 아래에 모두 나타납니다</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>필터 지우기</translation>
    </message>
    <message>
        <source>All guests</source>
        <translation>모든 게스트</translation>
    </message>
    <message numerus="yes">
        <source>%Ln guest(s)</source>
        <translation>
            <numerusform>게스트 %Ln개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln guest(s)</source>
        <translation>
            <numerusform>게스트 %Ln개 중 %1개</numerusform>
        </translation>
    </message>
    <message>
        <source>No guests yet. They are here as soon as a connected cluster has some.</source>
        <translation>아직 게스트가 없습니다. 연결된 클러스터에 게스트가 생기면 바로 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>A filter is words, and terms of a key and a value: %1.
A minus before a term excludes; “or” or a comma joins.</source>
        <translation>필터는 단어와, 키와 값으로 된 조건으로 이루어집니다: %1.
조건 앞의 빼기표는 제외하고, “or”나 쉼표는 둘 중 하나를 뜻합니다.</translation>
    </message>
    <message>
        <source>Nothing matches “%1”.</source>
        <translation>“%1”과(와) 일치하는 것이 없습니다.</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>변경 내용 저장</translation>
    </message>
    <message>
        <source>Save as a view…</source>
        <translation>보기로 저장…</translation>
    </message>
    <message>
        <source>Save as a view</source>
        <translation>보기로 저장</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Rename the view</source>
        <translation>보기 이름 바꾸기</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>The view “%1” is deleted.</source>
        <translation>보기 “%1”을(를) 삭제했습니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Name of the view:</source>
        <translation>보기 이름:</translation>
    </message>
    <message>
        <source>There is a view “%1” already. Choose another name.</source>
        <translation>보기 “%1”이(가) 이미 있습니다. 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>상황판</translation>
    </message>
    <message>
        <source>Live pictures of the chosen guests, or of those that the filter finds</source>
        <translation>선택한 게스트 또는 필터에 맞는 게스트의 실시간 화면</translation>
    </message>
    <message>
        <source>Filter: words, tag:web, state:running, memory&gt;8G  (%1)</source>
        <translation>필터: 낱말, tag:web, state:running, memory&gt;8G  (%1)</translation>
    </message>
</context>
<context>
    <name>Atoll::GuestListView</name>
    <message>
        <source>All guests</source>
        <translation>모든 게스트</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>열 초기화</translation>
    </message>
</context>
<context>
    <name>Atoll::GuestPage</name>
    <message>
        <source>Summary</source>
        <translation>요약</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>콘솔</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>하드웨어</translation>
    </message>
    <message>
        <source>History</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <comment>action</comment>
        <translation>%1 실패</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) take effect at the next start</source>
        <translation>
            <numerusform>변경 %n개가 다음 시작 시 적용됩니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Cloud-init</source>
        <translation>Cloud-init</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>게스트</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>스냅샷</translation>
    </message>
</context>
<context>
    <name>Atoll::GuestPasswordDialog</name>
    <message>
        <source>&amp;Set password</source>
        <translation>암호 설정(&amp;S)</translation>
    </message>
    <message>
        <source>Set a password in %1</source>
        <translation>%1의 암호 설정</translation>
    </message>
    <message>
        <source>&amp;User in the guest</source>
        <translation>게스트의 사용자(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;New password</source>
        <translation>새 암호(&amp;N)</translation>
    </message>
    <message>
        <source>Once &amp;more</source>
        <translation>한 번 더(&amp;M)</translation>
    </message>
    <message>
        <source>Say whose password it is.</source>
        <translation>누구의 암호인지 입력하세요.</translation>
    </message>
    <message>
        <source>Type the new password.</source>
        <translation>새 암호를 입력하세요.</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>두 암호가 다릅니다.</translation>
    </message>
    <message>
        <source>The password is not set</source>
        <translation>암호를 설정하지 못했습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::HardwareBar</name>
    <message>
        <source>Add device</source>
        <translation>장치 추가</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Show all values</source>
        <translation>모든 값 보기</translation>
    </message>
    <message>
        <source>Find a value</source>
        <translation>값 찾기</translation>
    </message>
    <message>
        <source>Advanced values, too, that are as usual</source>
        <translation>기본값 그대로인 고급 값도 표시</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>유지</translation>
    </message>
    <message>
        <source>Choose something that was added.</source>
        <translation>추가된 항목을 선택하세요.</translation>
    </message>
</context>
<context>
    <name>Atoll::HardwareMenu</name>
    <message>
        <source>&amp;Keep it after all</source>
        <translation>그대로 두기(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Take off</source>
        <translation>떼어 내기(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Disks and unused volumes…</source>
        <translation>디스크와 사용하지 않는 볼륨(&amp;D)…</translation>
    </message>
    <message>
        <source>Apply the changes first.</source>
        <translation>먼저 변경 사항을 적용하세요.</translation>
    </message>
    <message>
        <source>You may not do this to this guest.</source>
        <translation>이 게스트에 이 작업을 할 권한이 없습니다.</translation>
    </message>
    <message>
        <source>Change the &amp;size…</source>
        <translation>크기 변경(&amp;S)…</translation>
    </message>
    <message>
        <source>You may not change this guest.</source>
        <translation>이 게스트를 변경할 권한이 없습니다.</translation>
    </message>
    <message>
        <source>&amp;Move or convert…</source>
        <translation>이동 또는 변환(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Export as qcow2…</source>
        <translation>qcow2로 내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>Export disk %1</source>
        <translation>디스크 %1 내보내기</translation>
    </message>
    <message>
        <source>qcow2 images (*.qcow2)</source>
        <translation>qcow2 이미지 (*.qcow2)</translation>
    </message>
    <message>
        <source>%1 is not exported</source>
        <translation>%1을(를) 내보내지 못했습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::HardwareModel</name>
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
        <source>The list</source>
        <translation>목록</translation>
    </message>
    <message>
        <source>Differs from what is usual for this system</source>
        <translation>이 시스템의 기본값과 다름</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>비고</translation>
    </message>
</context>
<context>
    <name>Atoll::HardwareOffer</name>
    <message>
        <source>%1 (the node lacks %2)</source>
        <translation>%1(노드에 %2 없음)</translation>
    </message>
    <message>
        <source>Port %1, now %2</source>
        <translation>포트 %1, 현재 %2</translation>
    </message>
    <message>
        <source>%1 (not usable on this node)</source>
        <translation>%1 (이 노드에서 쓸 수 없음)</translation>
    </message>
    <message>
        <source>nothing on this node</source>
        <translation>이 노드에는 없음</translation>
    </message>
    <message>
        <source>%1 – given to %2</source>
        <translation>%1 – %2에 할당됨</translation>
    </message>
</context>
<context>
    <name>Atoll::HardwareTab</name>
    <message>
        <source>%1 stays as it was</source>
        <translation>%1은(는) 그대로입니다</translation>
    </message>
    <message>
        <source>The hardware cannot be shown</source>
        <translation>하드웨어를 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>하드웨어</translation>
    </message>
    <message>
        <source>&amp;Drop changes</source>
        <translation>변경 취소(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>계획(&amp;P)</translation>
    </message>
    <message>
        <source>Show exactly what would be done, without doing it</source>
        <translation>실행하지 않고 무엇을 할지 정확히 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>적용(&amp;A)</translation>
    </message>
    <message>
        <source>They changed other settings than you: %1. Both can stand together.</source>
        <translation>상대는 다른 설정을 변경했습니다: %1. 둘 다 적용할 수 있습니다.</translation>
    </message>
    <message>
        <source>They changed what you are changing: %1. If you keep yours, theirs is replaced.</source>
        <translation>상대가 같은 설정을 변경했습니다: %1. 내 변경을 유지하면 상대의 변경은 덮어씁니다.</translation>
    </message>
    <message>
        <source>Somebody else changed this guest meanwhile</source>
        <translation>그사이 다른 사람이 이 게스트를 변경했습니다</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>상대 변경 사용</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>내 변경 유지</translation>
    </message>
    <message>
        <source>%1 changed this guest meanwhile</source>
        <translation>그사이 %1이(가) 이 게스트를 변경했습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not applied yet</source>
        <translation>
            <numerusform>아직 적용하지 않은 변경 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>This cannot be done</source>
        <translation>할 수 없습니다</translation>
    </message>
    <message>
        <source>The changes are not applied</source>
        <translation>변경을 적용하지 못했습니다</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>진행 중…</translation>
    </message>
</context>
<context>
    <name>Atoll::HistoryTab</name>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>When</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>What</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>There is no history yet</source>
        <translation>아직 기록이 없습니다</translation>
    </message>
    <message>
        <source>It begins when the guest is adopted.</source>
        <translation>게스트를 관리 대상으로 만들면 시작됩니다.</translation>
    </message>
    <message>
        <source>The history cannot be read</source>
        <translation>기록을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>made</source>
        <translation>만듦</translation>
    </message>
    <message>
        <source>&amp;Undo this change…</source>
        <translation>이 변경 실행 취소(&amp;U)…</translation>
    </message>
    <message>
        <source>&amp;Back to this version…</source>
        <translation>이 버전으로 되돌리기(&amp;B)…</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>마지막 변경 실행 취소</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Back to version %1</source>
        <translation>버전 %1(으)로 되돌리기</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Only the last change can be undone by itself; go back to a version instead.</source>
        <translation>마지막 변경만 따로 취소할 수 있습니다. 대신 버전으로 되돌리십시오.</translation>
    </message>
    <message>
        <source>It is the version that the guest has.</source>
        <translation>게스트의 현재 버전입니다.</translation>
    </message>
</context>
<context>
    <name>Atoll::ImportDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>뒤로(&amp;B)</translation>
    </message>
    <message>
        <source>Import a VM</source>
        <translation>VM 가져오기</translation>
    </message>
    <message>
        <source>What is to be imported?</source>
        <translation>무엇을 가져올까요?</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>파일 선택(&amp;F)…</translation>
    </message>
    <message>
        <source>C&amp;luster:</source>
        <translation>클러스터(&amp;L):</translation>
    </message>
    <message>
        <source>&amp;Storage:</source>
        <translation>저장소(&amp;S):</translation>
    </message>
    <message>
        <source>&amp;Package:</source>
        <translation>패키지(&amp;P):</translation>
    </message>
    <message>
        <source>OVA and OVF packages, and disk images: qcow2, raw, VMDK, VHDX, VHD, VDI. A file of this computer is sent to the storage first.</source>
        <translation>OVA와 OVF 패키지, 디스크 이미지(qcow2, raw, VMDK, VHDX, VHD, VDI). 이 컴퓨터의 파일은 먼저 저장소로 보냅니다.</translation>
    </message>
    <message>
        <source>Start it &amp;afterwards</source>
        <translation>가져온 뒤 시작(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Remove the sent file from the storage afterwards</source>
        <translation>끝나면 보낸 파일을 저장소에서 제거(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>이름(&amp;N):</translation>
    </message>
    <message>
        <source>S&amp;torage of its disks:</source>
        <translation>디스크 저장소(&amp;T):</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>형식(&amp;F):</translation>
    </message>
    <message>
        <source>%1 (%2 free)</source>
        <comment>storage</comment>
        <translation>%1(%2 남음)</translation>
    </message>
    <message>
        <source>%1 of this computer</source>
        <translation>이 컴퓨터의 %1</translation>
    </message>
    <message>
        <source>Packages and images (*.%1);;All files (*)</source>
        <translation>패키지와 이미지 (*.%1);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Sending %1 to %2…</source>
        <translation>%1을(를) %2(으)로 보내는 중…</translation>
    </message>
    <message>
        <source>The file was not sent</source>
        <translation>파일을 보내지 못했습니다</translation>
    </message>
    <message>
        <source>Looking at what is in it…</source>
        <translation>내용을 살펴보는 중…</translation>
    </message>
    <message>
        <source>This cannot be imported</source>
        <translation>가져올 수 없습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n CPU(s)</source>
        <translation>
            <numerusform>CPU %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of memory</source>
        <translation>메모리 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n disk(s), %1</source>
        <translation>
            <numerusform>디스크 %n개, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Only images: processor and memory are a default, to be changed afterwards.</source>
        <translation>이미지만 있습니다. 프로세서와 메모리는 기본값이며 나중에 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Not taken over: %1</source>
        <translation>가져오지 않음: %1</translation>
    </message>
    <message>
        <source>NAT of the node</source>
        <translation>노드의 NAT</translation>
    </message>
    <message>
        <source>Bridge %1</source>
        <translation>브리지 %1</translation>
    </message>
    <message>
        <source>Network:</source>
        <translation>네트워크:</translation>
    </message>
    <message>
        <source>Network “%1”:</source>
        <translation>네트워크 “%1”:</translation>
    </message>
    <message>
        <source>It cannot be imported so</source>
        <translation>이대로는 가져올 수 없습니다</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>It is not imported</source>
        <translation>가져오지 못했습니다</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>다음(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>가져오기(&amp;I)</translation>
    </message>
    <message>
        <source>No connected cluster lets you make guests.</source>
        <translation>게스트를 만들 수 있는 연결된 클러스터가 없습니다.</translation>
    </message>
    <message>
        <source>Checking %1: %2</source>
        <translation>%1 확인 중: %2</translation>
    </message>
</context>
<context>
    <name>Atoll::InsideTab</name>
    <message>
        <source>The guest&apos;s facts cannot be shown</source>
        <translation>게스트 정보를 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>Run a command…</source>
        <translation>명령 실행…</translation>
    </message>
    <message>
        <source>Set a password…</source>
        <translation>암호 설정…</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>트림</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>쓰기 정지</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>다시 묻기</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>커널</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>호스트 이름</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>시계</translation>
    </message>
    <message>
        <source>Guest agent</source>
        <translation>게스트 에이전트</translation>
    </message>
    <message>
        <source>Mounted at</source>
        <translation>마운트 위치</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>사용량</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>File systems</source>
        <translation>파일 시스템</translation>
    </message>
    <message>
        <source>Interface</source>
        <translation>인터페이스</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>MAC</source>
        <translation>MAC</translation>
    </message>
    <message>
        <source>Interfaces</source>
        <translation>인터페이스</translation>
    </message>
    <message>
        <source>Logged in</source>
        <translation>로그인한 사용자</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Asking the guest agent…</source>
        <translation>게스트 에이전트에 묻는 중…</translation>
    </message>
    <message>
        <source>The guest agent does not answer since %1</source>
        <translation>게스트 에이전트가 %1부터 응답하지 않습니다</translation>
    </message>
    <message>
        <source>The guest agent does not answer</source>
        <translation>게스트 에이전트가 응답하지 않습니다</translation>
    </message>
    <message>
        <source>Install qemu-guest-agent in the guest, or see whether it runs there.</source>
        <translation>게스트에 qemu-guest-agent를 설치하거나, 실행 중인지 확인하세요.</translation>
    </message>
    <message>
        <source>It answers while the guest runs.</source>
        <translation>게스트가 실행 중일 때 응답합니다.</translation>
    </message>
    <message>
        <source>The file systems are frozen</source>
        <translation>파일 시스템의 쓰기가 정지되어 있습니다</translation>
    </message>
    <message>
        <source>Nothing is written until %1.</source>
        <translation>%1까지 아무것도 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>%1 기준</translation>
    </message>
    <message>
        <source>%1 ahead of the node</source>
        <translation>노드보다 %1 빠름</translation>
    </message>
    <message>
        <source>%1 behind the node</source>
        <translation>노드보다 %1 느림</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>%1 사용 중</translation>
    </message>
    <message>
        <source>There is no connection to %1.</source>
        <translation>%1에 연결되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>The guest agent does not answer.</source>
        <translation>게스트 에이전트가 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>Your role %1 does not include %2; ask an administrator.</source>
        <translation>역할 %1에는 %2 권한이 없습니다. 관리자에게 문의하세요.</translation>
    </message>
    <message>
        <source>Run a program in the guest, as its administrator</source>
        <translation>게스트 안에서 관리자 권한으로 프로그램을 실행합니다</translation>
    </message>
    <message>
        <source>Set the password of a user in the guest</source>
        <translation>게스트 안 사용자의 암호를 설정합니다</translation>
    </message>
    <message>
        <source>Give blocks that the guest does not use back to the storage</source>
        <translation>게스트가 쓰지 않는 블록을 스토리지에 돌려줍니다</translation>
    </message>
    <message>
        <source>Thaw</source>
        <translation>정지 해제</translation>
    </message>
    <message>
        <source>Let the guest write again</source>
        <translation>게스트가 다시 쓸 수 있게 합니다</translation>
    </message>
    <message>
        <source>Stop all writing for a minute, so that a copy of the disks is whole</source>
        <translation>디스크 사본이 온전하도록 1분간 쓰기를 멈춥니다</translation>
    </message>
    <message>
        <source>The file systems are not trimmed</source>
        <translation>파일 시스템을 트림하지 못했습니다</translation>
    </message>
    <message>
        <source>The file systems are not thawed</source>
        <translation>쓰기 정지를 해제하지 못했습니다</translation>
    </message>
    <message>
        <source>The file systems are not frozen</source>
        <translation>쓰기를 정지하지 못했습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::InventoryArea</name>
    <message>
        <source>Inventory</source>
        <translation>인벤토리</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>주의</translation>
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
    <message>
        <source>View of guests</source>
        <translation>게스트 보기</translation>
    </message>
    <message>
        <source>All guests</source>
        <translation>모든 게스트</translation>
    </message>
    <message>
        <source>All guests in one list (%1)</source>
        <translation>모든 게스트를 한 목록으로 (%1)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln guest(s)</source>
        <translation>
            <numerusform>게스트 %Ln개</numerusform>
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
    <message>
        <source>protected</source>
        <translation>보호됨</translation>
    </message>
</context>
<context>
    <name>Atoll::InventoryPanel</name>
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
    <message>
        <source>Filter: name, address, tag:web, state:running</source>
        <translation>필터: 이름, 주소, tag:web, state:running</translation>
    </message>
    <message>
        <source>Filter the inventory</source>
        <translation>인벤토리 필터</translation>
    </message>
</context>
<context>
    <name>Atoll::InventoryTree</name>
    <message>
        <source>Inventory</source>
        <translation>인벤토리</translation>
    </message>
</context>
<context>
    <name>Atoll::KeyMap</name>
    <message>
        <source>Everywhere</source>
        <translation>어디서나</translation>
    </message>
    <message>
        <source>Guests</source>
        <translation>게스트</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>콘솔</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>하드웨어</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>스냅샷</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>스토리지</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>주의</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>페이지</translation>
    </message>
    <message>
        <source>Console window</source>
        <translation>콘솔 창</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>터미널</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>양식</translation>
    </message>
</context>
<context>
    <name>Atoll::KeyTable</name>
    <message>
        <source>You have chosen this key.</source>
        <translation>직접 지정한 키입니다.</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>Where it works</source>
        <translation>적용 위치</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
</context>
<context>
    <name>Atoll::KeyboardPage</name>
    <message>
        <source>Use this key</source>
        <translation>이 키 사용</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>리셋</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>모두 초기화</translation>
    </message>
    <message>
        <source>Action, place or key</source>
        <translation>동작, 위치 또는 키</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>키보드</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>새 키</translation>
    </message>
    <message>
        <source>Press the keys that the action shall have</source>
        <translation>동작에 지정할 키를 누르세요</translation>
    </message>
    <message>
        <source>No such action</source>
        <translation>그런 동작이 없습니다</translation>
    </message>
    <message>
        <source>Take this key</source>
        <translation>이 키 가져오기</translation>
    </message>
    <message>
        <source>%1 is the key of “%2” (%3), which then has none.</source>
        <translation>%1은(는) “%2”(%3)의 키입니다. 가져오면 그 동작에는 키가 없게 됩니다.</translation>
    </message>
    <message>
        <source>No action is found so. Try a word of its name, its place or its key.</source>
        <translation>찾은 동작이 없습니다. 이름이나 장소의 낱말, 또는 키로 찾아 보세요.</translation>
    </message>
</context>
<context>
    <name>Atoll::LoginForm</name>
    <message>
        <source>Atoll&apos;s own users</source>
        <translation>Atoll 자체 사용자</translation>
    </message>
    <message>
        <source>System users of the node</source>
        <translation>노드의 시스템 사용자</translation>
    </message>
    <message>
        <source>&amp;Remember the password in the keychain</source>
        <translation>암호를 키체인에 기억(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Log in</source>
        <translation>로그인(&amp;L)</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Realm</source>
        <translation>영역</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>암호</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>사용자(&amp;U)</translation>
    </message>
    <message>
        <source>Real&amp;m</source>
        <translation>영역(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>암호(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Remember</source>
        <translation>기억(&amp;R)</translation>
    </message>
    <message>
        <source>Logging in…</source>
        <translation>로그인 중…</translation>
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
    <message>
        <source>Tab %1</source>
        <translation>탭 %1</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>키보드</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>둘러보기</translation>
    </message>
</context>
<context>
    <name>Atoll::MappingDialog</name>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>New mapping</source>
        <translation>새 매핑</translation>
    </message>
    <message>
        <source>Mapping %1</source>
        <translation>매핑 %1</translation>
    </message>
    <message>
        <source>Guests are given it: %1</source>
        <translation>이 매핑을 쓰는 게스트: %1</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>이름(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>종류(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>설명(&amp;D)</translation>
    </message>
    <message>
        <source>nothing on this node</source>
        <translation>이 노드에는 없음</translation>
    </message>
    <message>
        <source>On %1</source>
        <translation>%1에서</translation>
    </message>
    <message>
        <source>The mapping is not saved</source>
        <translation>매핑을 저장하지 못했습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::MappingsDialog</name>
    <message>
        <source>A mapping is a name that stands for a PCI or USB device, or a directory, on each node. Guests are given the name: they find what they need wherever they start, and who gives it needs no right on the nodes.</source>
        <translation>매핑은 각 노드의 PCI 또는 USB 장치나 디렉터리를 나타내는 이름입니다. 게스트에는 이름을 줍니다. 게스트는 어디서 시작하든 필요한 것을 찾고, 주는 사람은 노드 권한이 없어도 됩니다.</translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <translation>새로 만들기(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>편집(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>삭제(&amp;D)</translation>
    </message>
    <message>
        <source>Device mappings of %1</source>
        <translation>%1의 장치 매핑</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Stands for</source>
        <translation>가리키는 것</translation>
    </message>
    <message>
        <source>Given to</source>
        <translation>사용하는 게스트</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Device mappings</source>
        <translation>장치 매핑</translation>
    </message>
    <message>
        <source>The mappings cannot be read</source>
        <translation>매핑을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>There is no connection to %1.</source>
        <translation>%1에 연결되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Your role %1 does not include %2; ask an administrator.</source>
        <translation>역할 %1에는 %2 권한이 없습니다. 관리자에게 문의하세요.</translation>
    </message>
    <message>
        <source>Guests are given it: %1</source>
        <translation>이 매핑을 쓰는 게스트: %1</translation>
    </message>
    <message>
        <source>%1 is not deleted</source>
        <translation>%1을(를) 삭제하지 못했습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::NodePage</name>
    <message>
        <source>Guests</source>
        <translation>게스트</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Storages</source>
        <translation>스토리지</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>여유</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>프로세서</translation>
    </message>
    <message>
        <source>Guests run</source>
        <translation>게스트 실행 방식</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>에이전트</translation>
    </message>
    <message>
        <source>Up since</source>
        <translation>가동 시작</translation>
    </message>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>코어 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n core(s), %1</source>
        <translation>
            <numerusform>코어 %n개, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>on the hardware (KVM)</source>
        <translation>하드웨어(KVM)</translation>
    </message>
    <message>
        <source>emulated, slowly</source>
        <translation>에뮬레이션(느림)</translation>
    </message>
    <message>
        <source>The node is offline since %1</source>
        <translation>노드가 %1부터 오프라인입니다</translation>
    </message>
    <message>
        <source>Check its power and network; the agent connects by itself.</source>
        <translation>전원과 네트워크를 확인하십시오. 에이전트는 스스로 연결됩니다.</translation>
    </message>
    <message>
        <source>%1 does not answer</source>
        <translation>%1이(가) 응답하지 않습니다</translation>
    </message>
    <message>
        <source>No hardware virtualization</source>
        <translation>하드웨어 가상화 없음</translation>
    </message>
    <message>
        <source>/dev/kvm is missing, so guests are emulated and run many times slower. Switch virtualization on in the firmware, or load the kernel&apos;s kvm modules.</source>
        <translation>/dev/kvm이 없어 게스트가 에뮬레이션되며 몇 배 느리게 실행됩니다. 펌웨어에서 가상화를 켜거나 커널의 kvm 모듈을 불러오십시오.</translation>
    </message>
    <message>
        <source>No guest is on this node. New makes one.</source>
        <translation>이 노드에는 게스트가 없습니다. 새로 만들기로 만드세요.</translation>
    </message>
    <message>
        <source>This node has no storage. Name one in the configuration of its agent.</source>
        <translation>이 노드에는 스토리지가 없습니다. 에이전트 설정에 적으세요.</translation>
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
    <message numerus="yes">
        <source>%1 of %Ln guest(s) running</source>
        <translation>
            <numerusform>게스트 %Ln개 중 %1개 실행 중</numerusform>
        </translation>
    </message>
    <message>
        <source>All guests</source>
        <translation>모든 게스트</translation>
    </message>
</context>
<context>
    <name>Atoll::Peek</name>
    <message>
        <source>CPU %1, memory %2</source>
        <translation>CPU %1, 메모리 %2</translation>
    </message>
</context>
<context>
    <name>Atoll::PendingPanel</name>
    <message>
        <source>&amp;Revert</source>
        <translation>되돌리기(&amp;R)</translation>
    </message>
    <message>
        <source>Revert &amp;all</source>
        <translation>모두 되돌리기(&amp;A)</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Runs with</source>
        <translation>실행 중인 값</translation>
    </message>
    <message>
        <source>At the next start</source>
        <translation>다음 시작 시</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>이유</translation>
    </message>
    <message>
        <source>Waits for the next start</source>
        <translation>다음 시작을 기다림</translation>
    </message>
    <message>
        <source>Set the selected settings back to what runs</source>
        <translation>선택한 설정을 실행 중인 값으로 되돌립니다</translation>
    </message>
    <message>
        <source>Set all of them back to what runs</source>
        <translation>모든 설정을 실행 중인 값으로 되돌립니다</translation>
    </message>
    <message>
        <source>What waits for the next start cannot be read</source>
        <translation>다음 시작을 기다리는 변경을 읽을 수 없습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) take effect at the next start</source>
        <translation>
            <numerusform>변경 %n개가 다음 시작 시 적용됩니다</numerusform>
        </translation>
    </message>
    <message>
        <source>The settings could not be set back</source>
        <translation>설정을 되돌릴 수 없습니다</translation>
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
    <name>Atoll::PlanView</name>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>After</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>변경 내용</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Definition before and after</source>
        <translation>변경 전후의 정의</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Definition (XML)</source>
        <translation>정의(XML)</translation>
    </message>
    <message>
        <source>Nothing would be done.</source>
        <translation>아무것도 하지 않습니다.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>적용 시점</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>즉시</translation>
    </message>
    <message>
        <source>at next cold start</source>
        <translation>다음 콜드 부팅 시</translation>
    </message>
</context>
<context>
    <name>Atoll::QueryField</name>
    <message>
        <source>Words, and terms as tag:web, -state:running, memory&gt;8G, cpu&gt;80%, is:template; joined by “or” or a comma</source>
        <translation>단어와 tag:web, -state:running, memory&gt;8G, cpu&gt;80%, is:template 같은 조건. “or”나 쉼표로 이을 수 있습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::RunCommandDialog</name>
    <message>
        <source>&amp;Run</source>
        <translation>실행(&amp;R)</translation>
    </message>
    <message>
        <source>Run a command in %1</source>
        <translation>%1에서 명령 실행</translation>
    </message>
    <message>
        <source>&amp;Command, with its arguments; there is no shell around it:</source>
        <translation>명령과 인수(&amp;C). 셸은 거치지 않습니다:</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>작업 중…</translation>
    </message>
    <message>
        <source>The command did not end well</source>
        <translation>명령이 제대로 끝나지 않았습니다</translation>
    </message>
    <message>
        <source>Ended by signal %1</source>
        <translation>시그널 %1(으)로 종료됨</translation>
    </message>
    <message>
        <source>Ended with exit code %1</source>
        <translation>종료 코드 %1(으)로 끝남</translation>
    </message>
    <message>
        <source>the output is cut</source>
        <translation>출력이 잘렸습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::SelectionActions</name>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
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
    <message>
        <source>Tell me while Atoll is not in front</source>
        <translation>Atoll이 앞에 없을 때 알림</translation>
    </message>
    <message>
        <source>A task that I started is done or has failed</source>
        <translation>내가 시작한 작업이 끝났거나 실패했을 때</translation>
    </message>
    <message>
        <source>A guest stopped, and nobody asked for it in Atoll</source>
        <translation>Atoll에서 요청하지 않았는데 게스트가 정지했을 때</translation>
    </message>
    <message>
        <source>The connection to a cluster is lost</source>
        <translation>클러스터 연결이 끊겼을 때</translation>
    </message>
    <message>
        <source>Something else needs attention</source>
        <translation>그 밖에 확인이 필요할 때</translation>
    </message>
</context>
<context>
    <name>Atoll::SnapshotModel</name>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Kept inside of the volumes</source>
        <translation>볼륨 안에 보관됨</translation>
    </message>
    <message>
        <source>The volumes of that time, with new ones on top</source>
        <translation>그때의 볼륨을 두고 그 위에 새 볼륨을 사용</translation>
    </message>
    <message>
        <source>The guest&apos;s file systems were frozen</source>
        <translation>게스트의 파일 시스템을 멈춘 상태에서 만듦</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>작성자: %1</translation>
    </message>
    <message>
        <source>Cannot be rolled back to: %1</source>
        <translation>되돌릴 수 없음: %1</translation>
    </message>
    <message>
        <source>You are here</source>
        <translation>현재 위치</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>만든 시각</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>설명</translation>
    </message>
</context>
<context>
    <name>Atoll::SnapshotPlanDialog</name>
    <message>
        <source>Roll back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Delete snapshot</source>
        <translation>스냅샷 삭제</translation>
    </message>
    <message>
        <source>Roll back to %1?</source>
        <translation>%1(으)로 되돌릴까요?</translation>
    </message>
    <message>
        <source>Delete the snapshot %1?</source>
        <translation>스냅샷 %1을(를) 삭제할까요?</translation>
    </message>
    <message>
        <source>&amp;Start the guest afterwards</source>
        <translation>그 뒤 게스트 시작(&amp;S)</translation>
    </message>
    <message numerus="yes">
        <source>With the %n that came after it</source>
        <translation>
            <numerusform>그 뒤에 만든 %n개도 함께</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>That is not possible</source>
        <translation>할 수 없습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::SnapshotTab</name>
    <message>
        <source>Take snapshot…</source>
        <translation>스냅샷 만들기…</translation>
    </message>
    <message>
        <source>Roll back…</source>
        <translation>되돌리기…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>삭제…</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>스냅샷</translation>
    </message>
    <message>
        <source>No snapshots yet. A snapshot keeps what the guest is now – disks, configuration and, if you like, memory – so that you can come back to it: before an update, for example.</source>
        <translation>아직 스냅샷이 없습니다. 스냅샷은 게스트의 현재 상태(디스크, 구성, 원하면 메모리)를 보관하여 나중에 되돌아올 수 있게 합니다. 예를 들어 업데이트 전에 만드세요.</translation>
    </message>
    <message>
        <source>The snapshots cannot be read</source>
        <translation>스냅샷을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Choose a snapshot first.</source>
        <translation>먼저 스냅샷을 고르세요.</translation>
    </message>
    <message>
        <source>It cannot be rolled back to: %1</source>
        <translation>되돌릴 수 없습니다: %1</translation>
    </message>
    <message>
        <source>Make the guest what it was then</source>
        <translation>게스트를 그때 상태로 되돌립니다</translation>
    </message>
    <message>
        <source>Delete the snapshot; the guest stays as it is</source>
        <translation>스냅샷을 삭제합니다. 게스트는 그대로입니다</translation>
    </message>
    <message>
        <source>The description stays as it was</source>
        <translation>설명이 바뀌지 않았습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::StoragePage</name>
    <message>
        <source>Refresh</source>
        <translation>새로 고침</translation>
    </message>
    <message>
        <source>Open guest</source>
        <translation>게스트 열기</translation>
    </message>
    <message>
        <source>Delete volume</source>
        <translation>볼륨 삭제</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>볼륨</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>사용 중</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <translation>사용할 수 없음</translation>
    </message>
    <message>
        <source>Kind: %1   ·   Path: %2</source>
        <translation>종류: %1   ·   경로: %2</translation>
    </message>
    <message>
        <source>This storage cannot be used</source>
        <translation>이 스토리지를 사용할 수 없습니다</translation>
    </message>
    <message>
        <source>The volumes cannot be listed</source>
        <translation>볼륨 목록을 볼 수 없습니다</translation>
    </message>
    <message>
        <source>Choose a volume first.</source>
        <translation>먼저 볼륨을 선택하십시오.</translation>
    </message>
    <message>
        <source>A guest uses it.</source>
        <translation>게스트가 사용 중입니다.</translation>
    </message>
    <message>
        <source>You may not change this storage.</source>
        <translation>이 스토리지를 변경할 권한이 없습니다.</translation>
    </message>
    <message>
        <source>Delete it for good</source>
        <translation>완전히 삭제</translation>
    </message>
    <message>
        <source>Delete %1 for good?</source>
        <translation>%1을(를) 완전히 삭제할까요?</translation>
    </message>
    <message>
        <source>What is in it is lost; this cannot be undone.</source>
        <translation>안에 든 내용이 사라지며 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>%1 is not deleted</source>
        <translation>%1을(를) 삭제하지 못했습니다</translation>
    </message>
    <message>
        <source>This cannot be uploaded</source>
        <translation>업로드할 수 없습니다</translation>
    </message>
    <message numerus="yes">
        <source>Drop to upload %n file(s) to %1</source>
        <translation>
            <numerusform>놓으면 파일 %n개를 %1에 업로드합니다</numerusform>
        </translation>
    </message>
    <message>
        <source>No volume is known here. Upload a file of this computer, fetch one from the web, or give a guest a disk.</source>
        <translation>여기에는 아는 볼륨이 없습니다. 이 컴퓨터의 파일을 올리거나 웹에서 가져오거나 게스트에 디스크를 주세요.</translation>
    </message>
</context>
<context>
    <name>Atoll::StorageTransfers</name>
    <message>
        <source>Upload…</source>
        <translation>업로드…</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>다운로드…</translation>
    </message>
    <message>
        <source>From URL…</source>
        <translation>URL에서…</translation>
    </message>
    <message>
        <source>There is no connection to %1.</source>
        <translation>%1에 연결되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>You may not change this storage.</source>
        <translation>이 저장소를 변경할 권한이 없습니다.</translation>
    </message>
    <message>
        <source>The storage cannot be used now.</source>
        <translation>지금은 저장소를 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>Only files of this computer can be sent.</source>
        <translation>이 컴퓨터의 파일만 보낼 수 있습니다.</translation>
    </message>
    <message>
        <source>%1 is a folder; drag the files in it.</source>
        <translation>%1은(는) 폴더입니다. 안의 파일을 끌어 놓으세요.</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1을(를) 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The cluster is gone.</source>
        <translation>클러스터가 없어졌습니다.</translation>
    </message>
    <message>
        <source>Send files of this computer into the storage</source>
        <translation>이 컴퓨터의 파일을 저장소로 보냅니다</translation>
    </message>
    <message>
        <source>Let the node fetch a file from the web</source>
        <translation>노드가 웹에서 파일을 가져옵니다</translation>
    </message>
    <message>
        <source>Choose a volume first.</source>
        <translation>먼저 볼륨을 선택하세요.</translation>
    </message>
    <message>
        <source>Save the volume as a file of this computer</source>
        <translation>볼륨을 이 컴퓨터의 파일로 저장합니다</translation>
    </message>
    <message>
        <source>Upload to %1</source>
        <translation>%1에 업로드</translation>
    </message>
    <message>
        <source>Images and packages (*.iso *.img *.qcow2 *.raw *.vmdk *.vhdx *.vhd *.vdi *.ova *.ovf);;All files (*)</source>
        <translation>이미지와 패키지 (*.iso *.img *.qcow2 *.raw *.vmdk *.vhdx *.vhd *.vdi *.ova *.ovf);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>%1 저장</translation>
    </message>
    <message>
        <source>%1 was not uploaded</source>
        <translation>%1이(가) 업로드되지 않았습니다</translation>
    </message>
    <message>
        <source>%1 was not downloaded</source>
        <translation>%1이(가) 다운로드되지 않았습니다</translation>
    </message>
    <message>
        <source>Drop to upload to %1</source>
        <translation>놓으면 %1에 업로드합니다</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>다시 확인</translation>
    </message>
    <message>
        <source>Delete the volume</source>
        <translation>볼륨 삭제</translation>
    </message>
    <message>
        <source>Checking %1: %2</source>
        <translation>%1 확인 중: %2</translation>
    </message>
</context>
<context>
    <name>Atoll::SummaryTab</name>
    <message>
        <source>Addresses</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>No notes yet.</source>
        <translation>아직 메모가 없습니다.</translation>
    </message>
    <message>
        <source>What is it for? Who cares for it? Markdown works.</source>
        <translation>용도는 무엇이고 누가 관리합니까? Markdown을 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Disks</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>볼륨</translation>
    </message>
    <message>
        <source>Adopt it to write notes.</source>
        <translation>메모를 쓰려면 관리 대상으로 만드십시오.</translation>
    </message>
    <message numerus="yes">
        <source>%n core(s), %1</source>
        <translation>
            <numerusform>코어 %n개, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>protected from deletion</source>
        <translation>삭제 보호</translation>
    </message>
    <message>
        <source>template</source>
        <translation>템플릿</translation>
    </message>
    <message>
        <source>managed by Atoll</source>
        <translation>Atoll이 관리</translation>
    </message>
    <message>
        <source>defined by another tool</source>
        <translation>다른 도구가 정의함</translation>
    </message>
    <message>
        <source>no medium</source>
        <translation>미디어 없음</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Notes are not saved</source>
        <translation>메모를 저장하지 못했습니다</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>보드</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>화면</translation>
    </message>
    <message>
        <source>File systems</source>
        <translation>파일 시스템</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>The guest agent told so %1</source>
        <translation>게스트 에이전트가 %1 알려 준 내용</translation>
    </message>
</context>
<context>
    <name>Atoll::SystemNotifier</name>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
</context>
<context>
    <name>Atoll::TabArea</name>
    <message>
        <source>Close (%1)</source>
        <translation>닫기 (%1)</translation>
    </message>
</context>
<context>
    <name>Atoll::TakeSnapshotDialog</name>
    <message>
        <source>Save the &amp;memory too: the guest can run on from there</source>
        <translation>메모리도 저장: 그 지점부터 이어서 실행할 수 있음(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Freeze the file systems meanwhile (guest agent)</source>
        <translation>그동안 파일 시스템 멈추기(게스트 에이전트)(&amp;F)</translation>
    </message>
    <message>
        <source>Take snapshot</source>
        <translation>스냅샷 만들기</translation>
    </message>
    <message>
        <source>Snapshot of %1</source>
        <translation>%1의 스냅샷</translation>
    </message>
    <message numerus="yes">
        <source>Snapshot of %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개의 스냅샷</numerusform>
        </translation>
    </message>
    <message>
        <source>Description</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>이름(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>설명(&amp;D)</translation>
    </message>
    <message>
        <source>The guest is off: it has no memory to save.</source>
        <translation>게스트가 꺼져 있어 저장할 메모리가 없습니다.</translation>
    </message>
    <message>
        <source>With its memory nothing is lost that is not written yet.</source>
        <translation>메모리를 함께 저장하면 아직 쓰지 않은 내용도 잃지 않습니다.</translation>
    </message>
    <message>
        <source>The snapshot cannot be taken</source>
        <translation>스냅샷을 만들 수 없습니다</translation>
    </message>
    <message>
        <source>Take snapshots</source>
        <translation>스냅숏 찍기</translation>
    </message>
</context>
<context>
    <name>Atoll::TaskItems</name>
    <message>
        <source>Guest</source>
        <translation>게스트</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>이유</translation>
    </message>
    <message>
        <source>What became of each guest</source>
        <translation>각 게스트의 결과</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>시작 안 함</translation>
    </message>
    <message>
        <source>Goes on by itself</source>
        <translation>스스로 계속됨</translation>
    </message>
</context>
<context>
    <name>Atoll::TaskLogView</name>
    <message>
        <source>Log of the task</source>
        <translation>작업 로그</translation>
    </message>
    <message>
        <source>The task has written nothing.</source>
        <translation>작업이 남긴 로그가 없습니다.</translation>
    </message>
    <message>
        <source>The log cannot be read</source>
        <translation>로그를 읽을 수 없습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::TaskModel</name>
    <message>
        <source>Task</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>걸린 시간</translation>
    </message>
</context>
<context>
    <name>Atoll::TasksArea</name>
    <message>
        <source>Tasks</source>
        <translation>작업</translation>
    </message>
</context>
<context>
    <name>Atoll::TasksView</name>
    <message>
        <source>No tasks yet. Everything that changes something shows up here.</source>
        <translation>아직 작업이 없습니다. 무언가를 변경하는 모든 일이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Filter by name or user</source>
        <translation>이름 또는 사용자로 필터</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Open what the task works on</source>
        <translation>작업 대상 열기</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>No tasks yet.</source>
        <translation>아직 작업이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a task first.</source>
        <translation>먼저 작업을 선택하십시오.</translation>
    </message>
    <message>
        <source>It has ended.</source>
        <translation>끝났습니다.</translation>
    </message>
    <message>
        <source>It cannot be stopped at this point.</source>
        <translation>지금은 멈출 수 없습니다.</translation>
    </message>
    <message>
        <source>You may not cancel tasks here.</source>
        <translation>여기서 작업을 취소할 권한이 없습니다.</translation>
    </message>
    <message>
        <source>Stop it and undo what it began</source>
        <translation>멈추고 시작한 것을 되돌립니다</translation>
    </message>
</context>
<context>
    <name>Atoll::Terminal::Canvas</name>
    <message>
        <source>Terminal</source>
        <translation>터미널</translation>
    </message>
    <message>
        <source>Ctrl+click opens %1</source>
        <translation>Ctrl+클릭하면 %1을(를) 엽니다</translation>
    </message>
</context>
<context>
    <name>Atoll::Terminal::SearchBar</name>
    <message>
        <source>Find in the terminal</source>
        <translation>터미널에서 찾기</translation>
    </message>
    <message>
        <source>Aa</source>
        <comment>match case</comment>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>대소문자 구분</translation>
    </message>
    <message>
        <source>Further up (Enter)</source>
        <translation>위쪽으로 (Enter)</translation>
    </message>
    <message>
        <source>Further down (Shift+Enter)</source>
        <translation>아래쪽으로 (Shift+Enter)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>찾는 중…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>찾을 수 없음</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1번째</translation>
    </message>
</context>
<context>
    <name>Atoll::Terminal::TerminalView</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>찾기…</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Forget Earlier Lines</source>
        <translation>이전 줄 지우기</translation>
    </message>
    <message>
        <source>Larger Text</source>
        <translation>글자 크게</translation>
    </message>
    <message>
        <source>Smaller Text</source>
        <translation>글자 작게</translation>
    </message>
    <message>
        <source>Normal Text Size</source>
        <translation>기본 글자 크기</translation>
    </message>
    <message numerus="yes">
        <source>Paste %Ln line(s)? A shell runs each of them at once.</source>
        <translation>
            <numerusform>%Ln줄을 붙여넣을까요? 셸은 각 줄을 바로 실행합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Paste text with control characters? They can act as keys.</source>
        <translation>제어 문자가 들어 있는 텍스트를 붙여넣을까요? 제어 문자는 키처럼 동작할 수 있습니다.</translation>
    </message>
    <message>
        <source>Paste as One Line</source>
        <translation>한 줄로 붙여넣기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Atoll::TileDelegate</name>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
</context>
<context>
    <name>Atoll::Tour</name>
    <message>
        <source>Skip</source>
        <translation>건너뛰기</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>둘러보기</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Everything is in this tree</source>
        <translation>모든 것이 이 트리에 있습니다</translation>
    </message>
    <message>
        <source>Sites, clusters, nodes and guests, live. Type into the filter (%1) to find some of them. Space shows what a guest&apos;s screen looks like.</source>
        <translation>사이트, 클러스터, 노드, 게스트가 실시간으로 표시됩니다. 필터(%1)에 입력하여 찾으세요. 스페이스 키를 누르면 게스트의 화면을 미리 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Search or run anything</source>
        <translation>무엇이든 찾고 실행하기</translation>
    </message>
    <message>
        <source>%1 finds guests, nodes, views and every action by a few letters.</source>
        <translation>%1: 몇 글자만으로 게스트, 노드, 보기와 모든 동작을 찾습니다.</translation>
    </message>
    <message>
        <source>What you open stands in tabs</source>
        <translation>연 것은 탭에 있습니다</translation>
    </message>
    <message>
        <source>All guests in one list: %1. Live pictures of many on a wall: %2. The next tab: %3.</source>
        <translation>모든 게스트 목록: %1. 여러 게스트의 실시간 화면을 보는 상황판: %2. 다음 탭: %3.</translation>
    </message>
    <message>
        <source>What happens, and what went wrong</source>
        <translation>진행 중인 일과 문제</translation>
    </message>
    <message>
        <source>Tasks show real progress and can be cancelled. Attention lists what somebody should look at, and what to do about it.</source>
        <translation>작업은 실제 진행률을 보여 주며 취소할 수 있습니다. 주의에는 확인할 문제와 조치 방법이 나열됩니다.</translation>
    </message>
    <message>
        <source>Make it yours</source>
        <translation>나에게 맞게</translation>
    </message>
    <message>
        <source>New adds a cluster or a guest. The menu beside it has the settings, every key, and this tour under Help.</source>
        <translation>새로 만들기로 클러스터나 게스트를 추가합니다. 옆 메뉴에는 설정과 모든 키가 있고, 도움말에 이 둘러보기가 있습니다.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
</context>
<context>
    <name>Atoll::TrustForm</name>
    <message>
        <source>Do &amp;not connect</source>
        <translation>연결하지 않음(&amp;N)</translation>
    </message>
    <message>
        <source>Is this really %1?</source>
        <translation>정말 %1입니까?</translation>
    </message>
    <message>
        <source>You connect to it for the first time. It shows this fingerprint:</source>
        <translation>처음 연결합니다. 다음 지문을 제시했습니다:</translation>
    </message>
    <message>
        <source>Compare it with what &quot;atolld fingerprint&quot; prints on the node. If it is the same, trust it; you will not be asked again.</source>
        <translation>노드에서 &quot;atolld fingerprint&quot;가 표시하는 값과 비교하십시오. 같으면 신뢰하십시오. 다시 묻지 않습니다.</translation>
    </message>
    <message>
        <source>It is the same: &amp;trust it</source>
        <translation>같습니다: 신뢰(&amp;T)</translation>
    </message>
    <message>
        <source>%1 is not who it was</source>
        <translation>%1의 신원이 바뀌었습니다</translation>
    </message>
    <message>
        <source>It shows another certificate than the one you trusted, so Atoll did not connect and sent no password. Either the agent was set up anew, or somebody has put another machine in between.</source>
        <translation>신뢰했던 것과 다른 인증서를 제시하여 Atoll은 연결하지 않았고 암호도 보내지 않았습니다. 에이전트를 새로 설치했거나 누군가 중간에 다른 컴퓨터를 끼워 넣은 것입니다.</translation>
    </message>
    <message>
        <source>Trusted until now:</source>
        <translation>지금까지 신뢰한 지문:</translation>
    </message>
    <message>
        <source>Shown now (what differs is red):</source>
        <translation>지금 제시된 지문(다른 부분은 빨간색):</translation>
    </message>
    <message>
        <source>Ask whoever looks after %1. On the node itself, &quot;atolld fingerprint&quot; prints the right one. Trust the new one only if it is the same.</source>
        <translation>%1 관리자에게 물어보십시오. 노드에서 &quot;atolld fingerprint&quot;를 실행하면 올바른 지문이 표시됩니다. 같을 때만 새 인증서를 신뢰하십시오.</translation>
    </message>
    <message>
        <source>I have &amp;compared it on the node</source>
        <translation>노드에서 비교했습니다(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Trust the new one</source>
        <translation>새 인증서를 신뢰(&amp;T)</translation>
    </message>
</context>
<context>
    <name>Atoll::UsageGraphs</name>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>used</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>read</source>
        <translation>읽기</translation>
    </message>
    <message>
        <source>written</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>in</source>
        <translation>수신</translation>
    </message>
    <message>
        <source>out</source>
        <translation>송신</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n core(s)</source>
        <translation>
            <numerusform>CPU, 코어 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Memory, %1</source>
        <translation>메모리, %1</translation>
    </message>
    <message>
        <source>No history of usage</source>
        <translation>사용량 기록이 없습니다</translation>
    </message>
</context>
<context>
    <name>Atoll::VolumeModel</name>
    <message>
        <source>nobody</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>볼륨</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>차지하는 공간</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>사용 게스트</translation>
    </message>
</context>
<context>
    <name>Atoll::WallArea</name>
    <message>
        <source>Wall</source>
        <translation>상황판</translation>
    </message>
    <message>
        <source>Live pictures of all guests</source>
        <translation>모든 게스트의 실시간 화면</translation>
    </message>
    <message>
        <source>Wall of its guests</source>
        <translation>게스트 상황판</translation>
    </message>
    <message>
        <source>Show on a wall</source>
        <translation>상황판에 표시</translation>
    </message>
    <message numerus="yes">
        <source>A wall of chosen guests shows at most %Ln. Use a filter for more.</source>
        <translation>
            <numerusform>선택한 게스트의 상황판에는 최대 %Ln개까지 표시됩니다. 더 보려면 필터를 사용하세요.</numerusform>
        </translation>
    </message>
    <message>
        <source>Wall: %1</source>
        <translation>상황판: %1</translation>
    </message>
    <message>
        <source>View of guests</source>
        <translation>게스트 보기</translation>
    </message>
</context>
<context>
    <name>Atoll::WallPage</name>
    <message>
        <source>Wall on full screen</source>
        <translation>상황판 전체 화면</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>상황판</translation>
    </message>
    <message>
        <source>Show the wall on a whole screen (%1)</source>
        <translation>상황판을 전체 화면으로 표시(%1)</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>화면 크기</translation>
    </message>
    <message>
        <source>Order of the pictures</source>
        <translation>화면 순서</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>이름순</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>상태별</translation>
    </message>
    <message>
        <source>By CPU</source>
        <translation>CPU순</translation>
    </message>
    <message>
        <source>By memory use</source>
        <translation>메모리 사용순</translation>
    </message>
    <message>
        <source>By node</source>
        <translation>노드별</translation>
    </message>
    <message>
        <source>By cluster</source>
        <translation>클러스터별</translation>
    </message>
    <message>
        <source>Latest change first</source>
        <translation>최근 변경순</translation>
    </message>
    <message>
        <source>The wall is on full screen.</source>
        <translation>상황판이 전체 화면으로 표시되고 있습니다.</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>되돌리기</translation>
    </message>
    <message numerus="yes">
        <source>%Ln guest(s)</source>
        <translation>
            <numerusform>게스트 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>Wall: %1</source>
        <translation>상황판: %1</translation>
    </message>
    <message>
        <source>Nothing matches “%1”.</source>
        <translation>“%1”과(와) 일치하는 것이 없습니다.</translation>
    </message>
    <message>
        <source>No guests yet. They are here as soon as a connected cluster has some.</source>
        <translation>아직 게스트가 없습니다. 연결된 클러스터에 게스트가 생기면 바로 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>None of these guests is there any more.</source>
        <translation>이 게스트들은 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>%1 – Atoll</source>
        <comment>window title</comment>
        <translation>%1 – Atoll</translation>
    </message>
    <message>
        <source>Filter: words, tag:web, state:running, memory&gt;8G  (%1)</source>
        <translation>필터: 낱말, tag:web, state:running, memory&gt;8G  (%1)</translation>
    </message>
</context>
<context>
    <name>Attention</name>
    <message>
        <source>%1 on %2 does not answer</source>
        <translation>%2의 %1이(가) 응답하지 않습니다</translation>
    </message>
    <message numerus="yes">
        <source>the state of %n guest(s) is not known</source>
        <translation>
            <numerusform>게스트 %n개의 상태를 알 수 없습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>See whether it runs on the node.</source>
        <translation>노드에서 실행 중인지 확인하십시오.</translation>
    </message>
    <message>
        <source>Node %1 is offline</source>
        <translation>노드 %1이(가) 오프라인입니다</translation>
    </message>
    <message>
        <source>Check its power and network; the agent connects by itself.</source>
        <translation>전원과 네트워크를 확인하십시오. 에이전트는 스스로 연결합니다.</translation>
    </message>
    <message>
        <source>Memory of node %1 is nearly full</source>
        <translation>노드 %1의 메모리가 거의 찼습니다</translation>
    </message>
    <message>
        <source>Shut a guest down, or move one to another node.</source>
        <translation>게스트를 종료하거나 다른 노드로 옮기십시오.</translation>
    </message>
    <message>
        <source>%1 has crashed</source>
        <translation>%1이(가) 비정상 종료되었습니다</translation>
    </message>
    <message>
        <source>The state of %1 is not known</source>
        <translation>%1의 상태를 알 수 없습니다</translation>
    </message>
    <message>
        <source>Look at its tasks and logs, then start it again.</source>
        <translation>작업과 로그를 살펴본 뒤 다시 시작하십시오.</translation>
    </message>
    <message>
        <source>See whether its node and the engine on it answer.</source>
        <translation>노드와 그 엔진이 응답하는지 확인하십시오.</translation>
    </message>
    <message>
        <source>Storage %1 on %2 is not available</source>
        <translation>%2의 스토리지 %1을(를) 사용할 수 없습니다</translation>
    </message>
    <message>
        <source>Storage %1 on %2 is not available: %3</source>
        <translation>%2의 스토리지 %1을(를) 사용할 수 없음: %3</translation>
    </message>
    <message>
        <source>See that %1 is there, mounted and writable on the node.</source>
        <translation>노드에 %1이(가) 있고 마운트되어 있으며 쓸 수 있는지 확인하십시오.</translation>
    </message>
    <message>
        <source>Storage %1 on %2 is full</source>
        <translation>%2의 스토리지 %1이(가) 가득 찼습니다</translation>
    </message>
    <message>
        <source>Storage %1 on %2 is nearly full</source>
        <translation>%2의 스토리지 %1이(가) 거의 찼습니다</translation>
    </message>
    <message>
        <source>Delete volumes that no guest uses, or make it larger; guests stop when it is full.</source>
        <translation>게스트가 쓰지 않는 볼륨을 삭제하거나 용량을 늘리십시오. 가득 차면 게스트가 멈춥니다.</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 실패</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 실패: %2</translation>
    </message>
    <message>
        <source>Its log among the tasks tells more.</source>
        <translation>작업 목록의 로그에 자세한 내용이 있습니다.</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2</source>
        <translation>%1에 연결할 수 없음: %2</translation>
    </message>
    <message>
        <source>See whether the node runs and its port is open. Atoll goes on trying by itself.</source>
        <translation>노드가 실행 중이고 포트가 열려 있는지 확인하십시오. Atoll은 계속 스스로 시도합니다.</translation>
    </message>
    <message>
        <source>The certificate of %1 has changed</source>
        <translation>%1의 인증서가 바뀌었습니다</translation>
    </message>
    <message>
        <source>Open it and compare the fingerprints. Nothing is sent until you trust the new one.</source>
        <translation>열어서 지문을 비교하십시오. 새 인증서를 신뢰할 때까지 아무것도 보내지 않습니다.</translation>
    </message>
    <message>
        <source>Nobody has confirmed the certificate of %1 yet</source>
        <translation>%1의 인증서를 아직 아무도 확인하지 않았습니다</translation>
    </message>
    <message>
        <source>Open it and compare the fingerprint with what “atolld fingerprint” says on the node.</source>
        <translation>열어서 노드에서 “atolld fingerprint”가 보여 주는 지문과 비교하십시오.</translation>
    </message>
    <message>
        <source>You are not logged in to %1</source>
        <translation>%1에 로그인하지 않았습니다</translation>
    </message>
    <message>
        <source>Your login to %1 has ended</source>
        <translation>%1의 로그인이 만료되었습니다</translation>
    </message>
    <message>
        <source>Open it and log in.</source>
        <translation>열어서 로그인하십시오.</translation>
    </message>
</context>
<context>
    <name>Cluster</name>
    <message>
        <source>Forget cluster</source>
        <translation>클러스터 잊기</translation>
    </message>
    <message>
        <source>Forget %1?</source>
        <translation>%1을(를) 잊을까요?</translation>
    </message>
    <message>
        <source>Its login, fingerprint and offline copy are removed from this computer. The cluster itself and its guests are not touched.</source>
        <translation>이 컴퓨터에서 로그인, 지문, 오프라인 사본을 지웁니다. 클러스터와 게스트는 그대로입니다.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>잊기</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>연결 끊기</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>로그아웃</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>잊기…</translation>
    </message>
    <message>
        <source>Stay disconnected until asked; the offline copy is kept</source>
        <translation>요청할 때까지 연결하지 않습니다. 오프라인 사본은 남습니다</translation>
    </message>
    <message>
        <source>End the session and forget its password</source>
        <translation>세션을 끝내고 암호를 지웁니다</translation>
    </message>
    <message>
        <source>Connect now</source>
        <translation>지금 연결</translation>
    </message>
    <message>
        <source>It is connected already.</source>
        <translation>이미 연결되어 있습니다.</translation>
    </message>
</context>
<context>
    <name>ClusterSummary</name>
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
    <name>ConsoleLayouts</name>
    <message>
        <source>a layout needs a name</source>
        <translation>배치에 이름이 필요합니다</translation>
    </message>
    <message>
        <source>a guest can have %1 layouts</source>
        <translation>게스트마다 배치를 %1개까지 저장할 수 있습니다</translation>
    </message>
    <message>
        <source>Delete one first.</source>
        <translation>먼저 하나를 삭제하세요.</translation>
    </message>
    <message>
        <source>there is a layout “%1” already</source>
        <translation>배치 “%1”이(가) 이미 있습니다</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>다른 이름을 선택하세요.</translation>
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
    <name>Drop</name>
    <message>
        <source>It is at %1 already.</source>
        <translation>이미 %1에 있습니다.</translation>
    </message>
    <message>
        <source>Drop to put it at the site %1</source>
        <translation>놓으면 사이트 %1에 둡니다</translation>
    </message>
    <message>
        <source>It is there already.</source>
        <translation>이미 그곳에 있습니다.</translation>
    </message>
    <message>
        <source>Guests cannot be moved to another node yet. Export and import do it while they are off.</source>
        <translation>아직 게스트를 다른 노드로 옮길 수 없습니다. 꺼져 있는 동안 내보내기와 가져오기로 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Guests cannot be moved to another cluster yet. Export and import do it while they are off.</source>
        <translation>아직 게스트를 다른 클러스터로 옮길 수 없습니다. 꺼져 있는 동안 내보내기와 가져오기로 할 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>FileDrop</name>
    <message>
        <source>your role may not use the guest agent</source>
        <translation>이 역할로는 게스트 에이전트를 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>the guest agent is too slow for more than %1</source>
        <translation>게스트 에이전트는 느려서 %1까지만 보낼 수 있습니다</translation>
    </message>
    <message>
        <source>asking the guest agent…</source>
        <translation>게스트 에이전트에 묻는 중…</translation>
    </message>
    <message>
        <source>the guest agent does not answer; install qemu-guest-agent in the guest</source>
        <translation>게스트 에이전트가 응답하지 않습니다. 게스트에 qemu-guest-agent를 설치하십시오</translation>
    </message>
    <message>
        <source>the guest agent is set up not to write files</source>
        <translation>게스트 에이전트가 파일을 쓰지 않도록 설정되어 있습니다</translation>
    </message>
    <message>
        <source>into /tmp, in Windows into Public Downloads</source>
        <translation>/tmp에, Windows에서는 공용 다운로드에</translation>
    </message>
    <message>
        <source>your role may not change the guest and its storage</source>
        <translation>이 역할로는 게스트와 저장소를 바꿀 수 없습니다</translation>
    </message>
    <message>
        <source>reading the hardware…</source>
        <translation>하드웨어를 읽는 중…</translation>
    </message>
    <message>
        <source>the guest is not managed by Atoll: adopt it first</source>
        <translation>Atoll이 관리하지 않는 게스트입니다. 먼저 가져오십시오</translation>
    </message>
    <message>
        <source>the guest has no CD drive; add one in its hardware</source>
        <translation>게스트에 CD 드라이브가 없습니다. 하드웨어에서 추가하십시오</translation>
    </message>
    <message>
        <source>there is no storage that can be used now</source>
        <translation>지금 쓸 수 있는 저장소가 없습니다</translation>
    </message>
    <message>
        <source>in drive %1, which is empty</source>
        <translation>비어 있는 %1 드라이브에</translation>
    </message>
    <message>
        <source>in drive %1, instead of %2</source>
        <translation>%1 드라이브에, %2 대신</translation>
    </message>
    <message>
        <source>into the folder of who is logged in there</source>
        <translation>게스트에 로그인한 사용자의 폴더에</translation>
    </message>
    <message>
        <source>there is no connection to the cluster</source>
        <translation>클러스터에 연결되어 있지 않습니다</translation>
    </message>
</context>
<context>
    <name>FindKey</name>
    <message>
        <source>Find in the page</source>
        <translation>페이지에서 찾기</translation>
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
    <message>
        <source>Its state is not known since %1</source>
        <translation>%1부터 상태를 알 수 없습니다</translation>
    </message>
    <message>
        <source>%1 on %2 does not answer; the guest itself may well run on.</source>
        <translation>%2의 %1이(가) 응답하지 않습니다. 게스트 자체는 계속 실행 중일 수 있습니다.</translation>
    </message>
    <message>
        <source>%1 failed %2</source>
        <translation>%1 실패 %2</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>Shutting down</source>
        <translation>종료하는 중</translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation>비정상 종료</translation>
    </message>
    <message>
        <source>Suspended to disk</source>
        <translation>디스크에 저장됨</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>state, duration</comment>
        <translation>%2 동안 %1</translation>
    </message>
    <message>
        <source>It has crashed</source>
        <translation>비정상 종료되었습니다</translation>
    </message>
    <message>
        <source>Its system stopped by itself. Look at the console, then start it again.</source>
        <translation>시스템이 스스로 멈췄습니다. 콘솔을 확인한 뒤 다시 시작하십시오.</translation>
    </message>
    <message>
        <source>It is paused</source>
        <translation>일시 정지 상태입니다</translation>
    </message>
    <message>
        <source>Its CPUs stand still; nothing inside goes on.</source>
        <translation>CPU가 멈춰 있어 내부에서는 아무것도 진행되지 않습니다.</translation>
    </message>
    <message>
        <source>Another tool defined it</source>
        <translation>다른 도구가 정의함</translation>
    </message>
    <message>
        <source>It can be used as it is. Adopt it to change its hardware here, with history; it runs on untouched.</source>
        <translation>그대로 사용할 수 있습니다. 여기서 하드웨어를 변경하고 기록을 남기려면 관리 대상으로 만드십시오. 실행은 그대로 계속됩니다.</translation>
    </message>
    <message>
        <source>It lives only while it runs</source>
        <translation>실행되는 동안에만 존재합니다</translation>
    </message>
    <message>
        <source>The other tool did not save its definition: switched off, it is gone.</source>
        <translation>다른 도구가 정의를 저장하지 않았습니다. 끄면 사라집니다.</translation>
    </message>
    <message>
        <source>It is emulated</source>
        <translation>에뮬레이션으로 실행됩니다</translation>
    </message>
    <message>
        <source>%1 offers no hardware virtualization (KVM), so it runs many times slower.</source>
        <translation>%1에는 하드웨어 가상화(KVM)가 없어 몇 배 느리게 실행됩니다.</translation>
    </message>
    <message>
        <source>It is shutting down.</source>
        <translation>종료하는 중입니다.</translation>
    </message>
    <message>
        <source>Hibernate</source>
        <translation>최대 절전</translation>
    </message>
    <message>
        <source>Save its memory on disk and switch off; Start goes on there</source>
        <translation>메모리를 디스크에 저장하고 끕니다. 시작하면 이어서 실행됩니다</translation>
    </message>
    <message>
        <source>Atoll does not manage it; adopt it first.</source>
        <translation>Atoll이 관리하지 않습니다. 먼저 편입하세요.</translation>
    </message>
    <message>
        <source>Disks…</source>
        <translation>디스크…</translation>
    </message>
    <message>
        <source>Move, detach, give away or delete its disks</source>
        <translation>디스크를 이동, 분리, 재할당 또는 삭제합니다</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Save it on this computer as an OVA, or its disk as qcow2</source>
        <translation>이 컴퓨터에 OVA로, 또는 디스크를 qcow2로 저장합니다</translation>
    </message>
    <message>
        <source>Another tool defined it; adopt it first.</source>
        <translation>다른 도구가 정의했습니다. 먼저 가져오세요.</translation>
    </message>
    <message>
        <source>It is no template.</source>
        <translation>템플릿이 아닙니다.</translation>
    </message>
    <message>
        <source>It is a template, which never changes.</source>
        <translation>템플릿은 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>It is a template already.</source>
        <translation>이미 템플릿입니다.</translation>
    </message>
    <message>
        <source>Take snapshot…</source>
        <translation>스냅샷 만들기…</translation>
    </message>
    <message>
        <source>Keep what it is now, to come back to it</source>
        <translation>현재 상태를 보관하여 나중에 되돌아올 수 있게 합니다</translation>
    </message>
    <message>
        <source>Clone…</source>
        <translation>복제…</translation>
    </message>
    <message>
        <source>Make a guest like it</source>
        <translation>이것과 같은 게스트를 만듭니다</translation>
    </message>
    <message>
        <source>Make template</source>
        <translation>템플릿으로 만들기</translation>
    </message>
    <message>
        <source>It does not start any more; clones are made of it</source>
        <translation>더 이상 시작되지 않으며 복제의 원본이 됩니다</translation>
    </message>
    <message>
        <source>Make guest of it again</source>
        <translation>다시 게스트로 만들기</translation>
    </message>
    <message>
        <source>It can start again; linked clones of it are not possible any more</source>
        <translation>다시 시작할 수 있지만 연결된 복제는 더 이상 만들 수 없습니다</translation>
    </message>
    <message>
        <source>No memory of it is saved.</source>
        <translation>저장된 메모리가 없습니다.</translation>
    </message>
    <message>
        <source>Start without its saved memory…</source>
        <translation>저장된 메모리 없이 시작…</translation>
    </message>
    <message>
        <source>Discard the memory that hibernating saved; it boots as after a power cut</source>
        <translation>절전에서 저장한 메모리를 버립니다. 정전 뒤처럼 부팅합니다</translation>
    </message>
    <message>
        <source>It has neither a display nor a serial port.</source>
        <translation>디스플레이도 시리얼 포트도 없습니다.</translation>
    </message>
    <message>
        <source>Change many…</source>
        <translation>여러 개 한꺼번에 변경…</translation>
    </message>
    <message>
        <source>Do one thing to all of them: power, snapshots, tags, settings</source>
        <translation>모두에 같은 작업 하기: 전원, 스냅숏, 태그, 설정</translation>
    </message>
</context>
<context>
    <name>GuestKeys</name>
    <message>
        <source>Remove the device, or take it back</source>
        <translation>장치 제거 또는 제거 취소</translation>
    </message>
    <message>
        <source>Earlier in the order</source>
        <translation>순서 앞으로</translation>
    </message>
    <message>
        <source>Later in the order</source>
        <translation>순서 뒤로</translation>
    </message>
    <message>
        <source>Delete the snapshot</source>
        <translation>스냅샷 삭제</translation>
    </message>
    <message>
        <source>Full screen on several screens</source>
        <translation>여러 화면에 전체 화면으로</translation>
    </message>
    <message>
        <source>Show all monitors</source>
        <translation>모든 모니터 표시</translation>
    </message>
    <message>
        <source>Add a monitor</source>
        <translation>모니터 추가</translation>
    </message>
    <message>
        <source>Save the console&apos;s windows</source>
        <translation>콘솔 창 배치 저장</translation>
    </message>
    <message>
        <source>Take the entry out of the list</source>
        <translation>목록에서 항목 빼기</translation>
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
    <message>
        <source>%1/s</source>
        <comment>per second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>what suits the system</source>
        <translation>시스템에 맞게</translation>
    </message>
    <message>
        <source>Standard VGA</source>
        <translation>표준 VGA</translation>
    </message>
    <message>
        <source>VirtIO with 3D (virgl)</source>
        <translation>VirtIO 3D(virgl)</translation>
    </message>
    <message>
        <source>VMware compatible</source>
        <translation>VMware 호환</translation>
    </message>
    <message>
        <source>Cirrus (very old systems)</source>
        <translation>Cirrus(아주 오래된 시스템)</translation>
    </message>
    <message>
        <source>none, the console is the serial port</source>
        <translation>없음, 콘솔은 직렬 포트</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>a named one can move between different nodes</source>
        <translation>이름을 정하면 서로 다른 노드 사이를 이동할 수 있음</translation>
    </message>
    <message>
        <source>Plugged in at start</source>
        <translation>시작할 때 꽂힘</translation>
    </message>
    <message>
        <source>all</source>
        <translation>전부</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>기능</translation>
    </message>
    <message>
        <source>as the model has them</source>
        <translation>모델 그대로</translation>
    </message>
    <message>
        <source>on top of the model: + forces one on, - off</source>
        <translation>모델에 더해: +는 켜고 -는 끔</translation>
    </message>
    <message>
        <source>NUMA</source>
        <translation>NUMA</translation>
    </message>
    <message>
        <source>a node of memory for each socket</source>
        <translation>소켓마다 메모리 노드 하나</translation>
    </message>
    <message>
        <source>Host CPUs</source>
        <translation>호스트 CPU</translation>
    </message>
    <message>
        <source>as 0-3,8</source>
        <translation>예: 0-3,8</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>제한</translation>
    </message>
    <message>
        <source>100 % is one core</source>
        <translation>100 %가 코어 하나</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>100 is normal; counts when CPUs are scarce</source>
        <translation>100이 보통, CPU가 모자랄 때 적용</translation>
    </message>
    <message>
        <source>at most %1 %</source>
        <translation>최대 %1 %</translation>
    </message>
    <message>
        <source>Balloon</source>
        <translation>벌룬</translation>
    </message>
    <message>
        <source>tells how much is used, can give back</source>
        <translation>사용량을 알리고 메모리를 돌려줄 수 있음</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>최소</translation>
    </message>
    <message>
        <source>the balloon takes nothing</source>
        <translation>벌룬이 가져가지 않음</translation>
    </message>
    <message>
        <source>down to here it gives memory back when the node is short</source>
        <translation>노드에 메모리가 모자라면 여기까지 돌려줌</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>지분</translation>
    </message>
    <message>
        <source>1000 is normal; counts when memory is scarce</source>
        <translation>1000이 보통, 메모리가 모자랄 때 적용</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>최대</translation>
    </message>
    <message>
        <source>cannot grow while it runs</source>
        <translation>실행 중에 늘릴 수 없음</translation>
    </message>
    <message>
        <source>up to here memory can be added while it runs</source>
        <translation>실행 중에 여기까지 메모리를 늘릴 수 있음</translation>
    </message>
    <message>
        <source>Huge pages</source>
        <translation>대형 페이지</translation>
    </message>
    <message>
        <source>the node&apos;s default size</source>
        <translation>노드의 기본 크기</translation>
    </message>
    <message>
        <source>the node must have set them aside</source>
        <translation>노드에 미리 마련되어 있어야 함</translation>
    </message>
    <message>
        <source>Merge equal pages (KSM)</source>
        <translation>같은 페이지 합치기(KSM)</translation>
    </message>
    <message>
        <source>Shared with the host</source>
        <translation>호스트와 공유</translation>
    </message>
    <message>
        <source>set by itself for shared directories</source>
        <translation>공유 디렉터리에는 저절로 설정됨</translation>
    </message>
    <message>
        <source>%1, at least %2</source>
        <translation>%1, 최소 %2</translation>
    </message>
    <message>
        <source>%1, up to %2</source>
        <translation>%1, 최대 %2</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>화면</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>그래픽 카드</translation>
    </message>
    <message>
        <source>the console uses it</source>
        <translation>콘솔이 사용함</translation>
    </message>
    <message>
        <source>several monitors, sound and USB in a SPICE viewer</source>
        <translation>SPICE 뷰어에서 여러 모니터, 소리, USB</translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation>모니터</translation>
    </message>
    <message>
        <source>more than one with QXL or VirtIO</source>
        <translation>QXL이나 VirtIO일 때 여러 대</translation>
    </message>
    <message>
        <source>Video memory</source>
        <translation>비디오 메모리</translation>
    </message>
    <message>
        <source>default</source>
        <translation>기본</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>클립보드</translation>
    </message>
    <message>
        <source>between console and guest</source>
        <translation>콘솔과 게스트 사이</translation>
    </message>
    <message>
        <source>default card</source>
        <translation>기본 카드</translation>
    </message>
    <message numerus="yes">
        <source>%n monitor(s)</source>
        <translation>
            <numerusform>모니터 %n대</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (IOMMU group %2)</source>
        <translation>%1(IOMMU 그룹 %2)</translation>
    </message>
    <message>
        <source>the node has no IOMMU: switch it on in firmware and kernel first</source>
        <translation>노드에 IOMMU가 없음: 먼저 펌웨어와 커널에서 켜세요</translation>
    </message>
    <message>
        <source>%1 has it, too: only one of both can run</source>
        <translation>%1도 가지고 있음: 둘 중 하나만 실행할 수 있음</translation>
    </message>
    <message>
        <source>goes only together with %1: the same IOMMU group</source>
        <translation>%1와(과) 함께만 넘길 수 있음: 같은 IOMMU 그룹</translation>
    </message>
    <message>
        <source>the node uses it: it is taken away when the guest starts</source>
        <translation>노드가 사용 중: 게스트가 시작하면 노드에서 빠짐</translation>
    </message>
    <message>
        <source>USB device %1</source>
        <translation>USB 장치 %1</translation>
    </message>
    <message>
        <source>Mapping</source>
        <translation>매핑</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>vendor and product as 046d:c52b, or the port as 1-2.3</source>
        <translation>046d:c52b 같은 제조사와 제품, 또는 1-2.3 같은 포트</translation>
    </message>
    <message>
        <source>what the viewer hands over</source>
        <translation>뷰어가 넘기는 장치</translation>
    </message>
    <message>
        <source>none chosen</source>
        <translation>선택 안 됨</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>device of the node</source>
        <translation>노드의 장치</translation>
    </message>
    <message>
        <source>port for a SPICE viewer</source>
        <translation>SPICE 뷰어용 포트</translation>
    </message>
    <message>
        <source>mapping of the cluster</source>
        <translation>클러스터 매핑</translation>
    </message>
    <message>
        <source>PCI device %1</source>
        <translation>PCI 장치 %1</translation>
    </message>
    <message>
        <source>by mapping</source>
        <translation>매핑으로</translation>
    </message>
    <message>
        <source>a name that stands for a device on each node</source>
        <translation>각 노드의 장치를 가리키는 이름</translation>
    </message>
    <message>
        <source>First display</source>
        <translation>첫 화면</translation>
    </message>
    <message>
        <source>ROM of the device</source>
        <translation>장치의 ROM</translation>
    </message>
    <message>
        <source>Mediated type</source>
        <translation>중개 유형</translation>
    </message>
    <message>
        <source>the whole device</source>
        <translation>장치 전체</translation>
    </message>
    <message>
        <source>a part of it (vGPU)</source>
        <translation>장치의 일부(vGPU)</translation>
    </message>
    <message>
        <source>Shared directory %1</source>
        <translation>공유 디렉터리 %1</translation>
    </message>
    <message>
        <source>Name in the guest</source>
        <translation>게스트에서의 이름</translation>
    </message>
    <message>
        <source>mount -t virtiofs %1 /mnt</source>
        <translation>mount -t virtiofs %1 /mnt</translation>
    </message>
    <message>
        <source>Directory on the node</source>
        <translation>노드의 디렉터리</translation>
    </message>
    <message>
        <source>your role does not include %1</source>
        <translation>역할에 %1이(가) 없음</translation>
    </message>
    <message>
        <source>a name that stands for a directory on each node</source>
        <translation>각 노드의 디렉터리를 가리키는 이름</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>읽기 전용</translation>
    </message>
    <message>
        <source>Shared memory %1</source>
        <translation>공유 메모리 %1</translation>
    </message>
    <message>
        <source>the same in all guests that share it</source>
        <translation>공유하는 모든 게스트에서 같은 이름</translation>
    </message>
    <message>
        <source>a power of two</source>
        <translation>2의 거듭제곱</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1(%2)</translation>
    </message>
    <message>
        <source>a new one</source>
        <translation>새로 만들기</translation>
    </message>
    <message>
        <source>as large as it is, no snapshots inside</source>
        <translation>전체 크기를 차지, 내부 스냅숏 없음</translation>
    </message>
    <message>
        <source>grows as it fills, has snapshots</source>
        <translation>채워지는 만큼 커짐, 스냅숏 가능</translation>
    </message>
    <message>
        <source>VirtIO needs a driver in the guest</source>
        <translation>VirtIO는 게스트에 드라이버가 필요함</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>디스카드</translation>
    </message>
    <message>
        <source>what the guest trims is free in the storage again</source>
        <translation>게스트가 비운 공간은 저장소에서도 비워짐</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>캐시</translation>
    </message>
    <message>
        <source>default (none)</source>
        <translation>기본(없음)</translation>
    </message>
    <message>
        <source>write through</source>
        <translation>라이트 스루</translation>
    </message>
    <message>
        <source>write back</source>
        <translation>라이트 백</translation>
    </message>
    <message>
        <source>direct sync</source>
        <translation>다이렉트 싱크</translation>
    </message>
    <message>
        <source>unsafe, for data that may be lost</source>
        <translation>안전하지 않음, 잃어도 되는 데이터용</translation>
    </message>
    <message>
        <source>Input and output</source>
        <translation>입출력</translation>
    </message>
    <message>
        <source>native</source>
        <translation>네이티브</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>스레드</translation>
    </message>
    <message>
        <source>Shown as SSD</source>
        <translation>SSD로 표시</translation>
    </message>
    <message>
        <source>not on a VirtIO bus</source>
        <translation>VirtIO 버스에서는 안 됨</translation>
    </message>
    <message>
        <source>Thread of its own</source>
        <translation>전용 스레드</translation>
    </message>
    <message>
        <source>only on VirtIO buses</source>
        <translation>VirtIO 버스에서만</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>일련번호</translation>
    </message>
    <message>
        <source>In backups</source>
        <translation>백업에 포함</translation>
    </message>
    <message>
        <source>In replication</source>
        <translation>복제에 포함</translation>
    </message>
    <message>
        <source>requests/s</source>
        <translation>요청/s</translation>
    </message>
    <message>
        <source>Read limit</source>
        <translation>읽기 제한</translation>
    </message>
    <message>
        <source>Read limit, burst</source>
        <translation>읽기 제한, 버스트</translation>
    </message>
    <message>
        <source>Write limit</source>
        <translation>쓰기 제한</translation>
    </message>
    <message>
        <source>Write limit, burst</source>
        <translation>쓰기 제한, 버스트</translation>
    </message>
    <message>
        <source>Read requests</source>
        <translation>읽기 요청</translation>
    </message>
    <message>
        <source>Read requests, burst</source>
        <translation>읽기 요청, 버스트</translation>
    </message>
    <message>
        <source>Write requests</source>
        <translation>쓰기 요청</translation>
    </message>
    <message>
        <source>Write requests, burst</source>
        <translation>쓰기 요청, 버스트</translation>
    </message>
    <message>
        <source>Length of a burst</source>
        <translation>버스트 길이</translation>
    </message>
    <message>
        <source>s</source>
        <comment>seconds</comment>
        <translation>초</translation>
    </message>
    <message>
        <source>one second</source>
        <translation>1초</translation>
    </message>
    <message>
        <source>when the disk was quiet before</source>
        <translation>그 전에 디스크가 한가했을 때</translation>
    </message>
    <message>
        <source>VLAN %1</source>
        <translation>VLAN %1</translation>
    </message>
    <message>
        <source>at most %1/s</source>
        <comment>a rate</comment>
        <translation>최대 %1/s</translation>
    </message>
    <message>
        <source>unplugged</source>
        <translation>뽑힘</translation>
    </message>
    <message>
        <source>VLAN</source>
        <translation>VLAN</translation>
    </message>
    <message>
        <source>Tagged VLANs</source>
        <translation>태그된 VLAN</translation>
    </message>
    <message>
        <source>as 10, 20; the guest sees their tags</source>
        <translation>예: 10, 20. 게스트가 태그를 봄</translation>
    </message>
    <message>
        <source>in each direction</source>
        <translation>각 방향으로</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>큐</translation>
    </message>
    <message>
        <source>one</source>
        <translation>하나</translation>
    </message>
    <message>
        <source>VirtIO only; as many as cores is good for busy cards</source>
        <translation>VirtIO만. 바쁜 카드는 코어 수만큼이 좋음</translation>
    </message>
    <message>
        <source>Largest packet (MTU)</source>
        <translation>최대 패킷(MTU)</translation>
    </message>
    <message>
        <source>as the bridge</source>
        <translation>브리지와 같음</translation>
    </message>
    <message>
        <source>VirtIO only</source>
        <translation>VirtIO만</translation>
    </message>
    <message>
        <source>Firewall</source>
        <translation>방화벽</translation>
    </message>
    <message>
        <source>the firewall&apos;s rules apply to it</source>
        <translation>방화벽 규칙이 적용됨</translation>
    </message>
    <message>
        <source>must be numbers from 1 to 4094, as 10, 20</source>
        <translation>1부터 4094까지의 숫자여야 합니다(예: 10, 20)</translation>
    </message>
    <message>
        <source>must keep one device</source>
        <translation>장치 하나는 남아 있어야 합니다</translation>
    </message>
    <message>
        <source>reset it</source>
        <translation>리셋</translation>
    </message>
    <message>
        <source>ask it to shut down</source>
        <translation>종료 요청</translation>
    </message>
    <message>
        <source>switch it off</source>
        <translation>전원 끄기</translation>
    </message>
    <message>
        <source>pause it</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>only note it</source>
        <translation>기록만</translation>
    </message>
    <message>
        <source>write a memory dump</source>
        <translation>메모리 덤프 기록</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>쉼표로 구분</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>chooses defaults that suit it</source>
        <translation>알맞은 기본값을 고름</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>보호</translation>
    </message>
    <message>
        <source>it cannot be deleted</source>
        <translation>삭제할 수 없음</translation>
    </message>
    <message>
        <source>Start order</source>
        <translation>시작 순서</translation>
    </message>
    <message>
        <source>any time</source>
        <translation>아무 때나</translation>
    </message>
    <message>
        <source>lower starts first and ends last</source>
        <translation>작은 수가 먼저 시작하고 나중에 종료</translation>
    </message>
    <message>
        <source>Wait after its start</source>
        <translation>시작 후 대기</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>before the next guest starts</source>
        <translation>다음 게스트가 시작하기 전</translation>
    </message>
    <message>
        <source>Time to shut down</source>
        <translation>종료 시간</translation>
    </message>
    <message>
        <source>then it is switched off</source>
        <translation>그 뒤에는 전원을 끔</translation>
    </message>
    <message>
        <source>UEFI with Secure Boot</source>
        <translation>UEFI(보안 부팅)</translation>
    </message>
    <message>
        <source>TPM 2.0</source>
        <translation>TPM 2.0</translation>
    </message>
    <message>
        <source>Windows 11 asks for one</source>
        <translation>Windows 11에 필요함</translation>
    </message>
    <message>
        <source>q35, newest</source>
        <translation>q35, 최신</translation>
    </message>
    <message>
        <source>a version, as pc-q35-7.2, keeps the hardware as it is for good</source>
        <translation>pc-q35-7.2처럼 버전을 정하면 하드웨어가 그대로 유지됨</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>아키텍처</translation>
    </message>
    <message>
        <source>the node&apos;s own</source>
        <translation>노드와 같음</translation>
    </message>
    <message>
        <source>another than the node&apos;s is emulated, which is slow</source>
        <translation>노드와 다르면 에뮬레이션되어 느림</translation>
    </message>
    <message>
        <source>Hyper-V features</source>
        <translation>Hyper-V 기능</translation>
    </message>
    <message>
        <source>make Windows quicker</source>
        <translation>Windows를 빠르게 함</translation>
    </message>
    <message>
        <source>Generation id</source>
        <translation>세대 ID</translation>
    </message>
    <message>
        <source>tells the guest that it was cloned or rolled back</source>
        <translation>복제되거나 되돌려졌음을 게스트에 알림</translation>
    </message>
    <message>
        <source>Boot order</source>
        <translation>부팅 순서</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>시도 안 함</translation>
    </message>
    <message>
        <source>Automatic: disks, CDs, network</source>
        <translation>자동: 디스크, CD, 네트워크</translation>
    </message>
    <message>
        <source>Small devices</source>
        <translation>작은 장치</translation>
    </message>
    <message>
        <source>Line to the guest agent</source>
        <translation>게스트 에이전트 연결</translation>
    </message>
    <message>
        <source>addresses, clean snapshots, passwords</source>
        <translation>주소, 깨끗한 스냅숏, 암호</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>소리</translation>
    </message>
    <message>
        <source>Watchdog</source>
        <translation>워치독</translation>
    </message>
    <message>
        <source>iTCO (q35)</source>
        <translation>iTCO(q35)</translation>
    </message>
    <message>
        <source>acts when the guest&apos;s system hangs</source>
        <translation>게스트 시스템이 멈추면 작동</translation>
    </message>
    <message>
        <source>When it hangs</source>
        <translation>멈추었을 때</translation>
    </message>
    <message>
        <source>Serial ports</source>
        <translation>직렬 포트</translation>
    </message>
    <message>
        <source>Random numbers</source>
        <translation>난수</translation>
    </message>
    <message>
        <source>from the host, so that nothing waits for chance</source>
        <translation>호스트에서 가져와 난수를 기다리지 않음</translation>
    </message>
    <message>
        <source>Absolute pointer</source>
        <translation>절대 좌표 포인터</translation>
    </message>
    <message>
        <source>the pointer is where the console shows it</source>
        <translation>포인터가 콘솔에 보이는 자리에 있음</translation>
    </message>
    <message>
        <source>guest agent</source>
        <translation>게스트 에이전트</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>소리</translation>
    </message>
    <message>
        <source>watchdog</source>
        <translation>워치독</translation>
    </message>
    <message numerus="yes">
        <source>%n serial port(s)</source>
        <translation>
            <numerusform>직렬 포트 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Expert</source>
        <translation>전문가</translation>
    </message>
    <message>
        <source>Hook script</source>
        <translation>훅 스크립트</translation>
    </message>
    <message>
        <source>program on the node, run before and after start and stop</source>
        <translation>시작과 정지 전후에 실행되는 노드의 프로그램</translation>
    </message>
    <message>
        <source>QEMU arguments</source>
        <translation>QEMU 인수</translation>
    </message>
    <message>
        <source>one a line, passed as they are</source>
        <translation>한 줄에 하나, 그대로 전달됨</translation>
    </message>
    <message>
        <source>file on the node, started directly</source>
        <translation>직접 시작하는 노드의 파일</translation>
    </message>
    <message>
        <source>Initial RAM disk</source>
        <translation>초기 RAM 디스크</translation>
    </message>
    <message>
        <source>file on the node</source>
        <translation>노드의 파일</translation>
    </message>
    <message>
        <source>Kernel arguments</source>
        <translation>커널 인수</translation>
    </message>
    <message>
        <source>nothing set</source>
        <translation>설정 없음</translation>
    </message>
    <message>
        <source>Network card %1, %2</source>
        <translation>네트워크 카드 %1, %2</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>the image&apos;s own</source>
        <translation>이미지의 기본값</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>암호</translation>
    </message>
    <message>
        <source>only its hash is kept</source>
        <translation>해시만 보관됨</translation>
    </message>
    <message>
        <source>SSH keys</source>
        <translation>SSH 키</translation>
    </message>
    <message>
        <source>public keys that may log in, one a line</source>
        <translation>로그인할 수 있는 공개 키, 한 줄에 하나</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>dhcp, or as 10.0.0.5/24</source>
        <translation>dhcp 또는 10.0.0.5/24 형식</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>게이트웨이</translation>
    </message>
    <message>
        <source>IPv6 address</source>
        <translation>IPv6 주소</translation>
    </message>
    <message>
        <source>dhcp, auto, or as 2001:db8::5/64</source>
        <translation>dhcp, auto 또는 2001:db8::5/64 형식</translation>
    </message>
    <message>
        <source>DNS servers</source>
        <translation>DNS 서버</translation>
    </message>
    <message>
        <source>one a line</source>
        <translation>한 줄에 하나</translation>
    </message>
    <message>
        <source>Search domain</source>
        <translation>검색 도메인</translation>
    </message>
    <message>
        <source>Upgrade packages</source>
        <translation>패키지 업그레이드</translation>
    </message>
    <message>
        <source>at the first start</source>
        <translation>처음 시작할 때</translation>
    </message>
    <message>
        <source>of %1; the rest can be added while it runs</source>
        <translation>전체 %1개, 나머지는 실행 중에 추가할 수 있음</translation>
    </message>
    <message>
        <source>Place %1</source>
        <translation>%1번째</translation>
    </message>
</context>
<context>
    <name>HardwareAdd</name>
    <message>
        <source>It has one already.</source>
        <translation>이미 하나 있습니다.</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>CD drive</source>
        <translation>CD 드라이브</translation>
    </message>
    <message>
        <source>Network card</source>
        <translation>네트워크 카드</translation>
    </message>
    <message>
        <source>USB device of the node</source>
        <translation>노드의 USB 장치</translation>
    </message>
    <message>
        <source>USB port for a SPICE viewer</source>
        <translation>SPICE 뷰어용 USB 포트</translation>
    </message>
    <message>
        <source>PCI device of the node</source>
        <translation>노드의 PCI 장치</translation>
    </message>
    <message>
        <source>Shared directory</source>
        <translation>공유 디렉터리</translation>
    </message>
    <message>
        <source>Shared memory</source>
        <translation>공유 메모리</translation>
    </message>
    <message>
        <source>Sound card</source>
        <translation>사운드 카드</translation>
    </message>
    <message>
        <source>Watchdog</source>
        <translation>워치독</translation>
    </message>
    <message>
        <source>TPM 2.0</source>
        <translation>TPM 2.0</translation>
    </message>
    <message>
        <source>Serial port</source>
        <translation>직렬 포트</translation>
    </message>
    <message>
        <source>Random numbers</source>
        <translation>난수</translation>
    </message>
    <message>
        <source>%1 is the most that a guest can have.</source>
        <translation>게스트 하나에 최대 %1개까지입니다.</translation>
    </message>
</context>
<context>
    <name>Mapping</name>
    <message>
        <source>PCI device</source>
        <translation>PCI 장치</translation>
    </message>
    <message>
        <source>USB device</source>
        <translation>USB 장치</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>디렉터리</translation>
    </message>
    <message>
        <source>Port %1, now %2</source>
        <translation>포트 %1, 현재 %2</translation>
    </message>
    <message>
        <source>%1 – given to %2</source>
        <translation>%1 – %2에 할당됨</translation>
    </message>
</context>
<context>
    <name>Node</name>
    <message>
        <source>Online</source>
        <translation>온라인</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>오프라인</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>%1, up for %2</source>
        <translation>%1, 가동 시간 %2</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>state, duration</comment>
        <translation>%2 동안 %1</translation>
    </message>
    <message>
        <source>Does not answer</source>
        <translation>응답 없음</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>준비됨</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>없음</translation>
    </message>
</context>
<context>
    <name>ObjectMenu</name>
    <message>
        <source>Open</source>
        <translation>열기</translation>
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
    <name>Query</name>
    <message>
        <source>Unknown key “%1”. Did you mean “%2”?</source>
        <translation>알 수 없는 키 “%1”입니다. “%2”을(를) 뜻하셨나요?</translation>
    </message>
    <message>
        <source>Unknown key “%1”. There are: %2. To find it as a word, put it in quotes.</source>
        <translation>알 수 없는 키 “%1”입니다. 쓸 수 있는 키: %2. 단어로 찾으려면 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>Unknown “%1:%2”. Did you mean “%3”?</source>
        <translation>알 수 없는 “%1:%2”입니다. “%3”을(를) 뜻하셨나요?</translation>
    </message>
    <message>
        <source>Unknown “%1:%2”. There are: %3</source>
        <translation>알 수 없는 “%1:%2”입니다. 쓸 수 있는 값: %3</translation>
    </message>
    <message>
        <source>“%1” is no number for “%2”. Write it as %3.</source>
        <translation>“%1”은(는) “%2”에 쓸 수 있는 수가 아닙니다. %3처럼 쓰세요.</translation>
    </message>
    <message numerus="yes">
        <source>The filter is longer than %n character(s).</source>
        <translation>
            <numerusform>필터가 %n자보다 깁니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More than %n word(s) at once cannot be looked for.</source>
        <translation>
            <numerusform>한 번에 단어 %n개까지만 찾을 수 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is no number; write %1:… or %1=….</source>
        <translation>“%1”은(는) 수가 아닙니다. %1:… 또는 %1=…처럼 쓰세요.</translation>
    </message>
</context>
<context>
    <name>Tasks</name>
    <message>
        <source>%1 %2</source>
        <comment>action object</comment>
        <translation>%2 %1</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>Being found out</source>
        <translation>확인 중</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>bytes done of all</comment>
        <translation>%2 중 %1</translation>
    </message>
    <message>
        <source>~%1 left</source>
        <translation>약 %1 남음</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>실패: %1</translation>
    </message>
    <message numerus="yes">
        <source>Start %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개 시작</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Shut down %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개 종료</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Switch off %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개 끄기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reboot %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개 다시 시작</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pause %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개 일시정지</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resume %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개 계속</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hibernate %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개 최대 절전</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take snapshots of %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개의 스냅샷 만들기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give tags to %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개에 태그 주기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take tags from %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개에서 태그 떼기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %n guest(s)</source>
        <translation>
            <numerusform>게스트 %n개 바꾸기</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UsbError</name>
    <message>
        <source>your account on this computer may not use the device</source>
        <translation>이 컴퓨터의 계정으로는 장치를 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Install spice-client-glib-usb-acl-helper, which asks by polkit, or give your account the device under /dev/bus/usb by a rule of udev.</source>
        <translation>polkit으로 묻는 spice-client-glib-usb-acl-helper를 설치하거나, udev 규칙으로 /dev/bus/usb 아래의 장치 권한을 계정에 주십시오.</translation>
    </message>
    <message>
        <source>a program or a driver of this computer holds the device</source>
        <translation>이 컴퓨터의 프로그램이나 드라이버가 장치를 쓰고 있습니다</translation>
    </message>
    <message>
        <source>Unmount it or end what uses it, then try again.</source>
        <translation>마운트를 풀거나 쓰고 있는 프로그램을 끝낸 뒤 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>the guest has no free USB port</source>
        <translation>게스트에 빈 USB 포트가 없습니다</translation>
    </message>
    <message>
        <source>Take another device back, or add a USB device of the kind “port for a SPICE viewer” in the guest&apos;s hardware.</source>
        <translation>다른 장치를 되찾거나, 게스트의 하드웨어에서 “SPICE 뷰어용 포트” 종류의 USB 장치를 추가하십시오.</translation>
    </message>
    <message>
        <source>the guest has no USB port for a SPICE viewer</source>
        <translation>게스트에 SPICE 뷰어용 USB 포트가 없습니다</translation>
    </message>
    <message>
        <source>Add a USB device of the kind “port for a SPICE viewer” in the guest&apos;s hardware.</source>
        <translation>게스트의 하드웨어에서 “SPICE 뷰어용 포트” 종류의 USB 장치를 추가하십시오.</translation>
    </message>
    <message>
        <source>the guest&apos;s settings do not let this device in</source>
        <translation>게스트의 설정이 이 장치를 받지 않습니다</translation>
    </message>
    <message>
        <source>See the redirection filter in the guest&apos;s definition.</source>
        <translation>게스트 정의의 리디렉션 필터를 살펴보십시오.</translation>
    </message>
    <message>
        <source>the device was unplugged</source>
        <translation>장치가 뽑혔습니다</translation>
    </message>
    <message>
        <source>the file cannot be read</source>
        <translation>파일을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>the device could not be used</source>
        <translation>장치를 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>A container has no display</source>
        <translation>컨테이너에는 디스플레이가 없습니다</translation>
    </message>
    <message>
        <source>It has no display</source>
        <translation>디스플레이가 없습니다</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>아직 화면이 없습니다</translation>
    </message>
    <message>
        <source>Not known, last seen %1</source>
        <translation>알 수 없음, 마지막 확인 %1</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>알 수 없음</translation>
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
    <message>
        <source>Hibernate</source>
        <translation>최대 절전</translation>
    </message>
    <message>
        <source>saving its memory…</source>
        <translation>메모리 저장 중…</translation>
    </message>
    <message>
        <source>Go back to a version</source>
        <translation>이전 버전으로 되돌리기</translation>
    </message>
    <message>
        <source>Set back to what runs</source>
        <translation>실행 중인 값으로 되돌리기</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>복원</translation>
    </message>
    <message>
        <source>restoring…</source>
        <translation>복원 중…</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>영구 삭제</translation>
    </message>
    <message>
        <source>Set how long deleted guests are kept</source>
        <translation>삭제된 게스트 보존 기간 설정</translation>
    </message>
    <message>
        <source>Start the node&apos;s guests</source>
        <translation>노드의 게스트 시작</translation>
    </message>
    <message>
        <source>Shut the node&apos;s guests down</source>
        <translation>노드의 게스트 종료</translation>
    </message>
    <message>
        <source>Run a command inside</source>
        <translation>안에서 명령 실행</translation>
    </message>
    <message>
        <source>Write a file inside</source>
        <translation>안에 파일 쓰기</translation>
    </message>
    <message>
        <source>Set a password inside</source>
        <translation>안의 암호 설정</translation>
    </message>
    <message>
        <source>Freeze file systems</source>
        <translation>파일 시스템 쓰기 정지</translation>
    </message>
    <message>
        <source>Thaw file systems</source>
        <translation>파일 시스템 정지 해제</translation>
    </message>
    <message>
        <source>Trim file systems</source>
        <translation>파일 시스템 트림</translation>
    </message>
    <message>
        <source>Make the cloud-init drive</source>
        <translation>cloud-init 드라이브 만들기</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>업로드</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>다운로드</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>importing…</source>
        <translation>가져오는 중…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>exporting…</source>
        <translation>내보내는 중…</translation>
    </message>
    <message>
        <source>Move disk</source>
        <translation>디스크 이동</translation>
    </message>
    <message>
        <source>moving a disk…</source>
        <translation>디스크 이동 중…</translation>
    </message>
    <message>
        <source>Reassign disk</source>
        <translation>디스크 재할당</translation>
    </message>
    <message>
        <source>reassigning a disk…</source>
        <translation>디스크 재할당 중…</translation>
    </message>
    <message>
        <source>Delete disk</source>
        <translation>디스크 삭제</translation>
    </message>
    <message>
        <source>deleting a disk…</source>
        <translation>디스크 삭제 중…</translation>
    </message>
    <message>
        <source>Take snapshot</source>
        <translation>스냅샷 만들기</translation>
    </message>
    <message>
        <source>taking a snapshot…</source>
        <translation>스냅샷 만드는 중…</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>rolling back…</source>
        <translation>되돌리는 중…</translation>
    </message>
    <message>
        <source>Delete snapshot</source>
        <translation>스냅샷 삭제</translation>
    </message>
    <message>
        <source>deleting a snapshot…</source>
        <translation>스냅샷 삭제 중…</translation>
    </message>
    <message>
        <source>Describe snapshot</source>
        <translation>스냅샷 설명</translation>
    </message>
    <message>
        <source>Clone</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>cloning…</source>
        <translation>복제 중…</translation>
    </message>
    <message>
        <source>Make template</source>
        <translation>템플릿으로 만들기</translation>
    </message>
    <message>
        <source>Make guest of template</source>
        <translation>템플릿을 게스트로</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>연결 끊김</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>연결 중…</translation>
    </message>
    <message>
        <source>Certificate changed; not connected</source>
        <translation>인증서가 바뀌어 연결하지 않음</translation>
    </message>
    <message>
        <source>Waiting for you to trust the certificate</source>
        <translation>인증서 신뢰를 기다리는 중</translation>
    </message>
    <message>
        <source>Log in to connect</source>
        <translation>연결하려면 로그인하십시오</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>연결됨</translation>
    </message>
    <message>
        <source>Not reachable, trying again</source>
        <translation>연결할 수 없어 다시 시도하는 중</translation>
    </message>
    <message>
        <source>Changes wait for the next cold start</source>
        <translation>변경 사항이 다음 콜드 부팅을 기다리고 있습니다</translation>
    </message>
    <message>
        <source>Save mapping</source>
        <translation>매핑 저장</translation>
    </message>
    <message>
        <source>Delete mapping</source>
        <translation>매핑 삭제</translation>
    </message>
    <message>
        <source>Bulk change</source>
        <translation>일괄 변경</translation>
    </message>
    <message>
        <source>Make a CD of files</source>
        <translation>파일로 CD 만들기</translation>
    </message>
    <message>
        <source>Send files into</source>
        <translation>파일 보내기</translation>
    </message>
</context>
</TS>
