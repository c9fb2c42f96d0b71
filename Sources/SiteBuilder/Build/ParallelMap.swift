/// Transforms elements on several threads, with the results in the order of the elements.
///
/// The elements are dealt out in runs, four for each job, so that a run of large ones does not keep the rest waiting.
///
/// - Parameter jobs: how many may work at once; the result is the same for any number.
func parallelMap<Element: Sendable, Result: Sendable>(
    _ elements: [Element], jobs: Int, _ transform: @escaping @Sendable (Element) -> Result
) async -> [Result] {
    guard jobs > 1, elements.count > 1 else { return elements.map(transform) }
    let length = max(1, (elements.count + jobs * 4 - 1) / (jobs * 4))
    let starts = Array(stride(from: 0, to: elements.count, by: length))
    return await withTaskGroup(of: (Int, [Result]).self) { group in
        var runs = [[Result]](repeating: [], count: starts.count)
        var waiting = starts.enumerated().makeIterator()
        func addNext() {
            guard let (index, start) = waiting.next() else { return }
            group.addTask { (index, elements[start..<min(start + length, elements.count)].map(transform)) }
        }
        for _ in 0..<jobs { addNext() }
        for await (index, results) in group {
            runs[index] = results
            addNext()
        }
        return runs.flatMap { $0 }
    }
}
