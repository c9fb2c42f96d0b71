import Mustache

/// What a layout or a part of it may name: the one list from which both the values that swift-mustache asks for
/// and the check of every template's tags are taken, so that they cannot differ.
protocol ViewModel: MustacheParent, Sendable {
    static var keys: ViewKeys<Self> { get }
}

extension ViewModel {
    /// The value of a tag, as swift-mustache asks for it.
    func child(named name: String) -> Any? { Self.keys.value(of: name, in: self) }
}

/// The keys of one view model.
struct ViewKeys<Root>: Sendable {
    private let keys: [String: ViewKey<Root>]

    init(_ keys: [ViewKey<Root>]) {
        self.keys = Dictionary(keys.map { ($0.name, $0) }) { first, _ in first }
    }

    /// What each key holds.
    var shape: ViewShape.Keys { keys.mapValues(\.shape) }

    func value(of name: String, in root: Root) -> Any? { keys[name]?.value(root) }
}

/// One key: its name, what it holds, and how to get it.
struct ViewKey<Root>: Sendable {
    let name: String
    let shape: ViewShape
    let value: @Sendable (Root) -> Any

    /// A text, escaped by the template.
    static func text(_ name: String, _ get: @escaping @Sendable (Root) -> String) -> ViewKey {
        ViewKey(name: name, shape: .text, value: get)
    }

    /// HTML, which a template must write with three braces.
    static func html(_ name: String, _ get: @escaping @Sendable (Root) -> String) -> ViewKey {
        ViewKey(name: name, shape: .html, value: get)
    }

    /// A condition for a section.
    static func flag(_ name: String, _ get: @escaping @Sendable (Root) -> Bool) -> ViewKey {
        ViewKey(name: name, shape: .flag, value: get)
    }

    /// A repeated section.
    static func list<Element: ViewModel>(
        _ name: String, _ get: @escaping @Sendable (Root) -> [Element]
    ) -> ViewKey {
        ViewKey(name: name, shape: .list(Element.keys.shape), value: get)
    }

    /// A section that opens a scope and hides when there is nothing.
    ///
    /// Nothing is `false` here and not `nil`: after a `nil` swift-mustache goes on looking in the outer scopes.
    static func object<Element: ViewModel>(
        _ name: String, _ get: @escaping @Sendable (Root) -> Element?
    ) -> ViewKey {
        ViewKey(name: name, shape: .object(Element.keys.shape)) { root in get(root).map { $0 as Any } ?? false }
    }
}

/// What a key of a view model holds.
enum ViewShape: Sendable {
    typealias Keys = [String: ViewShape]

    case text, html, flag
    indirect case list(Keys)
    indirect case object(Keys)
}
