"""The sample's files are what scripts/make-sample.py writes: nobody changed them by hand."""
import pathlib
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    subprocess.run([sys.executable, str(root / "scripts" / "make-sample.py"), folder], check=True)
    made = sorted(pathlib.Path(folder).glob("*.csv"))
    print(f"1..{len(made)}")
    for number, file in enumerate(made, 1):
        same = (root / "data" / "sample" / file.name).read_bytes() == file.read_bytes()
        print(f"{'ok' if same else 'not ok'} {number} - {file.name}")
