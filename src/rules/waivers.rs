//! Findings that the editor excuses, with a reason: in the text before a block, in a header, in
//! `site.yaml`.

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::Both;
use crate::base::map::HashMap;
use crate::base::source::{Place, Span};
use crate::model::page::Page;
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::rules::rule::Rule;

/// Rules that no waiver excuses: what they report cannot be published in any way.
const NEVER: [&str; 8] = [
    "file-unreadable",
    "config-invalid",
    "front-matter-invalid",
    "address-invalid",
    "address-taken",
    "template-invalid",
    "waiver-invalid",
    "waiver-unused",
];

/// A finding that a waiver excuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waived {
    /// The finding.
    pub finding: Diagnostic,
    /// The reason, as given: in both languages in a header, in one in the text.
    pub reason: Both<String>,
    /// Where the waiver stands.
    pub place: Place,
}

/// A waiver with the bytes that it covers.
struct WaiverScope {
    rule: String,
    reason: Both<String>,
    place: Place,
    /// The file and span it covers; `None` for the whole site.
    covers: Option<Place>,
}

/// Takes out the findings that are excused, and adds one for each waiver that excuses nothing.
pub fn excuse(
    (site, proof): (&Site, &Proof),
    rules: &[&Rule],
    findings: Vec<Diagnostic>,
) -> (Vec<Diagnostic>, Vec<Waived>) {
    let scopes = scopes(site, proof);
    let mut used = vec![false; scopes.len()];
    let (mut kept, mut waived) = (Vec::new(), Vec::new());
    let order = Order::of(&scopes);
    for finding in findings {
        let scope = order.first(&scopes, &finding);
        match scope {
            Some(at) if !NEVER.contains(&finding.rule) => {
                let scope = &scopes[at];
                used[at] = true;
                waived.push(Waived { finding, reason: scope.reason.clone(), place: scope.place.clone() });
            }
            _ => kept.push(finding),
        }
    }
    let is_known = |name: &str| rules.iter().any(|rule| rule.name == name);
    let unused_ones = scopes.iter().zip(&used).filter(|(_, used)| !**used).map(|(scope, _)| scope);
    for scope in unused_ones.filter(|scope| is_known(&scope.rule)) {
        if site.config.rules.get("waiver-unused") == Some(&Level::Off) {
            continue;
        }
        kept.push(unused(scope, site.config.rules.get("waiver-unused").copied().unwrap_or(Level::Warning)));
    }
    (kept, waived)
}

/// The waivers of each rule in each file, and those of the whole site.
#[derive(Default)]
struct Order<'s> {
    files: HashMap<(&'s str, &'s str), Vec<CoveredRange>>,
    everywhere: HashMap<&'s str, usize>,
}

/// A waiver that covers a part of a file.
struct CoveredRange {
    scope: usize,
    start: usize,
    /// The farthest that it or one before it in the file reaches.
    reach: usize,
}

impl<'s> Order<'s> {
    fn of(scopes: &'s [WaiverScope]) -> Order<'s> {
        let mut order = Order::default();
        for (at, scope) in scopes.iter().enumerate() {
            match &scope.covers {
                Some(covers) => {
                    let list = order.files.entry((covers.path.as_ref(), scope.rule.as_str())).or_default();
                    list.push(CoveredRange { scope: at, start: covers.span.start, reach: covers.span.end });
                }
                None => _ = order.everywhere.entry(&scope.rule).or_insert(at),
            }
        }
        for list in order.files.values_mut() {
            list.sort_by_key(|one| one.start);
            list.iter_mut().fold(0, |reach, one| {
                one.reach = one.reach.max(reach);
                one.reach
            });
        }
        order
    }

    /// The first waiver that excuses a finding: of its block, of its header, of the site.
    fn first(&self, scopes: &[WaiverScope], finding: &Diagnostic) -> Option<usize> {
        let place = &finding.primary.place;
        let list = self.files.get(&(place.path.as_ref(), finding.rule)).map_or(&[][..], Vec::as_slice);
        let before = &list[..list.partition_point(|one| one.start <= place.span.start)];
        let near = before.iter().rev().take_while(|one| place.span.start <= one.reach);
        let covering = near.map(|one| one.scope).filter(|at| scopes[*at].excuses(finding)).min();
        covering.or_else(|| self.everywhere.get(finding.rule).copied())
    }
}

impl WaiverScope {
    fn excuses(&self, finding: &Diagnostic) -> bool {
        let place = &finding.primary.place;
        self.rule == finding.rule
            && self.covers.as_ref().is_none_or(|covers| {
                covers.path == place.path
                    && covers.span.start <= place.span.start
                    && place.span.start <= covers.span.end
            })
    }
}

fn unused(scope: &WaiverScope, level: Level) -> Diagnostic {
    let rule = &scope.rule;
    let what = match NEVER.contains(&rule.as_str()) {
        true => Both::new(format!("{rule} 不能豁免"), format!("{rule} cannot be waived")),
        false => Both::new(
            format!("这条豁免没有用到：没有 {rule} 的发现"),
            format!("this waiver excuses nothing: there is no finding of {rule}"),
        ),
    };
    Diagnostic::new(
        "waiver-unused",
        level,
        scope.place.clone(),
        what,
        Both::new("这条豁免", "this waiver"),
        Both::new("删去它", "remove it"),
    )
}

fn scopes(site: &Site, proof: &Proof) -> Vec<WaiverScope> {
    let mut scopes = Vec::new();
    for (bitext, digest) in site.bitexts.iter().zip(&proof.digests) {
        for page in [&bitext.pages.zh, &bitext.pages.en] {
            if digest.has_waivers {
                of_text(page, &mut scopes);
            }
            of_header(page, &mut scopes);
        }
    }
    if let Some(source) = site.sources.get("content/site.yaml") {
        for (at, allow) in site.config.allow.iter().enumerate() {
            scopes.push(WaiverScope {
                rule: allow.rule.clone(),
                reason: allow.reason.clone().into(),
                place: source.place(site.config.places.span(("allow", at))),
                covers: None,
            });
        }
    }
    scopes
}

fn of_text(page: &Page, scopes: &mut Vec<WaiverScope>) {
    for waiver in page.body.waivers.iter().filter(|waiver| !waiver.reason.is_empty()) {
        let block = page.body.blocks.get(waiver.block);
        let covers = Span::new(waiver.span.start, block.map_or(waiver.span.end, |block| block.span.end));
        scopes.push(WaiverScope {
            rule: waiver.rule.clone(),
            reason: Both::new(waiver.reason.clone(), waiver.reason.clone()),
            place: page.source.place(waiver.span),
            covers: Some(page.source.place(covers)),
        });
    }
}

fn of_header(page: &Page, scopes: &mut Vec<WaiverScope>) {
    if page.header.allow.is_empty() {
        // The header need not be read for it.
        return;
    }
    let header = page.header.places.span;
    for (at, allow) in page.header.allow.iter().enumerate() {
        scopes.push(WaiverScope {
            rule: allow.rule.clone(),
            reason: allow.reason.clone().into(),
            place: page.place(("allow", at)),
            covers: Some(page.source.place(Span::new(0, header.end))),
        });
    }
}
