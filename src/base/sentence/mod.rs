//! Where the sentences of a text end: one definition for the whole program, in both languages.
//!
//! A sentence ends at a stop (`。！？…`, and `.` `!` `?` where a new one can begin after it) with the quotation marks
//! and brackets that close there. It does not end inside a number, an address, an abbreviation or initials, after
//! the number of an item, inside brackets, inside a short quotation that the sentence goes on after, or where a
//! comma or a small letter follows. A clause ends at a semicolon as well; a blank line ends everything.

mod ahead;
mod full_stop;
mod marks;

use std::ops::Range;

use self::ahead::Ahead;
use self::full_stop::FullStop;
use self::marks::{ProtectedMarks, closes, is_han};

/// The sentences of a text, in order, without the white space between them.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    Splitter::new(text, false).split()
}

/// The sentences of a text, divided at their semicolons.
pub fn clauses(text: &str) -> Vec<Range<usize>> {
    Splitter::new(text, true).split()
}

/// The sentence that a range stands in; where it touches several, all of them.
pub fn around(text: &str, range: &Range<usize>) -> Range<usize> {
    among(&sentences(text), range)
}

/// The same, of sentences that are known.
pub fn among(all: &[Range<usize>], range: &Range<usize>) -> Range<usize> {
    let first = all.partition_point(|one| one.end <= range.start);
    let last = all.partition_point(|one| one.start < range.end.max(range.start + 1)).max(first + 1) - 1;
    match (all.get(first), all.get(last).or(all.last())) {
        (Some(one), Some(other)) => one.start.min(range.start)..other.end.max(range.end),
        _ => range.clone(),
    }
}

/// Whether a mark may not begin a sentence.
fn goes_on(c: char) -> bool {
    matches!(
        c,
        '，' | '、' | ',' | '；' | ';' | '：' | ':' | '）' | ')' | ']' | '】' | '》' | '〉' | '」' | '』'
    )
}

/// Words that go on after a quotation with a sentence in it: “稳字当头。”的要求.
const AFTER_QUOTATION: [&str; 7] = ["的", "等", "之", "及", "与", "和", "或"];

struct Splitter<'t> {
    text: &'t str,
    /// The marks at which sentences may end, among others, and where they stand.
    marks: Vec<(usize, char)>,
    protected: ProtectedMarks,
    clauses: bool,
    ahead: KnownAhead,
}

/// What was found ahead of the places that were looked at.
#[derive(Default)]
struct KnownAhead {
    /// Letters and digits.
    words: Ahead,
    /// What is no white space, from where a sentence may begin.
    begins: Ahead,
    /// Where stops and closing marks end.
    closed: Ahead,
}

impl<'t> Splitter<'t> {
    fn new(text: &'t str, clauses: bool) -> Splitter<'t> {
        let marks = marks::marks(text);
        let protected = ProtectedMarks::of(text, &marks);
        Splitter { text, marks, protected, clauses, ahead: KnownAhead::default() }
    }

    fn split(&self) -> Vec<Range<usize>> {
        let (mut all, mut start) = (Vec::new(), self.solid(0));
        for (at, c) in self.marks.iter().copied() {
            if at < start {
                continue;
            }
            if let Some(end) = self.end_from(start, at, c) {
                self.push(&mut all, start..end);
                start = self.solid(end);
            }
        }
        self.push(&mut all, start..self.text.len());
        all
    }

    /// Adds what begins with no white space.
    fn push(&self, all: &mut Vec<Range<usize>>, Range { start, end }: Range<usize>) {
        let said = self.text[start..end].trim_end();
        if !said.is_empty() {
            all.push(start..start + said.len());
        }
    }

    /// Where what began at `start` ends, if the mark at `at` ends it.
    fn end_from(&self, start: usize, at: usize, c: char) -> Option<usize> {
        let behind = at + c.len_utf8();
        if c == '\n' {
            return self.is_blank_line(behind).then_some(behind);
        }
        let stops = match c {
            '。' | '！' | '？' | '｡' | '…' | '!' | '?' => true,
            '；' | ';' => self.clauses,
            '.' | '．' => {
                let word = |at| self.ahead.words.next(self.text, at, char::is_alphanumeric);
                full_stop::ends(self.text, &FullStop { at, behind, start }, word)
            }
            _ => false,
        };
        if !stops || self.protected.protects(at) {
            return None;
        }
        // A run of stops that end nothing is gone through once, not once from each.
        let end = self.ahead.closed.of(behind, |at| self.closed(at));
        self.may_end(c, at..behind, end).then_some(end)
    }

    /// The next place with no white space.
    fn solid(&self, at: usize) -> usize {
        self.ahead.begins.next(self.text, at, |c| !c.is_whitespace())
    }

    /// Past the other stops and the closing marks that follow a stop.
    fn closed(&self, mut end: usize) -> usize {
        loop {
            let stands = |c: char| {
                matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '.')
                    || closes(c)
                    || c == '"' && self.protected.closes_here(end)
            };
            match self.char(end) {
                Some(c) if stands(c) => end += c.len_utf8(),
                // A mark that closes and has come away from its sentence.
                Some(' ') => match self.lone_mark(end + 1) {
                    Some(mark) => end += 1 + mark.len_utf8(),
                    None => return end,
                },
                _ => return end,
            }
        }
    }

    /// A mark that closes before a blank.
    fn lone_mark(&self, at: usize) -> Option<char> {
        let mark = self.char(at).filter(|c| *c == '"' || closes(*c))?;
        self.char(at + mark.len_utf8()).is_none_or(char::is_whitespace).then_some(mark)
    }

    /// Whether a sentence may end before the byte `end`, after a stop.
    fn may_end(&self, stop: char, place: Range<usize>, end: usize) -> bool {
        let blank = self.char(end).is_none_or(char::is_whitespace);
        if !blank && self.protected.protects(end.saturating_sub(1)) {
            return false;
        }
        let Some(next) = self.char(self.solid(end)) else { return true };
        if goes_on(next) {
            return false;
        }
        if stop.is_ascii() {
            let begins = blank || is_han(next) || !next.is_ascii();
            return begins && (!next.is_ascii_lowercase() || self.begins_small(stop, place, end));
        }
        if stop == '…' && next.is_ascii_lowercase() {
            return false;
        }
        let quoted = end > place.end && !blank;
        !(quoted && AFTER_QUOTATION.iter().any(|word| self.text[end..].starts_with(word)))
    }

    /// Whether what begins with a small letter may be a new sentence: after a semicolon, and after a point that ends
    /// a word which is no abbreviation, as headlines and lists of clauses have it.
    fn begins_small(&self, stop: char, place: Range<usize>, end: usize) -> bool {
        let before = &self.text[..place.start];
        let word = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let before = before[..before.len() - word].chars().next_back().unwrap_or(' ');
        let plain = (word > 3 && !before.is_ascii_alphanumeric() && before != '.')
            || (word == 1 && before.is_ascii_digit());
        let number = word == 0 && before.is_ascii_digit();
        stop == ';' || (stop == '.' && end == place.end && (plain || number))
    }

    /// Whether a line is blank that begins at a byte.
    fn is_blank_line(&self, at: usize) -> bool {
        self.text[at..].chars().take_while(|c| c.is_whitespace()).any(|c| c == '\n')
    }

    fn char(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said<'t>(text: &'t str, ranges: &[Range<usize>]) -> Vec<&'t str> {
        ranges.iter().map(|range| &text[range.clone()]).collect()
    }

    /// Each text with `|` where a sentence ends.
    #[track_caller]
    fn check(marked: &[&str], split: fn(&str) -> Vec<Range<usize>>) {
        for one in marked {
            let text = one.replace('|', "");
            let expected: Vec<&str> = one.split('|').map(str::trim).filter(|part| !part.is_empty()).collect();
            assert_eq!(said(&text, &split(&text)), expected, "{one}");
        }
    }

    #[test]
    fn chinese_sentences_end_at_their_stops() {
        check(
            &[
                "经济稳定增长。|就业形势向好。",
                "真的吗？|真的！|那好",
                "怎么可能？！|他不信。",
                "生产总值增长6.4%。|其中，工业增长8%；农业增长3%。",
                "他沉默了……|大家都没有说话。",
                "“稳中求进。”|会议这样要求。",
                "他说：“要干就干好。”|随后他去了车间。",
                "他说：“好。”|这一年他很忙。",
                "坚持“不忘初心。”的要求，继续前进。|再创佳绩。",
                "提出“一稳。二进。三好”的目标。|各地落实。",
                "完成投资30亿元（其中民间投资占六成。见附表）。|同比增长5%。",
                "任务完成。|（数据见附表。）|下一步继续努力。",
                "1.加快转型。|2.改善民生。",
                "增长6%.|出口下降.",
                "网址为www.example.com/a.html。|欢迎访问。",
                "一、总体要求\n\n|全面贯彻落实",
                "“甲。|乙。|丙。”|丁。",
            ],
            sentences,
        );
    }

    #[test]
    fn english_sentences_end_where_a_new_one_begins() {
        check(
            &[
                "It grew 3.5 percent. |Exports fell.",
                "Mr. Li met Dr. Wang at 5 p.m. on Friday. |They talked.",
                "The U.S. Treasury agreed. |So did others.",
                "He moved to the U.S. |The family followed.",
                "John F. Kennedy spoke. |J. K. Rowling wrote.",
                "See No. 5 and Fig. 2. |No. |It is not so.",
                "Foods, e.g. rice, i.e. grain, are cheap. |Buy some.",
                "Wait... and see. |He left... |Nobody knew why.",
                "\"Let's go.\" |She nodded.",
                "\"Really?\" he asked. |“Yes!” she said.",
                "“We will. |We can,” he said. |Then he left.",
                "I am going.\" |That was all he said. |So.",
                "He said: \"It is good. \" |She agreed.",
                "They left Kabul. |in the 1970s. |written later.",
                "The plan was adopted. |only ten were left. |iPhones sold well.",
                "It is approx. five, incl. tax, by the dept. of trade.",
                "1. Speed up the transition. |2. Improve living standards.",
                "The work is done (see p. 3. Ask us). |Next comes more.",
                "Visit www.example.com. |It is free.",
                "Apple Inc. said so. |Apple Inc. |The company grew.",
                "In 2020. |That was all.",
                "We did three things: first, plan; second, act. |Good.",
                "He is taller than I. |She is not.",
                "Sales were up vs. last year. |Good.",
                "On Sept. 3 and Dec. 4. |May came.",
            ],
            sentences,
        );
    }

    #[test]
    fn clauses_end_at_semicolons_too() {
        check(
            &[
                "工业增长8%；|农业增长3%。|服务业增长9%。",
                "Industry grew 8%; |farming grew 3%. |Services grew 9%.",
                "全市（含县；区）增长；|其他持平。",
                "坚持“一要稳；二要进”的要求；|抓好落实。",
            ],
            clauses,
        );
    }

    #[test]
    fn the_sentence_around_a_place_is_whole() {
        let at = |text: &'static str, word: &str| {
            let start = text.find(word).unwrap_or(0);
            &text[around(text, &(start..start + word.len()))]
        };
        assert_eq!(at("甲。乙有产业。丙。", "产业"), "乙有产业。");
        assert_eq!(
            at("It rose by 2.5 percent. The industry grew. So it is.", "industry"),
            "The industry grew."
        );
        assert_eq!(at("It rose by 2.5 percent.", "2.5"), "It rose by 2.5 percent.");
        assert_eq!(at("甲乙。丙丁。戊。", "乙。丙"), "甲乙。丙丁。");
        assert_eq!(
            at("It rose\nby 2.5 percent.", "2.5"),
            "It rose\nby 2.5 percent.",
            "a line break in a sentence"
        );
    }
}
