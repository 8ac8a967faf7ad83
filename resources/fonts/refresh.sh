#!/bin/sh
# Makes CW Sans SC again from Noto Sans SC: GB2312, Latin and the symbols we paint, renamed as the OFL asks.
# Needs npm and python3; works in a temporary folder and never runs as part of the product.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent @expo-google-fonts/noto-sans-sc@0.4.3 >/dev/null
tar xzf ./*.tgz
python3 -m venv env
env/bin/pip -q install fonttools==4.68.0
cat >subset.py <<'PYTHON'
import sys
from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "CW Sans SC"
RARE = (
    "㐂㙍㛃埗堃垚淼燊喆犇赟晟翀昇珺玥祎祺莘嶅峄峂郯郾鄄莒崂崮嵎濋洺瀍湉滏滹浉浬塬墚圐圙塝垟埕埭屺岙岽崀嵖嵊嶂嶷巉潴渌溧溆漷濮瓯甪"
    "畈砀硖碛礐礞穰筻箐簕罘舾芮荥莨菏葰蓥蔺藁蚌螳袆谯赉迭郦郫酃钚钜锜镕镆闫阆陉隰雒骝鲅鲬鸻黾鼋龢䶮"
)
SYMBOLS = (
    "³²¹µμ·—–―‐−…•‰′″†‡€℃℉№℡™↑↓→←↗↘↙↖⇒⇔●○◉◎■□▪▲△▼▽◆◇★☆°×÷±≤≥≈≠∞∑√∠⊙ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ①②③④⑤⑥⑦⑧⑨⑩㎡㎥㎎㎏㎜㎝㎞✓⚠⏎␣↵－￥"
)


def gb2312():
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                yield ord(bytes([high, low]).decode("gb2312"))
            except UnicodeDecodeError:
                continue


def make(weight, source, target):
    font = TTFont(source)
    wanted = {*gb2312(), *range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, RARE + SYMBOLS)}
    options = subset.Options()
    options.layout_features = ["kern", "liga", "locl", "tnum", "lnum", "ccmp", "mark", "mkmk", "calt"]
    options.name_IDs = ["*"]
    options.hinting = options.glyph_names = options.recalc_timestamp = False
    options.notdef_outline = True
    worker = subset.Subsetter(options)
    worker.populate(unicodes=wanted)
    worker.subset(font)
    plain = FAMILY.replace(" ", "")
    new = {1: FAMILY, 2: weight, 3: f"1.0;CWSC;{plain}-{weight}", 4: f"{FAMILY} {weight}", 6: f"{plain}-{weight}"}
    table = font["name"]
    for record in list(table.names):
        if record.nameID in (16, 17, 18, 21, 22, 25):
            table.removeNames(record.nameID)
        elif record.nameID in new:
            table.setName(new[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID)
    if weight == "Bold":
        font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x40) | 0x20
        font["head"].macStyle |= 1
    font.save(target)


make("Regular", "package/400Regular/NotoSansSC_400Regular.ttf", sys.argv[1] + "/CWSansSC-Regular.ttf")
make("Bold", "package/700Bold/NotoSansSC_700Bold.ttf", sys.argv[1] + "/CWSansSC-Bold.ttf")
PYTHON
env/bin/python subset.py "$here"
cp package/LICENSE_FONT "$here/OFL.txt"
