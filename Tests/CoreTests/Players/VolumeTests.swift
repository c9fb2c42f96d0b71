import Core
import Testing

@Suite("Volume in steps and percent")
struct VolumeTests {
    @Test("Each step has its percentage, and each percentage reads back as its step", arguments: 0...16)
    func table(step: Int) {
        let volume = Volume(step: step)
        #expect(Volume(percent: volume.percent) == volume)
    }

    @Test(
        "Percentages between two steps go to the nearer one",
        arguments: [(0, 0), (3, 0), (4, 1), (50, 8), (53, 8), (54, 9), (99, 16), (100, 16), (-5, 0), (1000, 16)])
    func nearest(percent: Int, step: Int) {
        #expect(Volume(percent: percent).step == step)
    }

    @Test("Steps beyond the ends are moved to them, and a cap caps")
    func bounds() {
        #expect(Volume(step: -1).step == 0)
        #expect(Volume(step: 17) == .full)
        #expect(Volume(step: 12).capped(at: Volume(step: 8)).percent == 50)
        #expect(Volume(step: 5).capped(at: Volume(step: 8)).step == 5)
        #expect(Volume(step: 12).capped(at: Volume(step: 0)).step == 0)
        #expect(Volume(step: 12).capped(at: nil).step == 12)
    }
}
