import Foundation
import Testing

@testable import SiteBuilder

@Suite struct ListTests {
    @Test func lists_goOnOverSeveralPages() async throws {
        try await SiteFixture.with { site in
            try site.addPosts()
            try await site.build()
            let first = try site.text("dist/posts/index.html")
            #expect(first.contains("The newest first."))
            #expect(first.contains("1/3<a href=\"/posts/page/2/\">Older</a>"))
            #expect(
                first.firstRange(of: "Post 7")?.lowerBound ?? first.endIndex < first.firstRange(of: "Post 6")?
                    .lowerBound ?? first.startIndex)
            let last = try site.text("dist/posts/page/3/index.html")
            #expect(last.contains("3/3<a href=\"/posts/page/2/\">Newer</a>") && last.contains("Post 1"))
            #expect(!last.contains("The newest first."))
            #expect(last.contains("<h1>Posts, page 3</h1>"))
        }
    }

    @Test func neighbours_areThoseOfTheSection() async throws {
        try await SiteFixture.with { site in
            try site.addPosts()
            try await site.build()
            let post = try site.text("dist/posts/odd/post-3/index.html")
            #expect(post.contains("<a rel=\"prev\" href=\"/posts/even/post-4/\">Post 4</a>"))
            #expect(post.contains("<a rel=\"next\" href=\"/posts/even/post-2/\">Post 2</a>"))
            #expect(try !site.text("dist/posts/odd/post-7/index.html").contains("rel=\"prev\""))
        }
    }

    @Test func words_havePagesFeedsAndAnIndex() async throws {
        try await SiteFixture.with { site in
            try site.addPosts()
            try await site.build()
            #expect(try site.text("dist/series/index.html").contains("<a href=\"/series/series-1/\">series-1 4</a>"))
            let both = try site.text("dist/tags/bedtime/index.html")
            #expect(both.contains("2 cards, 7 pages") && both.contains("Post 7") && both.contains("The Night Train"))
            #expect(try site.text("dist/tags/bedtime/page/2/index.html").contains("Post 4"))
            let feed = try site.text("dist/series/series-0/index.xml")
            #expect(feed.matches(of: /<item>/).count == 3)
            #expect(feed.contains("<pubDate>Wed, 07 Jan 2026 06:00:00 GMT</pubDate>"))
            #expect(
                try site.text("dist/posts/index.xml").contains("<link>http://127.0.0.1:8080/posts/odd/post-7/</link>"))
            #expect(try site.text("dist/sitemap.xml").contains("<loc>http://127.0.0.1:8080/series/</loc>"))
        }
    }

    @Test func aliases_leadToTheNewAddress() async throws {
        try await SiteFixture.with { site in
            try site.addPosts(2)
            try site.writePost(1, more: "aliases: [/old/post/, /1.html]\n")
            try await site.build()
            let page = try site.text("dist/old/post/index.html")
            #expect(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=/posts/odd/post-1/\">"))
            #expect(page.contains("<link rel=\"canonical\" href=\"http://127.0.0.1:8080/posts/odd/post-1/\">"))
            #expect(try site.text("dist/1.html") == page)
            try site.writePost(2, more: "aliases: [/cards/]\n")
            #expect(
                try await site.mistakes().contains("'/cards/index.html' is already made from content/cards/index.md"))
            try site.writePost(2, more: "aliases: [old]\n")
            #expect(try await site.mistakes().contains("the alias 'old' must be a path from the root"))
        }
    }
}
