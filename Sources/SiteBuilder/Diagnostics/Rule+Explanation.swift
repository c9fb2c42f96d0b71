import Foundation

extension Diagnostic.Rule {
    /// Errors, but for what a site can be published with.
    var severity: Diagnostic.Severity {
        switch self {
        case .headingOrder, .emptyList: .warning
        default: .error
        }
    }

    /// What it means, for `docs/diagnostics.md`: why it is a finding, and what to do.
    var explanation: String {
        switch self {
        case .unreadableFile:
            """
            The file is not there, may not be read, is no regular file, or changed while the site was built. \
            Build again; check its permissions if that does not help.
            """
        case .missingFrontMatter:
            """
            Every Markdown file of the content folder starts with keys and values between two lines of `---`, \
            the first of them being its first line. Files that are no pages belong into a folder whose name \
            starts with `_` or `.`.
            """
        case .invalidYAML:
            """
            The keys and values are no YAML. Most often a value holds `: ` or ` #`, or starts with a quotation \
            mark, and so needs quotation marks around it.
            """
        case .unknownKey:
            """
            A key that nobody reads, usually misspelt: the nearest known key is named. Nothing is ignored in \
            silence.
            """
        case .missingKey: "Something required is not there. `docs/content.md` lists the keys of each kind of file."
        case .wrongType: "The value is of another kind: a list where a text belongs, a text where yes or no belongs."
        case .invalidValue: "The value is of the right kind but not one that is allowed here."
        case .rawHTML:
            """
            HTML in Markdown is left out of pages, so that no text can bring a script with it. Use Markdown or a \
            shortcode; write `&lt;` for the character.
            """
        case .shortcodeSyntax:
            """
            A shortcode stands alone on its line, between blank lines: `{{figure src="media/a.jpg" alt="A \
            boat"}}`. What is opened is closed: `{{callout}}` … `{{/callout}}`.
            """
        case .unknownShortcode: "There is no shortcode of this name; `docs/content.md` lists them."
        case .recursiveInclude: "A text includes itself, directly or through others."
        case .brokenLink:
            """
            A link leads to no page, file or heading of the site. Addresses start at the root and end with a \
            slash: `/help/first-steps/`.
            """
        case .missingMedia: "There is no file of this name below `content/media/`."
        case .invalidMedia: "The file is not what it must be here: an MP3, a square picture of a certain size."
        case .privateReference:
            """
            Something that everybody may see leads to a private card or shows its media. Make the card unlisted \
            or public, or take the reference out.
            """
        case .duplicateURL: "Two files want one address. One of them must be renamed."
        case .invalidAdventure:
            """
            The scenes of an adventure do not fit together: an unknown first scene, more than two choices, a \
            scene that nobody reaches, a track without a scene.
            """
        case .templateSyntax: "The tags of a template do not match, or a template includes itself."
        case .unknownVariable:
            """
            A template names something that its layout does not have. `docs/templates.md` lists the names of \
            each layout.
            """
        case .unknownPartial: "A template names a partial, a parent or a block that does not exist."
        case .unknownLayout: "A page asks for a layout that has no template."
        case .missingAsset: "A template, stylesheet or module names an asset that is not below `templates/assets/`."
        case .inlineCode:
            """
            The pages' Content-Security-Policy forbids inline styles, scripts and handlers: browsers would \
            ignore them. Move them to files below `templates/assets/`.
            """
        case .headingOrder:
            """
            A page's title is its first heading, so its text starts with `##` and never skips a level: people \
            who listen to a page find their way by its headings.
            """
        case .emptyList:
            """
            A list has nothing to show. Perhaps its pages are drafts, lie elsewhere, or have another layout.
            """
        }
    }

    /// `docs/diagnostics.md`.
    static var documentation: String {
        let head = """
            # Diagnostics

            What `site-builder` finds in a site's source. Each finding is printed as `file:line:column: error: sentence
            [identifier]` with the line in question, and as JSON with `--json`. Identifiers are stable. Errors fail the
            build, which then changes nothing; warnings do with `--warnings-as-errors`.

            This file is written by `site-builder diagnostics`; a test compares the two.

            """
        return head
            + allCases.map { "\n## \($0.rawValue)\n\n*\($0.severity.rawValue.capitalized).* \($0.explanation)\n" }
            .joined()
    }
}
