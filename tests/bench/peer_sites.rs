//! The texts of a benchmark's site laid out for other generators, with templates that make what duizhao's pages have of
//! the usual things: head with alternates, navigation, the switch between languages, the pages before and after, lists
//! of topics, a feed of each language and a sitemap.

use std::fs;
use std::path::{Path, PathBuf};

/// The page that an edit changes.
pub fn page(name: &str, root: &Path, lang: &str) -> PathBuf {
    let suffix = match (name, lang) {
        ("zola", "zh") => ".md".to_owned(),
        _ => format!(".{lang}.md"),
    };
    root.join(format!("content/topic-0/town-0{suffix}"))
}

/// Makes a site of duizhao one of another program.
pub fn arrange(name: &str, root: &Path) {
    match name {
        "hugo" => hugo(root),
        "zola" => zola(root),
        _ => {}
    }
}

/// Every Markdown file of the content, after what no other program reads is gone.
fn pages(root: &Path) -> Vec<PathBuf> {
    let content = root.join("content");
    for other in ["site.yaml", "glossary.yaml"] {
        let _ = fs::remove_file(content.join(other));
    }
    let _ = fs::remove_dir_all(content.join("originals"));
    let _ = fs::remove_dir_all(root.join("templates"));
    let files = walkdir::WalkDir::new(content).into_iter().map(|entry| entry.unwrap().into_path());
    files.filter(|path| path.extension().is_some_and(|end| end == "md")).collect()
}

/// The header's lines that every program reads, and the text.
fn parts(text: &str) -> (String, &str) {
    let (head, body) = text.trim_start_matches("---\n").split_once("\n---\n").unwrap();
    let known = |line: &&str| ["title:", "summary:", "date:"].iter().any(|key| line.starts_with(key));
    let lines: Vec<String> = head
        .lines()
        .filter(known)
        .map(|line| {
            let (key, value) = line.split_once(": ").unwrap();
            if key == "date" { line.to_owned() } else { format!("{key}: \"{value}\"") }
        })
        .collect();
    (lines.join("\n"), body)
}

fn put(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// Hugo with three languages, so that it makes as many pages: the third has both texts.
fn hugo(root: &Path) {
    for path in pages(root) {
        let text = fs::read_to_string(&path).unwrap();
        let (head, body) = parts(&text);
        fs::write(&path, format!("---\n{head}\n---\n{body}")).unwrap();
        let name = path.to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".zh.md") {
            let other = fs::read_to_string(format!("{stem}.en.md")).unwrap();
            let (_, english) = parts(&other);
            fs::write(format!("{stem}.both.md"), format!("---\n{head}\n---\n{body}\n{english}")).unwrap();
        }
    }
    put(
        root,
        "hugo.toml",
        "baseURL = \"https://example.org/\"\ndefaultContentLanguage = \"zh\"\ndefaultContentLanguageInSubdir = true\n\
         disableKinds = [\"taxonomy\", \"term\", \"404\"]\ntimeout = \"600s\"\n\
         [languages.zh]\nweight = 1\ntitle = \"对照\"\n[languages.en]\nweight = 2\ntitle = \"Bench\"\n\
         [languages.both]\nweight = 3\ntitle = \"对照 Bench\"\n\
         [services.rss]\nlimit = 20\n[outputs]\nhome = [\"html\", \"rss\"]\nsection = [\"html\"]\npage = [\"html\"]\n",
    );
    put(
        root,
        "layouts/_default/baseof.html",
        "<!doctype html><html lang=\"{{ .Language.Lang }}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{{ .Title }} · {{ .Site.Title }}</title>\
         <meta name=\"description\" content=\"{{ .Params.summary }}\"><link rel=\"canonical\" href=\"{{ .Permalink }}\">\
         {{ range .Translations }}<link rel=\"alternate\" hreflang=\"{{ .Language.Lang }}\" href=\"{{ .Permalink }}\">{{ end }}\
         </head><body><header><a href=\"{{ .Site.Home.RelPermalink }}\">{{ .Site.Title }}</a>\
         <nav>{{ range .Site.Sections }}<a href=\"{{ .RelPermalink }}\">{{ .Title }} {{ len .Pages }}</a>{{ end }}</nav>\
         {{ range .Translations }}<a href=\"{{ .RelPermalink }}\">{{ .Language.Lang }}</a>{{ end }}</header>\
         <main>{{ block \"main\" . }}{{ end }}</main></body></html>",
    );
    put(
        root,
        "layouts/_default/single.html",
        "{{ define \"main\" }}<article><h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>\
         <time>{{ .Date.Format \"2006-01-02\" }}</time>{{ .Content }}\
         {{ with .PrevInSection }}<a rel=\"prev\" href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}\
         {{ with .NextInSection }}<a rel=\"next\" href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}</article>{{ end }}",
    );
    put(
        root,
        "layouts/_default/list.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1>{{ .Content }}<ul>{{ range .Pages }}\
         <li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> {{ .Params.summary }}</li>{{ end }}</ul>{{ end }}",
    );
}

/// Zola, whose first language has no suffix.
fn zola(root: &Path) {
    for path in pages(root) {
        let text = fs::read_to_string(&path).unwrap();
        let (head, body) = parts(&text);
        let head = head.replace("summary:", "description:");
        let is_section = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("_index"));
        let head = if is_section { format!("{head}\nsort_by: date") } else { head };
        // Dates stand on the Chinese side alone; Zola sorts each language by its own.
        let head = match head.contains("date:") || is_section {
            true => head,
            false => format!("{head}\ndate: 2022-04-11"),
        };
        let target = path.to_string_lossy().replace(".zh.md", ".md");
        fs::write(&path, format!("---\n{head}\n---\n{body}")).unwrap();
        fs::rename(&path, target).unwrap();
    }
    put(
        root,
        "config.toml",
        "base_url = \"https://example.org\"\ndefault_language = \"zh\"\ntitle = \"对照\"\ngenerate_feeds = true\n\
         feed_limit = 20\n[languages.en]\ntitle = \"Bench\"\ngenerate_feeds = true\n",
    );
    let base = "<!doctype html><html lang=\"{{ lang }}\"><head><meta charset=\"utf-8\"><title>{% block title %}{% endblock %}\
        </title></head><body><main>{% block main %}{% endblock %}</main></body></html>";
    put(root, "templates/base.html", base);
    let list = "{% extends \"base.html\" %}{% block title %}{{ section.title }}{% endblock %}{% block main %}\
        <h1>{{ section.title }}</h1>{{ section.content | safe }}<ul>{% for page in section.pages %}\
        <li><a href=\"{{ page.permalink }}\">{{ page.title }}</a> {{ page.description }}</li>{% endfor %}</ul>{% endblock %}";
    put(root, "templates/section.html", list);
    put(root, "templates/index.html", list);
    put(
        root,
        "templates/page.html",
        "{% extends \"base.html\" %}{% block title %}{{ page.title }}{% endblock %}{% block main %}\
         <article><h1>{{ page.title }}</h1><p>{{ page.description }}</p><time>{{ page.date }}</time>\
         {% for other in page.translations %}<a href=\"{{ other.permalink }}\">{{ other.lang }}</a>{% endfor %}\
         {{ page.content | safe }}\
         {% if page.lower %}<a rel=\"prev\" href=\"{{ page.lower.permalink }}\">{{ page.lower.title }}</a>{% endif %}\
         {% if page.higher %}<a rel=\"next\" href=\"{{ page.higher.permalink }}\">{{ page.higher.title }}</a>{% endif %}\
         </article>{% endblock %}",
    );
}
