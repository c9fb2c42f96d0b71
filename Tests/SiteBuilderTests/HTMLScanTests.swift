import Testing

@testable import SiteBuilder

@Suite struct HTMLScanTests {
    private func scan(_ html: String) -> HTMLScan { HTMLScan(Array(html.utf8)) }

    @Test func references_areFoundInEveryForm() {
        let scan = scan(
            "<a href='/a/'>x</a><img\n src = \"/b.png\" alt=''><a HREF=/c/>y</a><use xlink:href=\"#i\"/><a href=\"/d/?x=1&amp;y=2\">"
        )
        #expect(scan.references == ["/a/", "/b.png", "/c/", "#i", "/d/?x=1&y=2"])
    }

    @Test func textAndComments_areNoTags() {
        #expect(scan("<!-- <a href=\"/x/\"> --> a < b <p>href=\"/y/\"</p>").references.isEmpty)
        #expect(
            scan("<script src=\"/a.js\">'<a href=\"/z/\">'</script><a href=\"/b/\">").references == ["/a.js", "/b/"])
    }

    @Test func ids_areCollected() { #expect(scan("<h2 id=\"a-b\">x</h2><p id=c>").ids == ["a-b", "c"]) }

    @Test(arguments: [
        "<p style=\"color:red\">", "<style>p{}</style>", "<script>x()</script>", "<p onclick=\"x()\">",
        "<a href=\"JavaScript:x()\">",
        "<svg onload=x()>", "<p STYLE='x'>",
    ]) func inlineCode_isFound(_ html: String) { #expect(scan(html).inlineCode.count == 1) }

    @Test(arguments: [
        "<p data-style=\"x\">style=\"y\"</p>", "<script type=\"module\" src=\"/a.js\"></script>",
        "<p title=\"onclick=x\">",
    ])
    func harmlessTags_arePassed(_ html: String) { #expect(scan(html).inlineCode.isEmpty) }

    @Test(arguments: [
        "<", "<a", "<a href", "<a href=", "<a href=\"", "<!--", "<script", "<script src=\"x\">", "<a/", "<a =>", "<>",
    ])
    func cutPages_doNotTrap(_ html: String) { #expect(scan(html).ids.isEmpty) }
}
