use crate::base::diagnostic::Label;
use crate::base::lang::Both;
use crate::quantity::compare::MismatchKind;
use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Kind, Quantity};
use crate::quantity::wording::written;
use crate::rules::differences::{self, shown};
use crate::rules::rule::rule;
use crate::rules::rule::{Across, Check, Pair, RuleContext};

rule! {
    /// 数字中英相等
    /// Each figure is the same in both languages
    ///
    /// # 中文
    /// 每段里的数量，两边的数值和单位应相等：74.1万是 741,000，12.9亿是 1.29 billion，8.4‰ 是 0.84 percent，百分点不是百分比。
    /// 多一个、少一个、错一位、差一个量级、两个数字对调，都在这里报告，并写出两边的数。只有一边说明是约数（约、近、nearly、about）时才容许取整。
    /// 5G、PM2.5、S1 这样的名称不是数量，但两边的数字也应相同。
    /// 一边把段落拆开或合并时，有关的几段合在一起比较；一组各项只是次序不同，就说是次序不同。
    ///
    /// # English
    /// The quantities of a passage have the same value and unit on both sides: 74.1万 is 741,000, 12.9亿 is
    /// 1.29 billion, 8.4‰ is 0.84 percent, and percentage points are not percent. A figure too many or too few, a
    /// wrong digit, a wrong scale, two figures exchanged are reported, with both numbers. Rounding is accepted only
    /// where a side says so (约, 近, nearly, about). Names as 5G, PM2.5 or S1 are no quantities, but have the same
    /// digits on both sides. Where one side splits or joins paragraphs, those concerned are compared together; entries
    /// that only stand in another order are said to be that.
    ///
    /// # Bad
    /// ```zh
    /// 市场主体总量达到74.1万家，其中企业28.3万家。
    /// ```
    /// ```en
    /// The number of market entities reached 7.41 million, of which 283,000 were enterprises.
    /// ```
    ///
    /// # Good
    /// ```zh
    /// 市场主体总量达到74.1万家，其中企业28.3万家。
    /// ```
    /// ```en
    /// The number of market entities reached 741,000, of which 283,000 were enterprises.
    /// ```
    "figure-mismatch", Error, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    reordered(pair, report);
    codes(pair, report);
    let told =
        |fault, zh: Option<&Quantity>, en: Option<&Quantity>| (message(fault, zh, en), help(fault, zh, en));
    differences::each(pair, report, |fault| !fault.is_of_words(), told);
}

/// Names whose digits differ.
fn codes(pair: &Pair, report: &mut RuleContext) {
    let pages = &pair.bitext.pages;
    for Across { figures, zh, en, .. } in pair.across(|one| one.faults.is_some()) {
        for (left, right) in figures.codes() {
            let (said, written) = (&zh.string()[left.clone()], &en.string()[right.clone()]);
            let finding = report.find(
                pages.en.source.place(en.span(right.clone())),
                Both::new(
                    format!("名称里的数字不同：中文是 {said}，英文是 {written}"),
                    format!("the digits of a name differ: {said} in the Chinese, {written} in the English"),
                ),
                Both::new(format!("这里是 {written}"), format!("{written} here")),
                Both::new(
                    format!("改为 {said}；如果中文有误，改正中文"),
                    format!("write {said}; if the Chinese is wrong, correct it there"),
                ),
            );
            let text = Both::new(format!("这里是 {said}"), format!("{said} here"));
            finding.related.push(Label { place: pages.zh.source.place(zh.span(left.clone())), text });
        }
    }
}

/// Entries that stand in another order, told once a passage.
fn reordered(pair: &Pair, report: &mut RuleContext) {
    for (part, proof) in pair.parts(|proof| !proof.reordered.is_empty()) {
        let Some((zh, en)) = proof.reordered.first() else { continue };
        let english = part.proses.en[*en].read();
        let place = pair.bitext.pages.en.source.place(english.span(0..english.string().len()));
        let finding = report.find(
            place,
            Both::new(
                "英文各项的次序与中文不同",
                "the English entries stand in another order than the Chinese",
            ),
            Both::new(
                format!("这是中文的第 {} 项", zh + 1),
                format!("this is entry {} of the Chinese", zh + 1),
            ),
            Both::new("照中文的次序排列英文各项", "put the English entries into the order of the Chinese"),
        );
        let chinese = part.proses.zh[*zh].read();
        let text = Both::new(format!("第 {} 项", zh + 1), format!("entry {}", zh + 1));
        let place = pair.bitext.pages.zh.source.place(chinese.span(0..chinese.string().len()));
        finding.related.push(Label { place, text });
    }
}

/// What went wrong, with both values.
fn message(fault: MismatchKind, zh: Option<&Quantity>, en: Option<&Quantity>) -> Both<String> {
    let what = wrong(fault);
    let value = |one: Option<&Quantity>| one.map(written);
    match (value(zh), value(en)) {
        (Some(zh), Some(en)) => Both::new(
            format!("{}：中文是 {}，英文是 {}", what.zh, zh.zh, en.zh),
            format!("{}: {} in the Chinese, {} in the English", what.en, zh.en, en.en),
        ),
        (Some(one), None) | (None, Some(one)) => {
            Both::new(format!("{}：{}", what.zh, one.zh), format!("{}: {}", what.en, one.en))
        }
        (None, None) => what,
    }
}

fn wrong(fault: MismatchKind) -> Both<String> {
    let (zh, en) = match fault {
        MismatchKind::Missing => ("英文里没有这个数", "a figure of the Chinese is missing in the English"),
        MismatchKind::Extra => ("中文里没有这个数", "a figure of the English is not in the Chinese"),
        MismatchKind::Swap => ("两个数字的先后对调了", "two figures have changed places"),
        MismatchKind::Points => ("百分比与百分点混淆", "percent and percentage points are confused"),
        MismatchKind::PerMille => ("百分比与千分比混淆", "percent and per mille are confused"),
        MismatchKind::ByTo => {
            ("“增加了”与“增加到”混淆", "a change by a figure and a change to it are confused")
        }
        MismatchKind::Torn => {
            ("数字里夹着全角逗号或空格", "a full-width comma or a blank stands inside a figure")
        }
        MismatchKind::Sign => ("正负号不同", "the two languages differ in the sign of a figure"),
        MismatchKind::Scale => {
            ("两种语言的数字差了量级", "the two languages give a figure in different scales")
        }
        MismatchKind::Unit => ("两种语言的单位不同", "the two languages give a figure in different units"),
        _ => ("两种语言的数字不同", "the two languages give different figures"),
    };
    Both::new(zh, en)
}

/// What to do about it.
fn help(fault: MismatchKind, zh: Option<&Quantity>, en: Option<&Quantity>) -> Both<String> {
    match (fault, zh, en) {
        (MismatchKind::Scale, Some(zh), Some(_)) => scale(zh),
        (MismatchKind::Points, Some(zh), _) if zh.kind == Kind::Points => {
            Both::new("百分点译作 percentage points", "百分点 is percentage points")
        }
        (MismatchKind::Points, ..) => {
            Both::new("% 译作 percent，不是 percentage points", "% is percent, not percentage points")
        }
        (MismatchKind::PerMille, ..) => Both::new(
            "‰ 是千分之一：8.4‰ 是 8.4 per mille 或 0.84 percent",
            "‰ is a thousandth: 8.4‰ is 8.4 per mille or 0.84 percent",
        ),
        (MismatchKind::Swap, ..) => {
            Both::new("照中文的先后写", "give the figures in the order of the Chinese")
        }
        (MismatchKind::Torn, Some(zh), _) => {
            let plain = zh.decimal().map_or_else(|| zh.plain(), Decimal::plain);
            Both::new(
                format!("把中文里的数连起来写：{plain}"),
                format!("write the Chinese figure without a gap: {plain}"),
            )
        }
        (MismatchKind::ByTo, ..) => {
            Both::new("“增加了”译作 by，“增加到”译作 to", "增加了 is “by”, 增加到 is “to”")
        }
        (_, Some(zh), Some(_)) => shown(zh)
            .within("改为 {}；如果中文有误，改正中文", "write {}; if the Chinese is wrong, correct it there"),
        (_, Some(zh), None) => shown(zh).within("在英文里写上 {}", "put {} into the English"),
        (_, None, Some(en)) => {
            shown(en).within("删去 {}，或在中文里补上", "remove {}, or add it to the Chinese")
        }
        (_, None, None) => Both::default(),
    }
}

/// Which scale word was misread: 万 is ten thousand, so 74.1万 is 741,000.
fn scale(zh: &Quantity) -> Both<String> {
    let words = [(12, "万亿", "a trillion"), (8, "亿", "a hundred million"), (4, "万", "ten thousand")];
    let said = words.into_iter().find(|(power, ..)| *power == zh.scale);
    match said.zip(zh.decimal()) {
        Some(((power, word, meaning), value)) => {
            let digits = value.scaled(-power).plain();
            shown(zh).within(
                &format!("{word}是 10 的 {power} 次方，所以 {digits}{word} 是 {{}}"),
                &format!("{word} is {meaning}, so {digits}{word} is {{}}"),
            )
        }
        None => shown(zh).within(
            "万是一万，亿是一亿：这里应为 {}",
            "万 is ten thousand and 亿 a hundred million: this should be {}",
        ),
    }
}
