@testable import SiteBuilder

extension SiteFixture {
    /// Adds a list of posts in two folders, with words of two taxonomies, three to a page.
    func addPosts(_ count: Int = 7) throws {
        try replace(
            "language: en\n", with: "language: en\ntaxonomies: [series]\npageSize: 3\n", in: "content/site.yaml")
        try write(
            "content/posts/index.md",
            "---\ntitle: Posts\ndescription: All posts.\nlayout: list\n---\nThe newest first.\n")
        try write(
            "templates/layouts/list.mustache",
            "{{<base}}{{$main}}{{{content}}}{{#pages}}<p><a href=\"{{url}}\">{{title}}</a> {{dateISO}} {{description}}</p>{{/pages}}"
                + "{{#pager}}{{number}}/{{count}}{{#previous}}<a href=\"{{url}}\">Newer</a>{{/previous}}"
                + "{{#next}}<a href=\"{{url}}\">Older</a>{{/next}}{{/pager}}{{/main}}{{/base}}")
        try write(
            "templates/layouts/tag.mustache",
            "{{<base}}{{$main}}{{tag.countText}}{{#cards}}{{> card-tile}}{{/cards}}{{#pages}}<a href=\"{{url}}\">{{title}}</a>"
                + "{{/pages}}{{#pager}}{{#next}}<a href=\"{{url}}\">Older</a>{{/next}}{{/pager}}{{/main}}{{/base}}")
        try write(
            "templates/layouts/page.mustache",
            "{{<base}}{{$main}}{{dateText}}{{{content}}}{{#terms}}<a href=\"{{url}}\">{{name}}</a>{{/terms}}"
                + "{{#previous}}<a rel=\"prev\" href=\"{{url}}\">{{title}}</a>{{/previous}}"
                + "{{#next}}<a rel=\"next\" href=\"{{url}}\">{{title}}</a>{{/next}}"
                + "{{#breadcrumbs}}<a href=\"{{url}}\">{{title}}</a>{{/breadcrumbs}}{{/main}}{{/base}}")
        for number in 1...count { try writePost(number) }
    }

    /// A post with a heading that others may link to.
    func writePost(_ number: Int, title: String? = nil, more: String = "", body: String = "Words.") throws {
        try write(
            "content/posts/\(number % 2 == 0 ? "even" : "odd")/post-\(number).md",
            """
            ---
            title: \(title ?? "Post \(number)")
            description: About \(number).
            date: 2026-01-0\(number % 9 + 1)
            tags: [bedtime, word-\(number % 3)]
            series: [series-\(number % 2)]
            \(more)---
            ## Heading \(number)

            \(body)

            """)
    }
}
