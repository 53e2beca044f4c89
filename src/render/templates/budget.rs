//! Ends a template that would never end, or would take all memory, as a finding on the template.
//!
//! A loop in a loop in a loop, a component that calls itself twice, a text doubled forty times: the
//! engine (tera 2) bounds the length of a `range` and the depth of components, and nothing else. What was
//! tried:
//!
//! - **A writer that refuses** after so many bytes (`render_to`): ends what prints; loops that print
//!   nothing go on. It is kept, as `Bounded`.
//! - **A value that counts**: the engine iterates over lists, maps and texts of its own alone.
//! - **The function of escaping**: called for what is printed only.
//! - **Another thread that looks on**: a thread cannot be stopped. The process must end or start itself
//!   again; a library may do neither.
//! - **Counters in the templates themselves** (`meter`): every loop, block and component calls a function,
//!   and the function returns an error when its page has used up its turns or its time. That error is an
//!   ordinary fault of the template, with the place of the loop. This is what is done. It costs nothing
//!   where a site has no templates of its own: the program's are not counted then.
//!
//! Values are measured when they get a name, by what they would be if written out; filters whose result
//! may be the product of two texts look first. What is left is a single expression that writes a large
//! text many times over (`a ~ a ~ a`), as long as the template itself is; it is bounded by the template's
//! length times `LARGEST`.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

use crate::base::hold::hold;
use crate::base::map::HashMap;
use crate::render::templates::meter::{HELD, TURN};

/// How many turns of loops, blocks and components one page may take. A page that lists a thousand things
/// takes some thousands.
const TURNS: u64 = 5_000_000;
/// How long one page may take.
const LONGEST: Duration = Duration::from_secs(20);
/// How large a value may be, in bytes as if written out.
const LARGEST: usize = 16 << 20;
/// How deeply lists may stand in one another.
const DEEPEST: usize = 64;
/// How long a page may be, in bytes.
const LONGEST_PAGE: usize = 256 << 20;

/// What the engine is told when a budget is used up.
pub const ENDLESS: &str = "the template’s budget is used up";

/// What each page that is being rendered has left, by the thread that renders it: the only thing that a
/// function of the engine can know its page by.
type RemainingBudgets = HashMap<ThreadId, Budget>;

struct Budget {
    turns: u64,
    until: Instant,
}

/// The budgets of the pages that are being rendered.
#[derive(Clone)]
pub struct Budgets {
    left: Arc<Mutex<RemainingBudgets>>,
    turns: u64,
}

/// A page that is being rendered.
pub struct Spending<'b> {
    budgets: &'b Budgets,
}

impl Default for Budgets {
    fn default() -> Budgets {
        Budgets { left: Arc::default(), turns: TURNS }
    }
}

impl Budgets {
    /// A page begins; it ends when the result is dropped.
    pub fn begin(&self) -> Spending<'_> {
        let budget = Budget { turns: self.turns, until: Instant::now() + LONGEST };
        self.hold().insert(thread::current().id(), budget);
        Spending { budgets: self }
    }

    /// Gives an engine the functions that the counters call, and filters that look before they multiply.
    pub fn register(&self, tera: &mut Tera) {
        let budgets = self.clone();
        tera.register_function(TURN, move |values: Kwargs, _: &State| -> TeraResult<Value> {
            budgets.turn(values.iter().map(|(_, value)| value))?;
            Ok(Value::safe_string(""))
        });
        let budgets = self.clone();
        tera.register_function(HELD, move |values: Kwargs, _: &State| -> TeraResult<Value> {
            budgets.turn(values.iter().map(|(_, value)| value))?;
            Ok(values.iter().next().map_or_else(Value::undefined, |(_, value)| value.clone()))
        });
        tera.register_filter("replace", replace);
        tera.register_filter("join", join);
    }

    fn hold(&self) -> MutexGuard<'_, RemainingBudgets> {
        hold(&self.left)
    }

    fn turn<'v>(&self, values: impl Iterator<Item = &'v Value>) -> TeraResult<()> {
        for value in values {
            fits(written(value, LARGEST, DEEPEST))?;
        }
        let mut left = self.hold();
        let Some(budget) = left.get_mut(&thread::current().id()) else { return Ok(()) };
        budget.turns = budget.turns.saturating_sub(1);
        match budget.turns == 0 || Instant::now() > budget.until {
            true => Err(Error::message(ENDLESS)),
            false => Ok(()),
        }
    }
}

impl Drop for Spending<'_> {
    fn drop(&mut self) {
        self.budgets.hold().remove(&thread::current().id());
    }
}

fn fits(length: usize) -> TeraResult<()> {
    if length > LARGEST { Err(Error::message(ENDLESS)) } else { Ok(()) }
}

/// About how long a value is when it is written out; no more is looked at than `most` needs. What is nested
/// too deeply counts as too long.
fn written(value: &Value, most: usize, depth: usize) -> usize {
    if let Some(text) = value.as_str() {
        return text.len();
    }
    if depth == 0 {
        return LARGEST + 1;
    }
    let mut length = 4;
    let parts = value.as_array().unwrap_or_default().iter();
    let fields = value.as_map().into_iter().flat_map(|map| map.values());
    for part in parts.chain(fields) {
        if length > most {
            break;
        }
        length += written(part, most - length, depth - 1) + 4;
    }
    length
}

/// The engine's filter, but for results that would be too large.
fn replace(text: StringInput, args: Kwargs, state: &State) -> TeraResult<Value> {
    let from = args.must_get::<&str>("from")?;
    let to = args.must_get::<StringInput>("to")?;
    let is_safe = state.autoescaping_enabled() && (text.is_safe() || to.is_safe());
    let (text, to) = match is_safe {
        true => (text.rendered(state)?, to.rendered(state)?),
        false => (text.as_str().into(), to.as_str().into()),
    };
    fits(text.len() + text.matches(from).count().saturating_mul(to.len()))?;
    let out = text.replace(from, &to);
    Ok(if is_safe { Value::safe_string(&out) } else { Value::from(out) })
}

/// The same.
fn join(parts: &[Value], args: Kwargs, state: &State) -> TeraResult<Value> {
    let between = args.get::<StringInput>("sep")?;
    let safe_part = parts.iter().any(|part| part.is_string() && part.is_safe());
    let is_safe =
        state.autoescaping_enabled() && (safe_part || between.as_ref().is_some_and(StringInput::is_safe));
    let length: usize = parts.iter().map(|part| written(part, LARGEST, DEEPEST)).sum();
    let gap = between.as_ref().map_or(0, |one| one.as_str().len());
    fits(length + gap.saturating_mul(parts.len()))?;
    let write = |part: &Value| match (is_safe, part.is_undefined()) {
        (true, true) => Ok(String::new()),
        (true, false) => state.escape_if_needed(part),
        _ => Ok(part.to_string()),
    };
    let parts: Vec<String> = parts.iter().map(write).collect::<TeraResult<_>>()?;
    let between = match (&between, is_safe) {
        (Some(one), true) => one.rendered(state)?,
        (Some(one), false) => one.as_str().into(),
        (None, _) => "".into(),
    };
    let out = parts.join(&between);
    Ok(if is_safe { Value::safe_string(&out) } else { Value::from(out) })
}

/// A page that does not grow beyond what one may hold.
#[derive(Default)]
pub struct Bounded {
    /// What was written.
    pub bytes: Vec<u8>,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > LONGEST_PAGE {
            return Err(io::Error::other(ENDLESS));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::templates::meter::meter;

    /// What comes of a template that may take a thousand turns.
    fn render(template: &str) -> Result<String, String> {
        let budgets = Budgets { turns: 1000, ..Budgets::default() };
        let mut tera = Tera::new();
        budgets.register(&mut tera);
        tera.add_raw_template("a.html", &meter(template).text).map_err(|error| error.to_string())?;
        let _spending = budgets.begin();
        tera.render("a.html", &tera::Context::new()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_does_not_end_is_ended() {
        let double = "{% set a = a ~ a %}".repeat(60);
        let double = format!("{{% set a = 'text' %}}{double}{{{{ a | length }}}}");
        let nest = "{% set a = [a, a] %}".repeat(60);
        let nest = format!("{{% set a = [1] %}}{nest}{{{{ a }}}}");
        let square = "{% set a = a | replace(from='a', to=a) %}".repeat(12);
        let square = format!("{{% set a = 'aaaa' %}}{square}");
        let joined = "{% set a = [a, a, a, a, a, a, a] | join(sep=a) %}".repeat(20);
        let joined = format!("{{% set a = 'aaaa' %}}{joined}");
        let captured = "{% set a %}{{ a }}{{ a }}{% endset %}".repeat(60);
        let captured = format!("{{% set a = 'text' %}}{captured}");
        let component = |n: usize| {
            let calls = format!("{{{{ <c{} /> }}}}", n + 1).repeat(4);
            format!("{{% component c{n}() %}}{calls}{{% endcomponent %}}")
        };
        let components: String = (0..9).map(component).collect();
        let components = components + "{% component c9() %}{% endcomponent %}{{ <c0 /> }}";
        for endless in [
            "{% for a in range(end=1000) %}{% for b in range(end=1000) %}{% endfor %}{% endfor %}",
            "{% set r = range(end=1000) %}{% for a in r %}{% for b in r -%} x {%- endfor %}{% endfor %}",
            &components,
            "{{ [[1 for b in range(end=1000)] for a in range(end=1000)] | length }}",
            "{{ [0 for a in range(end=100000) if a == -1] | length }}",
            "{% set_global a = [] %}{% for b in range(end=900) %}{% set_global a = [a] %}{% endfor %}",
            &double,
            &nest,
            &square,
            &joined,
            &captured,
        ] {
            let said = render(endless).expect_err(endless);
            assert!(said.contains(ENDLESS), "{endless}: {said}");
        }
    }

    #[test]
    fn what_ends_is_as_it_was() {
        for (template, page) in [
            ("{% for a in range(end=3) -%} {{ a }} {%- endfor %}!", "012!"),
            ("{% for a in [1, 2] if %}", ""),
            ("{% set a = 1 if true else 2 %}{{ a + 1 }}", "2"),
            ("{% set a = nothing | default(value='x') %}{{ a }}", "x"),
            ("{% set a = '<b>' %}{{ a }}{% set b = '<b>' | safe %}{{ b }}", "&lt;b&gt;<b>"),
            ("{% set a %}<i>{% endset %}{{ a }}", "<i>"),
            ("{{ [a * 2 for a in range(end=4) if a > 1] | join(sep=', ') }}", "4, 6"),
            (
                "{{ ['<', '>' | safe] | join(sep='&') }}|{{ 'a<b' | replace(from='a', to='c') }}",
                "&lt;&amp;>|c&lt;b",
            ),
            ("{% component c(a, b=2) %}{{ a }}{{ b }}{% endcomponent %}{{ <c a={1} /> }}", "12"),
        ] {
            let plain = Tera::one_off(template, &tera::Context::new(), true);
            match (render(template), plain) {
                (Ok(metered), Ok(plain)) => assert_eq!((&*metered, &*plain), (page, page), "{template}"),
                (metered, plain) => {
                    assert!(metered.is_err() && plain.is_err(), "{template}: {metered:?} {plain:?}")
                }
            }
        }
    }
}
