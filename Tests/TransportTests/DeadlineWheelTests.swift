import Testing

@testable import Transport

struct DeadlineWheelTests {
    /// The slots that are due when the wheel is turned to each tick in turn.
    private func due(_ wheel: inout DeadlineWheel, at tick: UInt64) -> [Int] {
        var slots: [Int] = []
        wheel.advance(to: tick, due: &slots)
        return slots.sorted()
    }

    @Test(arguments: [1, 2, 7, 8, 9, 63, 64, 1000] as [UInt64])
    func `is due at its tick and not before`(_ tick: UInt64) {
        var wheel = DeadlineWheel(bucketCount: 8)
        wheel.arm(slot: 3, dueTick: tick)
        for earlier in 1..<tick { #expect(due(&wheel, at: earlier) == []) }
        #expect(due(&wheel, at: tick) == [3])
        #expect(due(&wheel, at: tick + 100) == [])
    }

    @Test func `a tick that has passed is due at the next`() {
        var wheel = DeadlineWheel(bucketCount: 8, currentTick: 50)
        wheel.arm(slot: 0, dueTick: 10)
        #expect(due(&wheel, at: 51) == [0])
    }

    @Test func `moving a deadline later keeps it from the earlier tick`() {
        var wheel = DeadlineWheel(bucketCount: 8)
        wheel.arm(slot: 1, dueTick: 3)
        wheel.arm(slot: 1, dueTick: 20)
        #expect(due(&wheel, at: 19) == [])
        #expect(due(&wheel, at: 20) == [1])
    }

    @Test func `moving a deadline earlier makes it due earlier`() {
        var wheel = DeadlineWheel(bucketCount: 8)
        wheel.arm(slot: 1, dueTick: 7)
        wheel.arm(slot: 1, dueTick: 2)
        #expect(due(&wheel, at: 2) == [1])
        #expect(due(&wheel, at: 30) == [])
    }

    @Test func `a disarmed slot is never due`() {
        var wheel = DeadlineWheel(bucketCount: 8)
        for slot in 0..<5 { wheel.arm(slot: slot, dueTick: 4) }
        wheel.disarm(slot: 2)
        wheel.disarm(slot: 2)
        wheel.disarm(slot: 99)
        #expect(due(&wheel, at: 4) == [0, 1, 3, 4])
    }

    @Test func `a long sleep loses nobody`() {
        var wheel = DeadlineWheel(bucketCount: 8)
        for slot in 0..<40 { wheel.arm(slot: slot, dueTick: UInt64(slot + 1)) }
        #expect(due(&wheel, at: 1_000_000) == Array(0..<40))
    }

    @Test func `agrees with a plain list under random use`() {
        var random = SystemRandomNumberGenerator()
        var wheel = DeadlineWheel(bucketCount: 16)
        var plain: [Int: UInt64] = [:]
        var tick: UInt64 = 0
        for _ in 0..<5000 {
            let slot = Int.random(in: 0..<50, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0, 1:
                let dueTick = tick + UInt64.random(in: 1...60, using: &random)
                wheel.arm(slot: slot, dueTick: dueTick)
                plain[slot] = dueTick
            case 2:
                wheel.disarm(slot: slot)
                plain[slot] = nil
            default:
                tick += UInt64.random(in: 1...20, using: &random)
                let expected = plain.filter { $0.value <= tick }.keys.sorted()
                for slot in expected { plain[slot] = nil }
                #expect(due(&wheel, at: tick) == expected)
            }
        }
    }
}
