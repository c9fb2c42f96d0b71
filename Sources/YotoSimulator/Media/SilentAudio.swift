import Foundation

/// One second of silence, as MP3 that players and scanners take.
enum SilentAudio {
    /// 38 frames of MPEG-1 Layer III, 128 kbit/s, 44.1 kHz, stereo. Side information of zeros means no data, hence
    /// silence.
    static let data: Data = {
        let frame = Data([0xFF, 0xFB, 0x90, 0x00]) + Data(repeating: 0, count: 413)
        return (0..<38).reduce(into: Data()) { data, _ in data.append(frame) }
    }()
}
