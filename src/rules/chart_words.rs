//! Words by which `chart-unhelpful` tells kinds of numbers apart.

/// Growth in the prices of one year, and growth in the prices of the day. 实际使用 is no growth at all.
pub(super) const REAL: [&str; 9] = [
    "实际增",
    "（实际",
    "不变价",
    "可比价",
    "生产总值",
    "工业增加值",
    "constant price",
    "in real terms",
    "gdp",
];
pub(super) const NOMINAL: [&str; 16] = [
    "名义",
    "现价",
    "财政",
    "预算收入",
    "税收",
    "零售",
    "投资",
    "进出口",
    "出口",
    "nominal",
    "current price",
    "budget",
    "fiscal",
    "tax revenue",
    "retail sales",
    "investment",
];

/// What is agreed, and what has come of it.
pub(super) const AGREED: [&str; 8] =
    ["签约", "签订", "意向", "协议", "signed", "agreed", "contracted", "pledged"];
pub(super) const DONE: [&str; 10] = [
    "落地",
    "开工",
    "投产",
    "竣工",
    "到位",
    "landed",
    "started",
    "in production",
    "completed",
    "implemented",
];

/// A whole, and a part of it.
pub(super) const WHOLE: [&str; 12] = [
    "总数",
    "总量",
    "总额",
    "总计",
    "合计",
    "共计",
    "全部",
    "反馈",
    "交办",
    "total",
    "overall",
    "altogether",
];
pub(super) const PART: [&str; 9] =
    ["其中", "整改", "办结", "已完成", "of which", "of them", "rectified", "resolved", "settled"];

/// What things are counted by.
pub(super) const COUNTERS: [&str; 18] = [
    "家", "个", "件", "项", "人", "台", "条", "次", "所", "座", "套", "户", "辆", "亩", "公里", "万元",
    "亿元", "%",
];

/// What is no sum: averages.
pub(super) const MEAN: [&str; 5] = ["平均", "年均", "人均", "average", "per capita"];

/// Growth that says itself which of the two it is.
pub(super) const SAID_REAL: [&str; 6] =
    ["实际增", "（实际", "不变价", "可比价", "constant price", "in real terms"];
/// The same in the prices of the day.
pub(super) const SAID_NOMINAL: [&str; 4] = ["名义", "现价", "nominal", "current price"];
