"""Set up the program in `.venv` beside this file and run it; nothing but Python is needed.

    python start.py                  the main job: payroll run 2026-03 on the sample county
    python start.py run 2026-02      any payroll command, in the current folder
    python start.py test             set up for development and run the tests

Only the standard library is imported, and the file parses on Python 3.8, so that an old Python can
still say which one is needed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "start-installed.txt"
UNFINISHED = VENV / "start-unfinished.txt"
INTERRUPTED_HERE = "start.py was interrupted here and will make this folder anew\n"
MAIN_JOB = ("run", "2026-03")
NEEDED = (3, 11)
FAILED = 2
INTERRUPTED = 130


class SetupError(Exception):
    """The environment cannot be made; says why and what to do, in Chinese and in English."""


def main(arguments: list[str]) -> int:
    """Set up what the arguments need, run it, return its exit status."""
    make_consoles_safe()
    try:
        check_python()
        testing = arguments[:1] == ["test"]
        set_up({"test"} if testing else set())
    except SetupError as reason:
        tell(*reason.args)
        return FAILED
    except OSError as reason:
        tell(
            "运行环境 .venv 建立不了。请关闭正在使用它的程序，核对权限和磁盘空间，再运行一次。",
            f"Cannot set up .venv ({reason}). Close programs that use it, check rights and space.",
        )
        return FAILED
    except KeyboardInterrupt:
        tell("已中断，可以重新运行。", "Interrupted; run it again.")
        return INTERRUPTED
    if testing:
        return run([PYTHON, "-m", "pytest", *workers(), *arguments[1:]], ROOT)
    if arguments[:1] == ["payroll"]:
        arguments = arguments[1:]
    # -P: a file called click.py in the current folder must not be taken for the library.
    if arguments:
        return run([PYTHON, "-P", "-m", "payroll", *arguments])
    return run([PYTHON, "-P", "-m", "payroll", *MAIN_JOB], ROOT)


def check_python() -> None:
    """Refuse a Python that is too old for the program."""
    version = "{}.{}".format(*sys.version_info)
    if sys.version_info < NEEDED:
        raise SetupError(
            f"这里的 Python 是 {version}，本程序需要 3.11 或更高版本。"
            "请安装新版 Python，再用它运行本文件。",
            f"This is Python {version}, and 3.11 or newer is needed. "
            "Install it and run this file with it.",
        )


def set_up(extras: set[str]) -> None:
    """Make `.venv` fit: made anew when broken or half-made, installed when pyproject changed."""
    anew = UNFINISHED.exists() or not works()
    if anew:
        make_environment()
    installed, had = read_stamp()
    wanted = extras | had
    if fingerprint(wanted) == installed:
        return
    tell(
        "正在安装程序需要的库，第一次约需一两分钟……",
        "Installing the libraries the program needs; the first time takes a minute or two.",
    )
    write(UNFINISHED, INTERRUPTED_HERE)
    project = "." + (f"[{','.join(sorted(wanted))}]" if wanted else "")
    if run([*pip(), "install", "--quiet", "--editable", project], ROOT) != 0:
        if not anew:
            UNFINISHED.unlink()  # pip backed out: what was installed before still works
        raise SetupError(
            "安装没有成功，原因见上面 pip 的输出。请检查网络和代理；只能访问内网时，请信息人员用"
            "环境变量 PIP_INDEX_URL 指定内网镜像，然后再运行一次。",
            "The installation failed; pip says why above. Check the network and the proxy, or name "
            "a mirror in PIP_INDEX_URL, and run this again.",
        )
    # What pip installs from elsewhere it compiles; this folder's own modules are compiled here, so
    # that the first command is as quick as the next, and every one where Python may write nothing.
    quietly([PYTHON, "-m", "compileall", "-q", ROOT / "payroll"])
    write(STAMP, "\n".join([fingerprint(wanted), *sorted(wanted), ""]))
    UNFINISHED.unlink()


def works() -> bool:
    """Whether `.venv` holds a Python that runs and is new enough."""
    check = f"import sys; sys.exit(sys.version_info < {NEEDED!r})"
    return PYTHON.exists() and quietly([PYTHON, "-c", check])[0] == 0


def make_environment() -> None:
    """Make `.venv` anew; without pip where this Python cannot put it in (Debian)."""
    status, said = make_venv()
    if status != 0 and has_outside_pip():
        status, said = make_venv("--without-pip")
    elif status != 0 and add_debian_package():
        status, said = make_venv()
    if status != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupError(
            "这个 Python 缺少建立运行环境的部件。Debian 和 Ubuntu 请先执行 "
            "sudo apt install python3-venv，其他系统请重新安装 Python，然后再运行一次。",
            "This Python cannot make virtual environments. On Debian and Ubuntu install "
            "python3-venv, elsewhere reinstall Python, and run this again.\n" + said.strip(),
        )


def make_venv(*options: str) -> tuple[int, str]:
    """Status and output of making `.venv` from nothing; it is marked as unfinished before."""
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)
    VENV.mkdir()
    write(UNFINISHED, INTERRUPTED_HERE)
    base = getattr(sys, "_base_executable", None) or sys.executable
    return quietly([base, "-m", "venv", *options, VENV])


def add_debian_package() -> bool:
    """Whether python3-venv could be added: Debian's own Python on a machine we are root of."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not is_root or not sys.executable.startswith("/usr/bin/") or not shutil.which("apt-get"):
        return False
    tell("正在安装系统软件包 python3-venv……", "Installing the system package python3-venv.")
    quietly(["apt-get", "update"])
    return quietly(["apt-get", "install", "--yes", "python3-venv"])[0] == 0


def pip() -> list[str | Path]:
    """The command that installs into `.venv`: its own pip, or this Python's from outside."""
    if quietly([PYTHON, "-m", "pip", "--version"])[0] == 0:
        return [PYTHON, "-m", "pip", "--disable-pip-version-check"]
    if has_outside_pip():
        return [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", PYTHON]
    raise SetupError(
        ".venv 里没有 pip。请删除 .venv 文件夹再运行一次；Debian 和 Ubuntu 请先执行 "
        "sudo apt install python3-venv。",
        "There is no pip in .venv. Delete that folder and run this again; on Debian and Ubuntu "
        "install python3-venv first.",
    )


def has_outside_pip() -> bool:
    """Whether this Python has a pip that installs into other environments (22.3 or newer)."""
    asked = [sys.executable, "-m", "pip", "--python", sys.executable, "--version"]
    return quietly(asked)[0] == 0


def fingerprint(extras: set[str]) -> str:
    """What an installation depends on: the project's settings, its place, the extras."""
    settings = (ROOT / "pyproject.toml").read_bytes()
    parts = [settings, os.fsencode(ROOT), *(extra.encode() for extra in sorted(extras))]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def read_stamp() -> tuple[str, set[str]]:
    """Fingerprint and extras of the last installation; nothing when there was none."""
    words = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []
    return (words[0], set(words[1:])) if words else ("", set())


def write(path: Path, text: str) -> None:
    """Write a small file."""
    path.write_text(text, encoding="utf-8")


def workers() -> list[str]:
    """Test processes: one a core, within reason."""
    return ["-n", str(min(os.cpu_count() or 1, 8))]


def run(command: Sequence[str | Path], folder: Path | None = None) -> int:
    """Exit status of a command that shares our console; Ctrl-C is the command's to answer."""
    with subprocess.Popen([str(word) for word in command], cwd=folder) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def quietly(command: Sequence[str | Path]) -> tuple[int, str]:
    """Exit status and output of a command that is only asked something."""
    words = [str(word) for word in command]
    try:
        answer = subprocess.run(words, capture_output=True, check=False)
    except OSError as reason:
        return 1, str(reason)
    return answer.returncode, (answer.stdout + answer.stderr).decode("utf-8", "replace")


def tell(chinese: str, english: str) -> None:
    """Say something about the set-up, apart from the program's results."""
    print(f"{chinese}\n{english}", file=sys.stderr, flush=True)


def make_consoles_safe() -> None:
    """Characters a GBK or ASCII console cannot show become `?` instead of an exception."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
