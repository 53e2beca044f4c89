use crate::rules::rule::{Check, rule};

rule! {
    /// 站点自己的模板写得对
    /// The site's own templates are right
    ///
    /// # 中文
    /// `templates/` 里的文件代替程序自带的同名模板。模板有误时，指出文件和行；删去这个文件，就用回自带的模板。
    ///
    /// # English
    /// A file in `templates/` takes the place of the program's own template of that name. A mistake
    /// in it is shown with file and line; remove the file to use the program's own again.
    ///
    /// # Bad
    /// ```templates/topic.html
    /// {% extends "base.html" %}{% block main %}{{ page.titel.html }}{% endblock %}
    /// ```
    ///
    /// # Good
    /// ```templates/topic.html
    /// {% extends "base.html" %}{% block main %}<h1>{{ page.title.html | safe }}</h1>{% endblock %}
    /// ```
    "template-invalid", Error, Check::WhileReading
}
