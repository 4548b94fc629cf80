def sub(p,a,b,n=1):
    s=open(p).read(); assert a in s,(p,a); open(p,'w').write(s.replace(a,b,n))
P='forms/phone_script.cfg'
# ---- walk-in
sub(P,'''  fields = (
    { id = "received_by"; type = "reference"; reference = "operator"; en = "Received by"; ko = "맞이한 사람"; filled = true; },
    { id = "handed_to"; type = "reference"; reference = "operator"; en = "Handed to"; ko = "인계받은 담당자"; } ); },''','''  fields = (
    { id = "received_by"; type = "reference"; reference = "host"; required = true; en = "Received by"; ko = "맞이한 사람"; },
    { id = "received_at"; type = "time"; en = "Received at"; ko = "맞이한 시간"; filled = true; },
    { id = "handed_to"; type = "reference"; reference = "operator"; required = true; en = "Handed to"; ko = "인계받은 담당자"; },
    { id = "handed_at"; type = "time"; en = "Handed over at"; ko = "인계 시간"; filled = true; } ); },''')
# ---- request
sub(P,'''  notes = { en = "No interpretation. Once saved it stays as it is: corrections are additions. Breakdown, complaint, change or another department: open that step from the palette.";
            ko = "해석하지 않습니다. 저장하면 바꿀 수 없고, 정정은 추가로 적습니다. 고장 현장, 불만, 변경, 타 부서 건은 명령 목록에서 해당 단계를 엽니다."; };''','''  notes = { en = "No interpretation. Once saved it stays as it is. Breakdown, complaint, change, another department: Ctrl+B. One more request: Ctrl+R at any step.";
            ko = "해석하지 않습니다. 저장하면 바뀌지 않습니다. 고장 현장, 불만, 변경, 타 부서: Ctrl+B. 추가 요청: 어느 단계에서나 Ctrl+R."; };''')
sub(P,'''               ko = "말씀하신 그대로, 고객의 언어로 적습니다. 저장한 뒤에는 바뀌지 않습니다."; }; },
    { id = "request_addition"; type = "long-text"; max = 4000; en = "Additions"; ko = "추가로 말씀하신 내용";
      help = { en = "What the customer adds or corrects later in the call.";
               ko = "통화 중 나중에 덧붙이거나 바로잡으신 내용입니다."; }; } ); },''','''               ko = "말씀하신 그대로, 고객의 언어로 적습니다. 저장한 뒤에는 바뀌지 않습니다."; }; } ); },''')
# ---- caller
sub(P,'''  notes = { en = "Several matches: ask for the plate first. Caller is not the owner: do not tell the owner's data.";
            ko = "여러 명이 검색되면 차량 번호를 먼저 여쭙니다. 소유자가 아니면 소유자의 정보를 말하지 않습니다."; };''','''  notes = { en = "Several matches: ask for the plate first. Caller is not the owner: the fields below are the owner's; tell nothing of them.";
            ko = "여러 명이 검색되면 차량 번호를 먼저 여쭙니다. 소유자가 아닌 경우 아래 항목은 소유자의 정보이며 말하지 않습니다."; };''')
sub(P,'''    { when = ( { field = "known"; is = [ "yes" ]; } );
      en = "Let me check: I have {name}, reachable at {masked_phone}. Is that right?";''','''    { when = ( { field = "known"; is = [ "yes" ]; }, { field = "caller_role"; isnt = [ "driver", "family", "assistant", "company", "leasing" ]; } );
      en = "Let me check: I have {name}, reachable at {masked_phone}. Is that right?";''')
sub(P,'''    { when = ( { field = "known"; is = [ "no" ]; } );
      en = "As this is your first visit with us: how do you write your name,''','''    { when = ( { field = "caller_role"; is = [ "driver", "family", "assistant", "company", "leasing" ]; } );
      en = "Thank you. How do I write your own name, and on which number may I reach you if there is a question about this visit?";
      ko = "감사합니다. 전화 주신 분의 성함과, 이번 방문에 대해 여쭐 일이 있을 때 연락드릴 번호를 말씀해 주시겠습니까?"; },
    { when = ( { field = "known"; is = [ "no" ]; }, { field = "caller_role"; is = [ "driver", "family", "assistant", "company", "leasing" ]; } );
      en = "And in whose name is the car: which name, mobile number and e-mail may we use for the owner?";
      ko = "차량은 어느 분 명의입니까? 차주분의 성함과 휴대전화 번호, 이메일도 말씀해 주시겠습니까?"; },
    { when = ( { field = "known"; is = [ "no" ]; }, { field = "caller_role"; isnt = [ "driver", "family", "assistant", "company", "leasing" ]; } );
      en = "As this is your first visit with us: how do you write your name,''')
sub(P,'''      { code = "leasing"; en = "Leasing firm"; ko = "리스사"; } ); },
    { id = "customer_type";''','''      { code = "leasing"; en = "Leasing firm"; ko = "리스사"; } ); },
    { id = "caller_name"; type = "text"; max = 80; required = true; check = "name"; en = "Caller's name"; ko = "연락한 분 성함";
      when = ( { field = "caller_role"; is = [ "driver", "family", "assistant", "company", "leasing" ]; } ); },
    { id = "caller_phone"; type = "telephone"; en = "Caller's number"; ko = "연락한 분 번호";
      when = ( { field = "caller_role"; is = [ "driver", "family", "assistant", "company", "leasing" ]; } ); },
    { id = "customer_type";''')
sub(P,'''    { when = ( { field = "owner_same"; is = [ "same" ]; } );
      en = "Are your mobile number,''','''    { when = ( { field = "owner_same"; is = [ "same" ]; }, { field = "caller_role"; isnt = [ "driver", "family", "assistant", "company", "leasing" ]; } );
      en = "Are your mobile number,''')
sub(P,'''    { when = ( { field = "owner_record"; is = [ "differs" ]; } );
      en = "Is the car registered in your name by now?"; ko = "지금은 차량이 고객님 명의로 등록되어 있습니까?"; },
    { when = ( { field = "known"; is = [ "no" ]; }, { field = "owner_record"; isnt = [ "differs" ]; } );
      en = "Is the car registered in your name?"; ko = "차량은 고객님 명의로 등록되어 있습니까?"; },''','''    { when = ( { field = "owner_record"; is = [ "differs" ]; }, { field = "caller_role"; isnt = [ "driver", "family", "assistant", "company", "leasing" ]; } );
      en = "Is the car registered in your name by now?"; ko = "지금은 차량이 고객님 명의로 등록되어 있습니까?"; },
    { when = ( { field = "owner_record"; is = [ "differs" ]; }, { field = "caller_role"; is = [ "driver", "family", "assistant", "company", "leasing" ]; } );
      en = "Has the car been registered in another name in the meantime?"; ko = "그사이 차량 명의가 변경되었습니까?"; },
    { when = ( { field = "known"; is = [ "no" ]; }, { field = "owner_record"; isnt = [ "differs" ]; }, { field = "caller_role"; isnt = [ "driver", "family", "assistant", "company", "leasing" ]; } );
      en = "Is the car registered in your name?"; ko = "차량은 고객님 명의로 등록되어 있습니까?"; },
    { when = ( { field = "known"; is = [ "no" ]; }, { field = "owner_record"; isnt = [ "differs" ]; }, { field = "caller_role"; is = [ "driver", "family", "assistant", "company", "leasing" ]; } );
      en = "Is the car registered in the name you gave me?"; ko = "차량은 말씀하신 분의 명의로 등록되어 있습니까?"; },''')
# ---- kind of work: one more request
sub(P,'''  notes = { en = "A technical problem opens the pre-diagnosis. Hours not known: the diagnosis time of the symptom family counts.";
            ko = "기술적 문제이면 사전 진단이 열립니다. 작업 시간을 모르면 증상별 진단 시간을 적용합니다."; };''','''  notes = { en = "Anything else: Ctrl+R, each request is kept as said. A technical problem opens the pre-diagnosis; without known hours its diagnosis time counts.";
            ko = "추가 요청은 Ctrl+R, 말씀하신 그대로 따로 남습니다. 기술적 문제이면 사전 진단이 열리고, 작업 시간을 모르면 증상별 진단 시간을 적용합니다."; };''')
# ---- needs, in the walk
s=open(P).read()
a=s.index('  fields = (\n    { id = "needs"; type = "several";'); b=s.index('{ id = "X01"')
needs=s[a:b]
s=s[:a].rstrip()+' },\n\n'+s[b:]
needs=needs.replace(' },\n\n','',1) if False else needs
needs_step='''// What the customer expects of the visit (R20): one question, ticks and a line; shown again at the reception.
{ id = "P10N"; title = { en = "Needs"; ko = "고객 요구"; };
  goal = { en = "What matters to the customer for this visit"; ko = "이번 방문에서 고객이 중요하게 여기는 점"; };
  notes = { en = "Nothing special: Enter goes on."; ko = "특별한 요청이 없으면 Enter로 진행합니다."; };
  requirements = [ 19, 20 ];
  say = (
    { en = "Is there anything that matters to you especially for this visit?";
      ko = "이번 방문에서 특별히 신경 써 드릴 점이 있으십니까?"; } );
'''+needs.rstrip()+'\n\n'
s=s.replace('// P12 (safety first)',needs_step+'// P12 (safety first)',1)
open(P,'w').write(s)
