def sub(p,a,b,n=1):
    s=open(p).read(); assert a in s,(p,a); open(p,'w').write(s.replace(a,b,n))
P='forms/phone_script.cfg'
s=open(P).read()
a=s.index('// What the customer expects of the visit'); b=s.index('// P12 (safety first)')
step=s[a:b]; s=s[:a]+s[b:]
s=s.replace('{ id = "P20"; title',step+'{ id = "P20"; title',1)
# anytime steps
a=s.index('{ id = "X01"'); b=s.index('{ id = "H01"')
s=s[:a]+'''// One more request, at any step: kept as said beside the first one, as often as there is one (R26).
{ id = "P02A"; title = { en = "One more request"; ko = "추가 요청"; }; anytime = true;
  goal = { en = "Anything else, in the customer's own words"; ko = "더 말씀하실 내용, 말씀하신 그대로"; };
  notes = { en = "Each one is kept apart as it was said. Enter without words goes back to where you were.";
            ko = "요청마다 말씀하신 그대로 따로 남습니다. 입력 없이 Enter를 누르면 원래 단계로 돌아갑니다."; };
  requirements = [ 26, 27 ];
  say = (
    { en = "Is there anything else about the car, or anything else we can do for you?";
      ko = "차량에 대해 더 말씀하실 점이나 더 도와드릴 일이 있으십니까?"; } );
  fields = (
    { id = "request_addition"; type = "long-text"; max = 4000;
      en = "In the customer's words"; ko = "추가 요청 (원문)";
      help = { en = "What the customer adds or corrects. Enter keeps it; then the next one can be typed.";
               ko = "덧붙이거나 바로잡으신 내용입니다. Enter로 저장하고 다음 요청을 적을 수 있습니다."; }; } ); },

{ id = "X01"; title = { en = "Complaint"; ko = "불만 접수"; }; anytime = true;
  goal = { en = "Note it exactly; the aftersales manager calls within 24 hours"; ko = "그대로 기록, 서비스 매니저가 24시간 이내 연락"; };
  notes = { en = "The booking can go on beside it. The aftersales manager has it as a task with this deadline.";
            ko = "예약은 함께 진행할 수 있습니다. 서비스 매니저에게 이 기한의 할 일이 만들어집니다."; };
  requirements = [ 20, 26 ];
  say = (
    { en = "I am sorry about that. I will note it exactly, and {manager} will call you back by {complaint_by}.";
      ko = "불편을 드려 죄송합니다. 말씀하신 내용을 그대로 기록하겠습니다. {manager} 매니저가 {complaint_by}까지 연락드리겠습니다."; } );
  fields = (
    { id = "complaint_verbatim"; type = "long-text"; max = 4000; required = true; write_once = true;
      en = "Complaint in the customer's words"; ko = "고객 불만 (원문)"; },
    { id = "complaint_phone"; type = "telephone"; en = "Call back on"; ko = "회신 번호"; },
    { id = "complaint_callback"; type = "date"; check = "not-past"; en = "Call back by"; ko = "회신 기한"; },
    { id = "complaint_callback_time"; type = "time"; en = "Time"; ko = "시간"; } ); },

{ id = "X02"; title = { en = "Change or cancel"; ko = "변경·취소"; }; anytime = true;
  goal = { en = "Move or cancel; again two proposals"; ko = "변경 또는 취소, 다시 두 가지 제안"; };
  notes = { en = "Who calls: Customer first. Mobility and hand-back move or are freed together with it.";
            ko = "먼저 고객 단계에서 고객을 찾습니다. 모빌리티와 출고 예약도 함께 옮기거나 풀립니다."; };
  requirements = [ 11, 38 ];
  say = (
    { when = ( { field = "booked_visits"; is = [ "none" ]; } );
      en = "I do not find an appointment under this name. May I have the number plate?";
      ko = "성함으로 된 예약을 찾지 못했습니다. 차량 번호를 말씀해 주시겠습니까?"; },
    { when = ( { field = "booked_visits"; isnt = [ "none" ]; }, { field = "change_type"; isnt = [ "move", "cancel" ]; } );
      en = "Of course. Your visit of {old}: shall I move it to another date, or do you wish to cancel it?";
      ko = "네, {old} 예약을 다른 날로 옮겨 드릴까요, 아니면 취소해 드릴까요?"; },
    { when = ( { field = "change_type"; is = [ "move" ]; } );
      en = "I can offer you {move_1} or {move_2}. Which suits you better?";
      ko = "{move_1} 또는 {move_2}에 가능합니다. 어느 쪽이 편하십니까?"; },
    { when = ( { field = "change_type"; is = [ "cancel" ]; } );
      en = "I will cancel the visit of {old}. May I ask why, and shall I call you for another date?";
      ko = "{old} 예약을 취소해 드리겠습니다. 사유를 여쭤봐도 되겠습니까? 다른 날짜로 다시 연락드릴까요?"; } );
  fields = (
    { id = "change_file"; type = "reference"; reference = "file"; required = true; en = "Appointment"; ko = "예약";
      help = { en = "The appointments of the customer and the car that are still to come."; ko = "고객과 차량의 앞으로 남은 예약입니다."; }; },
    { id = "change_type"; type = "choice"; required = true; en = "Change"; ko = "구분"; options = (
      { code = "move"; en = "Move"; ko = "변경"; },
      { code = "cancel"; en = "Cancel"; ko = "취소"; } ); },
    { id = "cancel_reason"; type = "choice"; required = true; en = "Reason"; ko = "취소 사유"; options = (
      { code = "time"; en = "Time"; ko = "시간"; },
      { code = "price"; en = "Price"; ko = "비용"; },
      { code = "solved"; en = "Solved"; ko = "해결됨"; },
      { code = "elsewhere"; en = "Elsewhere"; ko = "다른 곳 이용"; },
      { code = "sold"; en = "Car sold"; ko = "차량 매각"; },
      { code = "no-answer"; en = "No answer"; ko = "답변 없음"; },
      { code = "other"; en = "Other"; ko = "기타"; } );
      when = ( { field = "change_type"; is = [ "cancel" ]; } ); } ); },

{ id = "X03"; title = { en = "Breakdown now"; ko = "고장 현장"; }; anytime = true;
  goal = { en = "People first, then roadside assistance, then the booking"; ko = "사람의 안전, 긴급출동, 입고 예약 순서"; };
  notes = { en = "The visit becomes one of a car that does not drive: no mileage limit, reception without the customer. Who brings the car is noted below.";
            ko = "운행할 수 없는 차량으로 예약됩니다. 주행거리 제한이 없고 고객 없이 접수합니다. 차량을 가져오는 업체를 아래에 적습니다."; };
  requirements = [ 28 ];
  say = (
    { when = ( { field = "breakdown_safe"; is = [ "no" ]; } );
      en = "Please leave the car, keep well away and call {emergency} now. I stay on the line.";
      ko = "차에서 내려 멀리 떨어지신 뒤 지금 바로 {emergency}번으로 신고하십시오. 통화는 끊지 않겠습니다."; },
    { when = ( { field = "breakdown_safe"; isnt = [ "yes", "no" ]; } );
      en = "Are you and everybody with you in a safe place?";
      ko = "고객님과 함께 계신 분들 모두 안전한 곳에 계십니까?"; },
    { when = ( { field = "breakdown_safe"; is = [ "yes" ]; } );
      en = "Please stay there and do not drive the car further. I will connect you to roadside assistance on {recovery} and book the car in here.";
      ko = "그곳에서 기다려 주십시오. 차량은 더 이상 운행하지 마십시오. 긴급출동 {recovery}번으로 연결해 드리고, 입고 예약도 잡아 드리겠습니다."; } );
  fields = (
    { id = "breakdown_safe"; type = "yes-no"; required = true; en = "People are safe"; ko = "사람은 안전함";
      flags = ( { is = [ "no" ]; level = "STOP"; people = true; }, { is = [ "yes" ]; level = "STOP"; } ); },
    { id = "breakdown_place"; type = "text"; max = 200; required = true; en = "Where is the car"; ko = "차량 위치"; },
    { id = "assist_told"; type = "yes-no"; required = true; en = "Roadside assistance told"; ko = "긴급출동 안내함"; },
    { id = "assist_case"; type = "text"; max = 40; en = "Assistance case"; ko = "긴급출동 접수 번호"; },
    { id = "assist_firm"; type = "text"; max = 80; en = "Brought by"; ko = "입고 업체"; },
    { id = "arrival_date"; type = "date"; check = "not-past"; en = "Arrives on"; ko = "입고 예정일"; },
    { id = "arrival_time"; type = "time"; en = "Arrives at"; ko = "입고 예정 시간"; } ); },

{ id = "X04"; title = { en = "Other department"; ko = "타 부서"; }; anytime = true;
  goal = { en = "Not service, or not our car: connect"; ko = "정비가 아니거나 타사 차량이면 연결"; };
  notes = { en = "Enter after the number begins the transfer and its clock: 30 s at most. No answer at 20 s: take the call back.";
            ko = "번호를 적고 Enter를 누르면 연결이 시작되고 시간이 표시됩니다(최대 30초). 20초 안에 받지 않으면 통화를 되찾습니다."; };
  requirements = [ 18, 73 ];
  say = (
    { en = "I will connect you with our {department} department; may I note your number in case the line drops?";
      ko = "{department} 담당자에게 연결해 드리겠습니다. 끊길 경우에 대비해 연락처를 여쭤봐도 되겠습니까?"; } );
  fields = (
    { id = "department"; type = "choice"; required = true; en = "Department"; ko = "부서"; options = (
      { code = "sales"; en = "sales"; ko = "영업"; },
      { code = "parts"; en = "parts"; ko = "부품"; },
      { code = "accounts"; en = "accounts"; ko = "회계"; },
      { code = "other"; en = "other"; ko = "기타"; } ); },
    { id = "department_phone"; type = "telephone"; en = "If the line drops"; ko = "끊길 때 연락처"; },
    { id = "department_ok"; type = "choice"; en = "Transfer"; ko = "연결 결과"; options = (
      { code = "taken"; en = "Taken over"; ko = "연결됨"; },
      { code = "callback"; en = "No answer, we call back"; ko = "받지 않아 다시 전화"; } ); } ); },

'''+s[b:]
open(P,'w').write(s)
# facts
K='src/form/known.c'
sub(K,'''	{ "booked", "yes no" },
''','''	{ "booked", "yes no" },
	{ "booked_visits", "none one several" }, /* appointments of the customer and the car still to come */
''')
sub(K,'"masked_owner", "masked_phone", "minutes",','"masked_owner", "masked_phone", "minutes", "complaint_by", "move_1", "move_2", "mobility_free", "offer_time",')
sub(K,'"customer",  "vehicle", "advisor",      "operator", "foreman",','"customer",  "vehicle", "advisor",      "operator", "host", "foreman",')
