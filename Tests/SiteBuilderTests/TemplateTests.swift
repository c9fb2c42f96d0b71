import Testing

@testable import SiteBuilder

/// What the template engine does with tags, as pages show it.
@Suite struct TemplateTests {
    private struct ItemView: ViewModel {
        var name: String

        static let keys = ViewKeys<ItemView>([.text("name") { $0.name }])
    }

    private struct TestView: ViewModel {
        var title = "A & <b>"
        var isOn = true
        var items = ["one", "two"]
        var inner: ItemView? = ItemView(name: "inner")

        static let keys = ViewKeys<TestView>([
            .text("title") { $0.title },
            .text("name") { _ in "outer" },
            .html("markup") { _ in "<i>x</i>" },
            .content("content"),
            .flag("isOn") { $0.isOn },
            .list("items") { $0.items.map { ItemView(name: $0) } },
            .object("inner") { $0.inner },
        ])
    }

    private func render(
        _ text: String, _ view: TestView = TestView(), partials: [String: String] = [:]
    ) -> (text: String, mistakes: [String]) {
        var diagnostics = Diagnostics()
        var templates = ["main": TemplateParser.parse(text, file: "main", into: &diagnostics)]
        for (name, text) in partials { templates[name] = TemplateParser.parse(text, file: name, into: &diagnostics) }
        var compiler = TemplateCompiler(templates: templates)
        let program = compiler.compile("main", keys: TestView.keys.shape).program
        diagnostics.merge(compiler.diagnostics)
        let bytes = program.render(view, content: Array("<p>text</p>".utf8))
        return (String(decoding: bytes, as: UTF8.self), diagnostics.all.map(\.message))
    }

    @Test func values_areEscapedUnlessTheyAreHTML() {
        #expect(render("{{title}}|{{{markup}}}|{{{content}}}").text == "A &amp; &lt;b&gt;|<i>x</i>|<p>text</p>")
    }

    @Test func sections_repeatShowAndHide() {
        #expect(render("{{#items}}{{name}},{{/items}}{{^items}}none{{/items}}").text == "one,two,")
        #expect(render("{{#items}}{{name}}{{/items}}{{^items}}none{{/items}}", TestView(items: [])).text == "none")
        #expect(render("{{#isOn}}{{title}}{{/isOn}}", TestView(isOn: false)).text.isEmpty)
        #expect(render("{{#inner}}{{name}}{{/inner}}{{^inner}}-{{/inner}}", TestView(inner: nil)).text == "-")
    }

    @Test func names_areLookedUpFromTheInnermostSection() {
        #expect(
            render("{{name}} {{#inner}}{{name}} {{title}}{{/inner}} {{inner.name}}").text
                == "outer inner A &amp; &lt;b&gt; inner")
        #expect(render("{{#inner}}{{#items}}{{name}}{{/items}}{{/inner}}").text == "onetwo")
    }

    @Test func absentObjects_giveNothing() { #expect(render("[{{inner.name}}]", TestView(inner: nil)).text == "[]") }

    @Test func linesOfOneTag_leaveNoLine() {
        #expect(render("a\n  {{#items}}\n  {{name}}\n  {{/items}}\nb\n").text == "a\n  one\n  two\nb\n")
        #expect(render("{{! a comment }}\nx{{! another }}y\n").text == "xy\n")
        #expect(render("a {{#isOn}}\nb\n{{/isOn}}").text == "a \nb\n")
    }

    @Test func partialsAndParents_areFilled() {
        #expect(render("<{{> tile}}>", partials: ["tile": "{{title}}"]).text == "<A &amp; &lt;b&gt;>")
        let base = "{{$head}}default{{/head}}: {{$main}}{{/main}}."
        #expect(
            render("{{<base}}{{$main}}{{name}}{{/main}}{{/base}}", partials: ["base": base]).text == "default: outer.")
        let middle = "{{<base}}{{$head}}middle{{/head}}{{$main}}[{{$inner}}{{/inner}}]{{/main}}{{/base}}"
        let both = ["base": base, "middle": middle]
        #expect(render("{{<middle}}{{$head}}mine{{/head}}{{/middle}}", partials: both).text == "mine: [].")
    }

    @Test func mistakes_areFoundWithoutRendering() {
        #expect(render("{{nome}}").mistakes == ["there is no 'nome' here"])
        #expect(render("{{{title}}}").mistakes == ["'title' is text and must be escaped"])
        #expect(render("{{markup}}").mistakes == ["'markup' is HTML and would be escaped twice"])
        #expect(render("{{#title}}x{{/title}}").mistakes == ["'title' is text, which makes no section"])
        #expect(render("{{items}}").mistakes == ["'items' holds no text"])
        #expect(render("{{> main}}").mistakes.last == "the template 'main' includes itself without end")
        #expect(render("{{<base}}{{$x}}{{/x}}{{/base}}", partials: ["base": ""]).mistakes.count == 1)
    }
}
