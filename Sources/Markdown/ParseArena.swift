internal import CCmarkGFM
import Foundation

/// Memory for one document at a time, one arena a thread: allocating moves a pointer, and everything is given back at
/// once. cmark spends two fifths of its time in `malloc` otherwise.
///
/// `cmark_mem` hands its functions no context, so the arena of the calling thread is found through a thread-local key.
enum ParseArena {
    /// For `cmark_parser_new_with_mem`. What it gives lives until the next ``reset()`` on the same thread.
    // Written once, before any thread reads it; cmark only reads it.
    nonisolated(unsafe) static let allocator: UnsafeMutablePointer<cmark_mem> = {
        let allocator = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
        allocator.initialize(
            to: cmark_mem(
                calloc: { count, size in ParseArena.allocate(count * size) },
                realloc: { pointer, size in ParseArena.reallocate(pointer, size) },
                free: { _ in }))
        return allocator
    }()

    /// Gives back everything that was allocated on this thread.
    static func reset() {
        let state = current
        for chunk in state.pointee.extra { chunk.deallocate() }
        state.pointee.extra.removeAll()
        state.pointee.start = state.pointee.home
        state.pointee.used = 0
        state.pointee.capacity = chunkBytes
    }

    /// One thread's arena.
    private struct State {
        /// The chunk that is kept from document to document.
        var home: UnsafeMutableRawPointer
        /// The chunk that is filled at present.
        var start: UnsafeMutableRawPointer
        var capacity: Int
        var used = 0
        /// Further chunks of a large document.
        var extra: [UnsafeMutableRawPointer] = []
    }

    /// A page of 3 KB needs some 60 KB.
    private static let chunkBytes = 1 << 19
    /// Before each block stands its size, for `realloc`; 16 bytes, to keep blocks aligned.
    private static let headBytes = 16

    private static func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
        let block = take(size)
        memset(block, 0, size)
        return block
    }

    private static func reallocate(_ block: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer? {
        guard let block else { return take(size) }
        let held = (block - headBytes).load(as: Int.self)
        if held >= size { return block }
        let larger = take(size)
        memcpy(larger, block, held)
        return larger
    }

    private static func take(_ size: Int) -> UnsafeMutableRawPointer {
        let state = current
        let needed = headBytes + (size + 15) & ~15
        if state.pointee.used + needed > state.pointee.capacity { addChunk(state, holding: needed) }
        let block = state.pointee.start + state.pointee.used
        state.pointee.used += needed
        block.storeBytes(of: size, as: Int.self)
        return block + headBytes
    }

    private static func addChunk(_ state: UnsafeMutablePointer<State>, holding needed: Int) {
        let capacity = max(chunkBytes, needed)
        let chunk = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        state.pointee.extra.append(chunk)
        state.pointee.start = chunk
        state.pointee.capacity = capacity
        state.pointee.used = 0
    }

    // MARK: - The arena of a thread

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key) { pointer in ParseArena.dispose(pointer) }
        return key
    }()

    private static var current: UnsafeMutablePointer<State> {
        if let known = pthread_getspecific(key) { return known.assumingMemoryBound(to: State.self) }
        let home = UnsafeMutableRawPointer.allocate(byteCount: chunkBytes, alignment: 16)
        let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
        state.initialize(to: State(home: home, start: home, capacity: chunkBytes))
        pthread_setspecific(key, state)
        return state
    }

    /// Runs when a thread ends.
    private static func dispose(_ pointer: UnsafeMutableRawPointer?) {
        guard let state = pointer?.assumingMemoryBound(to: State.self) else { return }
        for chunk in state.pointee.extra { chunk.deallocate() }
        state.pointee.home.deallocate()
        state.deinitialize(count: 1)
        state.deallocate()
    }
}
