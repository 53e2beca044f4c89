//! Puts a counter into every part of a template that may run more than once.
//!
//! The engine has no hook that is called while a template runs, but it calls functions. So the text of a
//! template is changed before the engine compiles it: the body of each loop, block and component begins
//! with a call of `__turn`, and what is kept under a name goes through `__held`, which measures it
//! (`budget` has both). Nothing else changes: calls are written where they print nothing and trim what the
//! tag before them trims. Places that the engine reports lead back to the text as it was typed.

use std::ops::Range;

/// The function that counts a turn and measures what it is given; prints nothing.
pub const TURN: &str = "__turn";
/// The function that does the same and gives back what it was given as `of`.
pub const HELD: &str = "__held";

/// A template with counters.
#[derive(Debug, Default)]
pub struct Metered {
    /// Its text.
    pub text: String,
    /// Where counters stand in it.
    inserted: Vec<Range<usize>>,
}

impl Metered {
    /// The place in the text as it was typed.
    pub fn typed(&self, place: Range<usize>) -> Range<usize> {
        let back = |at: usize| {
            let before = self.inserted.iter().take_while(|one| one.start < at);
            at - before.map(|one| one.end.min(at) - one.start).sum::<usize>()
        };
        back(place.start)..back(place.end)
    }
}

/// Puts the counters into a template.
pub fn meter(typed: &str) -> Metered {
    let mut reader = Reader { text: typed, counters: Vec::new(), captured: Vec::new() };
    reader.read();
    reader.counters.sort_by_key(|(at, _)| *at);
    let mut metered = Metered::default();
    let mut from = 0;
    for (at, counter) in &reader.counters {
        metered.text.push_str(&typed[from..*at]);
        let start = metered.text.len();
        metered.text.push_str(counter);
        metered.inserted.push(start..metered.text.len());
        from = *at;
    }
    metered.text.push_str(&typed[from..]);
    metered
}

/// A name, a sign or a literal of a tag, by its place.
type TagToken = Range<usize>;

struct Reader<'t> {
    text: &'t str,
    counters: Vec<(usize, String)>,
    /// `set` blocks that are open: how they are set, and under which name.
    captured: Vec<(&'t str, &'t str)>,
}

impl<'t> Reader<'t> {
    fn read(&mut self) {
        let mut at = 0;
        while let Some(start) = self.text[at..].find('{').map(|found| at + found) {
            let (opens, closes) = match &self.text.as_bytes()[start..] {
                [_, b'%', ..] => ("{%", "%}"),
                [_, b'{', ..] => ("{{", "}}"),
                [_, b'#', ..] => {
                    at = self.text[start..].find("#}").map_or(self.text.len(), |end| start + end + 2);
                    continue;
                }
                _ => {
                    at = start + 1;
                    continue;
                }
            };
            let (tokens, end) = self.tokens(start + opens.len(), closes);
            self.comprehensions(&tokens);
            at = match opens {
                "{%" => self.statement(&tokens, end),
                _ => end,
            };
        }
    }

    /// The tokens of a tag, and the place behind it.
    fn tokens(&self, start: usize, closes: &str) -> (Vec<TagToken>, usize) {
        let mut tokens: Vec<TagToken> = Vec::new();
        let (mut at, mut braces) = (start, 0_usize);
        while let Some(c) = self.text[at..].chars().next() {
            let rest = &self.text[at..];
            if braces == 0
                && (rest.starts_with(closes)
                    || rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(closes)))
            {
                return (tokens, at + usize::from(c == '-') + closes.len());
            }
            let length = match c {
                '"' | '\'' | '`' => string_length(rest, c),
                c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
                _ => c.len_utf8(),
            };
            match c {
                '{' => braces += 1,
                '}' => braces = braces.saturating_sub(1),
                _ => {}
            }
            if !c.is_whitespace() {
                tokens.push(at..at + length);
            }
            at += length;
        }
        (tokens, at)
    }

    fn word(&self, tokens: &[TagToken], at: usize) -> &'t str {
        tokens.get(at).map_or("", |token| &self.text[token.clone()])
    }

    /// What a statement needs; gives where to read on.
    fn statement(&mut self, tokens: &[TagToken], end: usize) -> usize {
        let first = usize::from(matches!(self.word(tokens, 0), "-"));
        let (name, next) = (self.word(tokens, first), self.word(tokens, first + 1));
        let trims = self.text[..end].ends_with("-%}");
        let close = if trims { " -}}" } else { " }}" };
        match name {
            "for" | "block" => self.counters.push((end, format!("{{{{ {TURN}(){close}"))),
            "component" => {
                let names = self.parameters(&tokens[first + 1..]);
                let names: Vec<String> = names.iter().map(|name| format!("{name}={name}")).collect();
                self.counters.push((end, format!("{{{{ {TURN}({}){close}", names.join(", "))));
            }
            "set" | "set_global" if self.word(tokens, first + 2) == "=" => {
                let value = tokens.get(first + 3).zip(tokens.last());
                if let Some((from, to)) = value {
                    self.counters.push((from.start, format!("{HELD}(of=(")));
                    self.counters.push((to.end, "))".to_owned()));
                }
            }
            "set" | "set_global" => self.captured.push((name, next)),
            "endset" => {
                if let Some((how, name)) = self.captured.pop() {
                    let close = if trims { "-%}" } else { "%}" };
                    self.counters.push((end, format!("{{% {how} {name} = {HELD}(of={name}) {close}")));
                }
            }
            "raw" => return self.after_raw(end),
            _ => {}
        }
        end
    }

    /// Counts what stands before `for` in `[x + 1 for x in list if x > 1]`, and its condition.
    fn comprehensions(&mut self, tokens: &[TagToken]) {
        let mut open: Vec<(usize, bool)> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            match &self.text[token.clone()] {
                "[" | "(" | "{" => open.push((at, false)),
                "]" | ")" | "}" => {
                    if let Some((_, true)) = open.pop() {
                        self.counters.push((token.start, "))".to_owned()));
                    }
                }
                "for" => {
                    if let Some((from, _)) = open.last().filter(|(from, _)| self.word(tokens, *from) == "[") {
                        self.counters.push((tokens[*from].end, format!("{HELD}(of=(")));
                        self.counters.push((token.start, ")) ".to_owned()));
                        self.condition(tokens, at, &mut open);
                    }
                }
                _ => {}
            }
        }
    }

    fn condition(&mut self, tokens: &[TagToken], from: usize, open: &mut [(usize, bool)]) {
        let mut depth = 0_usize;
        for token in &tokens[from..] {
            match &self.text[token.clone()] {
                "[" | "(" | "{" => depth += 1,
                "]" | ")" | "}" if depth == 0 => return,
                "]" | ")" | "}" => depth -= 1,
                "if" if depth == 0 => {
                    self.counters.push((token.end, format!(" {HELD}(of=(")));
                    if let Some(last) = open.last_mut() {
                        last.1 = true;
                    }
                    return;
                }
                _ => {}
            }
        }
    }

    /// The names of a component's parameters: `card(title: string, big=false)`.
    fn parameters(&self, tokens: &[TagToken]) -> Vec<&'t str> {
        let (mut names, mut depth) = (Vec::new(), 0_usize);
        for (at, token) in tokens.iter().enumerate() {
            let text = &self.text[token.clone()];
            match text {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                _ => {
                    let is_name = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
                    let is_first = at > 0 && matches!(self.word(tokens, at - 1), "(" | ",");
                    if depth == 1 && is_name && is_first {
                        names.push(text);
                    }
                }
            }
        }
        names
    }

    fn after_raw(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(found) = self.text[at..].find("{%") {
            let (tokens, end) = self.tokens(at + found + 2, "%}");
            let first = usize::from(self.word(&tokens, 0) == "-");
            if self.word(&tokens, first) == "endraw" {
                return end;
            }
            at += found + 2;
        }
        self.text.len()
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_run_again_is_counted() {
        for (typed, metered) in [
            ("甲{{ a }}", "甲{{ a }}"),
            ("{% for a in b %}x{% endfor %}", "{% for a in b %}{{ __turn() }}x{% endfor %}"),
            ("{%- for a in b -%} x{% endfor %}", "{%- for a in b -%}{{ __turn() -}} x{% endfor %}"),
            ("{% block 正文 %}{% endblock %}", "{% block 正文 %}{{ __turn() }}{% endblock %}"),
            (
                "{% component card(a, b: string, c=[1, d]) %}{% endcomponent %}",
                "{% component card(a, b: string, c=[1, d]) %}{{ __turn(a=a, b=b, c=c) }}{% endcomponent %}",
            ),
            ("{% set a = b ~ c -%}", "{% set a = __held(of=(b ~ c)) -%}"),
            ("{% set_global a = {\"b\": 1} %}", "{% set_global a = __held(of=({\"b\": 1})) %}"),
            ("{% set a %}x{% endset -%} y", "{% set a %}x{% endset -%}{% set a = __held(of=a) -%} y"),
            ("{{ [a + 1 for a in b] }}", "{{ [__held(of=(a + 1 )) for a in b] }}"),
            (
                "{{ [a for a in b if a > [1, 2][0]] }}",
                "{{ [__held(of=(a )) for a in b if __held(of=( a > [1, 2][0]))] }}",
            ),
        ] {
            assert_eq!(meter(typed).text, metered);
        }
    }

    #[test]
    fn what_is_no_tag_stays() {
        for text in [
            "{# {% for a in b %} #}",
            "{% raw %}{% for a in b %}{% endraw %}",
            "{%- raw -%}{% set a = 1 %}{{ \"{% endraw\" }}{%- endraw -%}",
            "{{ \"{% for a in b %}\" }}",
            "{{ '}}' }}{% if \"%}\" == a %}{% endif %}",
            "{ % for %} {",
        ] {
            assert_eq!(meter(text).text, text);
        }
    }

    #[test]
    fn a_place_leads_back_to_what_was_typed() {
        let typed = "{% for a in b %}{% set c = a %}{{ nothing }}{% endfor %}";
        let metered = meter(typed);
        let at = metered.text.find("nothing").unwrap();
        let back = metered.typed(at..at + 7);
        assert_eq!(&typed[back], "nothing");
        let inside = metered.text.find("__turn").unwrap();
        assert_eq!(metered.typed(inside..inside + 8), 16..16, "behind the loop’s tag");
    }
}
