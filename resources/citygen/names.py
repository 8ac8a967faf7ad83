"""Invented Chinese names for roads, communities, people, firms and sites; every pool gives each name once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from numpy.random import Generator


def _words(text: str) -> tuple[str, ...]:
    """The words of a block of text."""
    return tuple(text.split())


ROAD_STEMS = _words("""
人民 建设 和平 解放 中山 新华 文化 胜利 光明 朝阳 东风 红旗 团结 友谊 幸福 向阳 青年 劳动 民主 健康 育才 学府
科技 创业 创新 振兴 兴业 繁荣 富强 安康 长安 永安 泰安 新安 德馨 明德 崇文 尚武 弘文 致远 望海 观海 听涛 海曲
海滨 海晏 海宁 金海 银海 碧海 云海 星海 东海 南海 黄海 渤海 珠海 海棠 海云 岚港 港湾 港城 临港 船坞 锚地
灯塔 渔港 金滩 银滩 沙滩 滨河 沿河 清河 青河 云溪 柳溪 竹溪 禾川 沙河 淮河 黄河 长江 珠江 湘江 漓江 松花江
嫩江 汉江 钱塘 太湖 洞庭 鄱阳 泰山 华山 衡山 恒山 嵩山 黄山 庐山 峨眉 昆仑 天山 长白 武夷 井冈 云山 青松 翠柏
梧桐 银杏 香樟 丁香 紫荆 樱花 玉兰 木槿 海桐 杨柳 桃园 杏林 梅园 兰亭 竹园 菊园 荷塘 莲花 牡丹 芙蓉 茉莉 凤凰
孔雀 仙鹤 鸿雁 喜鹊 百灵 金龙 腾飞 翔宇 明珠 宝石 琥珀 玛瑙 翡翠 珊瑚 珍珠 彩虹 晨曦 朝霞 晚霞 明月 星河 银河
北斗 天狼 启明 春晖 夏荷 秋实 冬青 丰收 稻香 麦浪 五谷 古槐 双塔 石桥 白石 松岭 茶岭 丰乐 虎山 盐田 南滩 北岭
学苑 书院 翰林 状元 文昌 师范 体育 会展 金融 商贸 物流 保税 汇港 世纪 时代 迎宾 驿站 站前 机场 工业 纺织 机电
钢铁 化工 制药 电子 软件 光谷 航天 航海 造船 修造 炼化 轻工 食品 百货 锦绣 锦华 锦程 瑞祥 瑞丽 康宁 康乐 福寿
福源 吉祥 如意 同心 同德 和谐 和顺 平安 平和 宁静 宁远 定远 靖海 镇海 宣武 玄武 朱雀 白虎 麒麟 鼓楼
钟楼 城隍 文庙 东关 西关 南关 北关 东门 西门 南门 北门 水门 大寨 小营 柳营 旗营 校场 演武 司前 府前 县前 学前
寺前 塔前 桥头 渡口 码头 盐仓 粮仓 油坊 磨坊 染坊 豆腐 茶坊 酒坊 花市 米市 鱼市 骡马 布市 竹器 铁匠 银匠 瓷器
""")
ROAD_EAST_WEST = ("街", "大街")
ROAD_NORTH_SOUTH = ("路", "大道")

_URBAN = _words("""
向阳 和平 光明 新民 胜利 团结 友谊 幸福 朝阳 东方 青年 建设 兴华 振华 文苑 书香 学林 翠湖 碧波 望海 听涛 观澜
海韵 海景 海馨 银滩 金沙 明珠 星光 晨光 晨曦 霞光 彩虹 春晓 春晖 丽景 丽都 锦绣 锦华 华苑 康居 康乐 安居 安康
平安 永安 泰和 祥和 瑞祥 吉祥 如意 福海 福源 德馨 仁和 仁爱 崇德 明德 同心 同乐 和顺 和悦 悦海 悦园 梧桐 银杏
香樟 丁香 紫荆 樱花 玉兰 海棠 桂园 梅苑 兰苑 竹苑 菊苑 荷苑 桃源 杏园 榕树 松园 柏林 绿洲 绿苑 青林 青松 云帆
云锦 云端 港城 港东 港西 港新 临港 海港 渔港 锚泊 船厂 机车 钢城 纺织 电业 铁路 站前 站北 桥东 桥西 桥南 河东
河西 河滨 滨河 溪畔 湖滨 湖畔 山前 山水 凤凰 凤鸣 金凤 龙泉 龙翔 麒麟 鹤鸣 鸿雁 百合 百花 五一 七一 八一 新村
新苑 新城 新港 新世纪 西苑 东苑 南苑 北苑 中心 府前 府东 府西 文昌 文华 文景 科苑 科园 创业 创新 学府 育才
育英 状元 体育 会展 金融 商城 花园 花都
""")
_SURNAMES = _words("""
王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈
曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎
""")
_VILLAGE_TAILS = _words("""
家庄 家村 家沟 家岭 家滩 家屯 家楼 家桥 家湾 家洼 家疃 家店
""")
_VILLAGES = _words("""
大榆树 九龙 春明 石门 柳泉 泉头 河口 滩头 岭后 岭前 山后 山前 龙潭 虎口 鹰嘴 凤落 鹿鸣 双槐 三官 四平 五里
七里 八里 十里 前沙 后沙 前岭 后岭 东坡 西坡 南坡 北坡 上庄 下庄 上泉 下泉 桃林 杏坡 枣园 栗园 苇塘 荷花 莲池
稻田 麦岭 粟坪 盐场 渔家 石臼头 船坞 灯台
""")

COMPANY_STEMS = _words("""
海岳 远航 通达 顺安 鸿运 宏运 腾飞 畅行 畅途 安达 平安达 捷运 迅达 金桥 银河 长风 长兴 恒通 恒顺 瑞通 瑞达
泰通 泰运 华运 华通 中捷 天顺 天运 东岳 东运 北辰 南岭 云帆 海通 海顺 港运 港通 岚运 青河 禾川
""")


def unique(rng: Generator, pool: Iterable[str]) -> Iterator[str]:
    """The pool's names in random order, each once; numbered names follow when it runs dry."""
    names = list(dict.fromkeys(pool))
    order = [names[i] for i in rng.permutation(len(names))]
    yield from order
    round_number = 2
    while True:
        yield from (f"{name}{chinese(round_number)}" for name in order)
        round_number += 1


def chinese(number: int) -> str:
    """1..99 in Chinese figures."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def urban_communities(rng: Generator) -> Iterator[str]:
    """Names such as 向阳社区."""
    extra = [
        a + b for a in ("东", "西", "南", "北", "新", "兴") for b in ("园", "关", "营", "市", "苑", "海", "河", "湾")
    ]
    return (name + "社区" for name in unique(rng, [*_URBAN, *extra]))


def villages(rng: Generator) -> Iterator[str]:
    """Names such as 王家庄村."""
    families = [s + tail for s in _SURNAMES for tail in _VILLAGE_TAILS]
    chosen = [families[i] for i in rng.permutation(len(families))[:150]]
    return (name if name.endswith("村") else name + "村" for name in unique(rng, [*_VILLAGES, *chosen]))


def masked_person(rng: Generator) -> str:
    """A surname with the given name hidden."""
    return _SURNAMES[int(rng.integers(len(_SURNAMES)))] + "**"


def surname(rng: Generator) -> str:
    """A surname alone, for shops and sites."""
    return _SURNAMES[int(rng.integers(len(_SURNAMES)))]
