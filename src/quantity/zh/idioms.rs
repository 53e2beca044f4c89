//! Chinese words in which numerals count nothing: idioms, names, days of the week.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::quantity::zh::lexer::Chars;
use crate::quantity::zh::number::digit;

/// The words by their first two characters, longer ones first.
static WORDS: LazyLock<HashMap<(char, char), Vec<&'static str>>> = LazyLock::new(|| {
    let mut words: HashMap<(char, char), Vec<&str>> = HashMap::new();
    for word in IDIOMS.iter().flat_map(|(_, words)| words.split(' ')) {
        let mut chars = word.chars();
        if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
            words.entry((first, second)).or_default().push(word);
        }
    }
    words.values_mut().for_each(|words| words.sort_by_key(|word| Reverse(word.len())));
    words
});

/// The place after the longest such word at a place.
pub(super) fn idiom(chars: &Chars, at: usize) -> Option<usize> {
    let words = WORDS.get(&(chars.at(at), chars.at(at + 1)))?;
    let longest = words.iter().find(|word| chars.has(at, word))?;
    let end = at + longest.chars().count();
    (!counts(chars, at, longest, end)).then_some(end)
}

/// Words that are an idiom in one place and a number in another.
fn counts(chars: &Chars, at: usize, word: &str, end: usize) -> bool {
    let next = chars.at(end);
    let share = matches!(next, '折' | '成' | '%' | '‰') && word.chars().all(|c| digit(c).is_some());
    match word {
        _ if share => true,
        "十分" | "万分" => matches!(next, '钟' | '之'),
        "一刻" => next == '钟',
        "三台" => next != '县',
        "一点" => matches!(next, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '零'),
        "四周" => {
            matches!(next, '年' | '后' | '内' | '前')
                || chars.ends_one(at, &["续", "近", "过去", "涨", "跌", "前", "后"])
        }
        "三元" | "二元" => !chars.ends_one(at, &["独中", "中", "连中"]),
        "万人" | "万家" | "千里" | "百里" | "万里" => at > 0 && chars.before(at).is_ascii_digit(),
        "两面" | "两头" | "两样" => false,
        _ => false,
    }
}

/// By their first character, sorted; the longest that stands at a place is passed over.
const IDIOMS: &[(char, &str)] = &[
    ('“', "“零”的突破"),
    (
        '一',
        "一一 一下 一丝 一丝不苟 一个个 一举 一二 一五一十 一些 一会 一体 一体化 一公里 一共 一再 \
         一刀切 一分为二 一切 一刻 一半是 一口气 一号店 一号文件 一同 一向 一味 一哄而散 一国 \
         一国两制 一声 一天天 一如 一如既往 一定 一己 一帆风顺 一带 一带一路 一席 一年四季 一并 一应 \
         一度 一张网 一往无前 一律 一心 一心一意 一惯 一战 一手 一技之长 一把 一把手 一拥而上 一揽子 \
         一斑 一方面 一旁 一旦 一早 一时 一朝 一条龙 一来 一样 一概 一模一样 一次函数 一次性 一次次 \
         一步一步 一步步 一气 一氧化碳 一汽 一汽大众 一派 一流 一清二楚 一点 一片 一生 一番 一盘棋 \
         一目了然 一直 一看 一瞬 一知半解 一窝蜂 一站式 一端 一筹 一箭双雕 一系列 一线 一经 一网打尽 \
         一股 一股脑 一臂之力 一致 一般 一视同仁 一览 一触即发 一言 一贯 一起 一路 一蹴而就 一身 \
         一辈子 一边 一边倒 一连 一遍遍 一道 一针见血 一锅端 一阵 一霎 一面 一马当先 一鸣惊人 一齐",
    ),
    ('丁', "丁二"),
    ('七', "七七 七上八下 七分 七台河 七夕 七大洲 七巧板 七情六欲 七零八落"),
    (
        '万',
        "万一 万事 万人空巷 万亿级 万众 万分 万千 万华 万古 万圣节 万宁 万家 万岁 万州 万年历 \
         万无一失 万物 万科 万紫千红 万能 万象 万达 万里 万里长城 万里长征",
    ),
    (
        '三',
        "三一重工 三三两两 三九 三九天 三亚 三产 三令五申 三伏 三元 三元桥 三八 三八妇女节 三公 三农 \
         三分球 三分线 三包 三原 三原色 三叠纪 三台 三叶草 三国 三夹板 三天两头 三好 三好学生 三字经 三峡 \
         三心二意 三思 三文鱼 三无 三无产品 三明 三明治 三星 三星堆 三晋 三更 三权 三氯 三水 三江 \
         三江源 三沙 三河 三清山 三甲 三番 三番五次 三秋 三秦 三级跳 三线 三维 三维码 三聚 三聚氰胺 三观 三角 \
         三角形 三角洲 三足鼎立 三轮车 三通 三里屯 三门 三高",
    ),
    ('不', "不一 不管三七二十一"),
    ('专', "专一"),
    (
        '两',
        "两会 两全 两分球 两头 两学一做 两岸 两广 两弹一星 两手 两旁 两极 两栖 两样 两江 两湖 两用 \
         两翼 两者 两难 两面",
    ),
    ('之', "之一"),
    ('九', "九一八 九华 九华山 九天 九寨 九寨沟 九州 九江 九牛一毛 九霄 九鼎 九龙"),
    ('乱', "乱七八糟"),
    (
        '二',
        "二元 二孩 二战 二手 二极管 二次元 二氧化 二氧化硫 二氧化碳 二汽 二甲 二甲苯 二线 二维 二维码 \
         二胎 二胡 二话",
    ),
    (
        '五',
        "五一 五保 五台山 五四 五大洲 五大道 五官 五彩 五星 五更 五棵松 五氧化 五湖四海 五环 五粮液 \
         五脏 五花八门 五行 五角 五讲四美 五谷 五道口 五金 五险一金 五颜六色",
    ),
    ('八', "八一 八一建军节 八仙 八八战略 八卦 八宝 八股 八荣八耻 八达岭"),
    ('六', "六一 六中全会 六合 六安 六根 六畜 六盘水 六神无主"),
    ('再', "再一次 再三"),
    ('凋', "凋零"),
    (
        '十',
        "十一黄金周 十万火急 十三陵 十二分 十全十美 十分 十堰 十字 十字架 十字路口 十足 十里 十里河 \
         十里洋场 十里长街",
    ),
    (
        '千',
        "千万不 千万别 千万千万 千亿级 千克 千军万马 千千万万 千变万化 千古 千家万户 千层 千岛湖 \
         千方百计 千瓦 千禧 千秋 千篇一律 千米 千载难逢 千辛万苦 千里 千金",
    ),
    (
        '半',
        "半信半疑 半决赛 半场 半壁 半夜 半导体 半山 半岛 半径 半成品 半挂 半斤八两 半空 半老 半自动 \
         半身 半边天 半途 半途而废",
    ),
    ('单', "单一"),
    ('参', "参半"),
    (
        '双',
        "双11 双12 双一流 双休 双冠王 双创 双十 双十一 双十二 双双 双向 双城 双料 双曲 双碳 双管 \
         双胞胎 双赢 双边",
    ),
    ('合', "合一"),
    ('周', "周一 周三 周二 周五 周六 周四"),
    ('唯', "唯一 唯一一"),
    (
        '四',
        "四书 四人帮 四合院 四周 四处 四大名著 四大洋 四季 四小龙 四川 四平 四惠 四方 四氯化碳 四海 \
         四环 四肢 四通八达 四面 四面体 四面八方 四风",
    ),
    ('多', "多半"),
    ('归', "归一 归零"),
    ('成', "成千上万 成百上千"),
    ('接', "接二连三"),
    ('星', "星期一 星期三 星期二 星期五 星期六 星期四"),
    ('清', "清零"),
    ('独', "独一无二"),
    (
        '百',
        "百亿级 百叶 百姓 百威 百家争鸣 百尺竿头 百川 百年大计 百度 百度百科 百战百胜 百折不挠 百盛 \
         百科 百般 百色 百花 百花齐放 百货 百里 百里挑一",
    ),
    ('礼', "礼拜一"),
    ('第', "第一书记 第一产业 第一夫人 第一手 第一时间 第三世界 第三产业 第三方 第二产业 第二课堂"),
    ('统', "统一"),
    ('翻', "翻一翻"),
    ('说', "说一不二"),
    ('逐', "逐一"),
    (
        '零',
        "零件 零关税 零售 零基础 零增长 零容忍 零工 零排放 零散 零星 零用 零的突破 零碎 零碳 零花 \
         零距离 零部件 零钱 零食",
    ),
    ('飘', "飘零"),
    ('首', "首付 首先 首发 首尔 首屈一指 首届一指 首席 首府 首相 首脑 首要 首都 首领 首飞 首饰"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idioms_are_sorted() {
        assert!(IDIOMS.is_sorted_by_key(|(first, _)| *first));
        for (first, words) in IDIOMS {
            assert!(words.split(' ').all(|word| word.starts_with(*first)), "{first}");
        }
    }

    #[test]
    fn an_idiom_is_passed_over_and_a_number_is_not() {
        let end = |text: &str| idiom(&Chars::new(text), 0);
        assert_eq!(end("一带一路建设"), Some(4));
        assert_eq!(end("十分重要"), Some(2));
        assert_eq!(end("十分钟"), None);
        assert_eq!(end("一点五倍"), None);
    }
}
