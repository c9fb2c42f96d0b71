/// What a layout or a part of it may name: the one list from which both the values that a template asks for and the
/// check of its tags are taken, so that they cannot differ.
protocol ViewModel: Sendable {
    static var keys: ViewKeys<Self> { get }
}

extension ViewModel {
    /// The value of a key, by its place in ``keys``.
    func value(at index: Int) -> ViewValue { Self.keys.entries[index].value(self) }
}

/// What a key gives.
enum ViewValue {
    /// Escaped when it is written.
    case text(String)
    /// HTML of ours, written as it is.
    case html(String)
    /// The page's own HTML, which never passes through the template engine.
    case content
    case flag(Bool)
    case list([any ViewModel])
    case object((any ViewModel)?)
}

/// The keys of one view model.
struct ViewKeys<Root>: Sendable {
    let entries: [ViewKey<Root>]

    init(_ keys: [ViewKey<Root>]) { entries = keys }

    /// What each key holds, and its place in ``entries``.
    var shape: ViewShape.Keys {
        Dictionary(entries.enumerated().map { ($1.name, .init(index: $0, shape: $1.shape)) }) { first, _ in first }
    }
}

/// One key: its name, what it holds, and how to get it.
struct ViewKey<Root>: Sendable {
    let name: String
    let shape: ViewShape
    let value: @Sendable (Root) -> ViewValue

    /// A text, escaped by the template.
    static func text(_ name: String, _ get: @escaping @Sendable (Root) -> String) -> ViewKey {
        ViewKey(name: name, shape: .text) { .text(get($0)) }
    }

    /// HTML, which a template must write with three braces.
    static func html(_ name: String, _ get: @escaping @Sendable (Root) -> String) -> ViewKey {
        ViewKey(name: name, shape: .html) { .html(get($0)) }
    }

    /// The page's own HTML, written with three braces.
    static func content(_ name: String) -> ViewKey { ViewKey(name: name, shape: .html) { _ in .content } }

    /// A condition for a section.
    static func flag(_ name: String, _ get: @escaping @Sendable (Root) -> Bool) -> ViewKey {
        ViewKey(name: name, shape: .flag) { .flag(get($0)) }
    }

    /// A repeated section.
    static func list<Element: ViewModel>(
        _ name: String, _ get: @escaping @Sendable (Root) -> [Element]
    ) -> ViewKey {
        ViewKey(name: name, shape: .list(Element.keys.shape)) { .list(get($0)) }
    }

    /// A section that opens a scope and hides when there is nothing.
    static func object<Element: ViewModel>(
        _ name: String, _ get: @escaping @Sendable (Root) -> Element?
    ) -> ViewKey {
        ViewKey(name: name, shape: .object(Element.keys.shape)) { .object(get($0)) }
    }
}

/// What a key of a view model holds.
enum ViewShape: Sendable {
    typealias Keys = [String: Entry]

    /// A key's place in its view model, and what it holds.
    struct Entry: Sendable {
        var index: Int
        var shape: ViewShape
    }

    case text, html, flag
    indirect case list(Keys)
    indirect case object(Keys)
}
