@testable import Domain
import Testing

@Suite("Lanes")
struct LaneTests {
    private let first = UUIDValue(high: 0, low: 1)
    private let second = UUIDValue(high: 0, low: 2)

    private func enter(_ number: Int, _ lane: UUIDValue, _ deadline: Int64, _ lanes: inout Lanes<Int>) -> Bool {
        lanes.enter(number, id: UInt64(number), lane: lane, deadline: deadline)
    }

    private func withdraw(_ number: UInt64, _ lanes: inout Lanes<Int>) -> Int? {
        lanes.withdraw(id: number, lane: first)
    }

    private func expire(_ now: Int64, _ lanes: inout Lanes<Int>) -> [Int] { lanes.expire(at: now) }

    private func started(_ lanes: inout Lanes<Int>) -> [Int] {
        var all: [Int] = []
        while let next = lanes.start() { all.append(next) }
        return all
    }

    @Test("A lane runs as many as its bound, first in first out")
    func bound() {
        var lanes = Lanes<Int>(bounds: .init(runningPerLane: 2, waitingPerLane: 5, running: 9, waiting: 99))
        for number in 1...5 { #expect(enter(number, first, 100, &lanes)) }
        #expect(started(&lanes) == [1, 2])
        lanes.leave(lane: first)
        #expect(started(&lanes) == [3])
        #expect(lanes.runningCount == 2 && lanes.waitingCount == 2)
    }

    @Test("A full lane refuses, the others do not")
    func full() {
        var lanes = Lanes<Int>(bounds: .init(runningPerLane: 1, waitingPerLane: 2, running: 9, waiting: 3))
        #expect(enter(1, first, 100, &lanes))
        #expect(enter(2, first, 100, &lanes))
        #expect(!enter(3, first, 100, &lanes))
        #expect(enter(4, second, 100, &lanes))
        #expect(!enter(5, second, 100, &lanes), "all together are bounded, too")
        #expect(started(&lanes) == [1, 4])
    }

    @Test("Lanes take turns for the places that they share")
    func turns() {
        var lanes = Lanes<Int>(bounds: .init(runningPerLane: 3, waitingPerLane: 9, running: 3, waiting: 99))
        for number in 1...4 { _ = enter(number, first, 100, &lanes) }
        for number in 11...12 { _ = enter(number, second, 100, &lanes) }
        #expect(started(&lanes) == [1, 11, 2])
        lanes.leave(lane: first)
        #expect(started(&lanes) == [12])
        lanes.leave(lane: second)
        #expect(started(&lanes) == [3])
    }

    @Test("What waits can be taken back or expires; what runs cannot")
    func withdrawing() {
        var lanes = Lanes<Int>(bounds: .init(runningPerLane: 1, waitingPerLane: 9, running: 9, waiting: 99))
        for number in 1...4 { _ = enter(number, first, Int64(number) * 10, &lanes) }
        #expect(started(&lanes) == [1])
        #expect(withdraw(1, &lanes) == nil)
        #expect(withdraw(2, &lanes) == 2)
        #expect(withdraw(2, &lanes) == nil)
        #expect(lanes.nextDeadline == 30)
        #expect(expire(29, &lanes) == [])
        #expect(expire(30, &lanes) == [3])
        #expect(expire(.max, &lanes) == [4])
        #expect(lanes.nextDeadline == nil && lanes.waitingCount == 0 && lanes.runningCount == 1)
        lanes.leave(lane: first)
        lanes.leave(lane: first)
        #expect(lanes.runningCount == 0)
    }
}
