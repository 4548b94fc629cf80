#!/usr/bin/python3
"""The screens' translations: POTFILES names every file that has words for the screen, every catalogue is well formed,
keeps to the service desk's words, and lacks nothing.

Usage: po.py [ROOT]             well formed
       po.py --list [ROOT]      the files that POTFILES should name
       po.py --complete [ROOT]  lacks nothing
"""
import re
import subprocess
import sys
from pathlib import Path

from tap import Report, project_files, read_text, root_of

COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
CALL = re.compile(r'(?<![A-Za-z0-9_])N?_\(\s*"')
XGETTEXT = ["xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--no-wrap", "--output=-"]

# Words (as patterns) that a service desk does not say, and the one it says.
WRONG_WORDS = {
    "ko": {"운영자": "예약 담당", "감독": "공장장", "작업반장": "공장장", "기술자": "테크니션", "당신": "고객님",
           "약속(?! 시간)": "예약", "근무일": "영업일", "반환": "출고", "렌트카": "렌터카", "구독": "서비스 계약",
           "보조 키": "스페어 키", "등록 인증서": "자동차등록증"},
}


def potfiles(root):
    return [line for line in read_text(root, "data/po/POTFILES").splitlines() if line and not line.startswith("#")]


def speakers(root, *new):
    """The sources that have words for the screen; @new as in project_files()."""
    return [path for path in project_files(root, *new) if path.startswith("src/") and path.endswith((".c", ".h"))
            and CALL.search(COMMENT.sub("", read_text(root, path)))]


def potfiles_problems(root):
    listed, there = set(potfiles(root)), set(speakers(root))
    yield from (f"data/po/POTFILES: no line for {path}; run scripts/update-po.sh" for path in sorted(there - listed))
    yield from (f"data/po/POTFILES: {path} has no words for the screen" for path in sorted(listed - there))


def languages(root):
    return read_text(root, "data/po/LINGUAS").split()


def format_problems(root, lang):
    ran = subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", f"data/po/{lang}.po"],
                         cwd=root, capture_output=True, text=True)
    return ran.stderr.splitlines() if ran.returncode else []


def messages(text):
    """{msgid: (msgstr, fuzzy)} of a catalogue's text, the header left out."""
    found = {}
    for block in re.split(r"\n\s*\n", text):
        parts = {}
        key = None
        for line in block.splitlines():
            match = re.match(r'(msgid|msgstr)\s+"(.*)"$', line)
            if match:
                key = match[1]
                parts[key] = match[2]
            elif line.startswith('"') and key:
                parts[key] += line.strip()[1:-1]
        if parts.get("msgid"):
            found[parts["msgid"]] = (parts.get("msgstr", ""), "#, fuzzy" in block)
    return found


def word_problems(lang, catalogue):
    for msgid, (msgstr, _) in catalogue.items():
        for wrong, right in WRONG_WORDS.get(lang, {}).items():
            match = re.search(wrong, msgstr)
            if match:
                yield f'data/po/{lang}.po: "{msgid}": not {match[0]} but {right}'


def source_messages(root):
    """Every text for the screen that stands in the sources."""
    files = speakers(root)
    if not files:
        return {}
    ran = subprocess.run(XGETTEXT + files, cwd=root, capture_output=True, text=True, check=True)
    return messages(ran.stdout)


def gaps(lang, wanted, catalogue):
    for msgid in wanted:
        msgstr, fuzzy = catalogue.get(msgid, ("", False))
        if not msgstr or fuzzy:
            yield f'data/po/{lang}.po: "{msgid}" is not translated'


def main(args):
    option = args.pop(0) if args[:1] and args[0].startswith("--") else None
    complete = option == "--complete"
    root = root_of(args)
    if option == "--list":
        print("\n".join(speakers(root, "-co", "--exclude-standard")))
        return
    report = Report()
    if not complete:
        report.check("POTFILES names every file with words for the screen", potfiles_problems(root))
    for lang in languages(root):
        catalogue = messages(read_text(root, Path("data/po", f"{lang}.po")))
        if complete:
            report.check(f"{lang}: every text of the sources is translated",
                         gaps(lang, source_messages(root), catalogue))
        else:
            report.check(f"{lang}: well formed", format_problems(root, lang))
            report.check(f"{lang}: the service desk's words", word_problems(lang, catalogue))
    report.finish()


if __name__ == "__main__":
    main(sys.argv[1:])
