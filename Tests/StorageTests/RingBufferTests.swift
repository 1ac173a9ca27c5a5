import Testing

@testable import Storage

@Suite struct RingBufferTests {
    @Test("Elements come out in the order they went in, while it grows and wraps around")
    func order() {
        var buffer = RingBuffer<Int>(capacityMax: 100)
        var next = 0
        var expected = 0
        for round in 1...60 {
            for _ in 0..<(round % 7 + 1) where buffer.append(next) { next += 1 }
            for _ in 0..<(round % 5) {
                guard let element = buffer.popFirst() else { continue }
                #expect(element == expected)
                expected += 1
            }
            #expect(buffer.count == next - expected)
        }
        #expect(buffer.popFirst(1_000) == Array(expected..<next))
        #expect(buffer.isEmpty)
    }

    @Test("At its bound it refuses, and takes again once there is room")
    func bound() {
        var buffer = RingBuffer<Int>(capacityMax: 3)
        let answers = (1...5).map { buffer.append($0) }
        #expect(answers == [true, true, true, false, false])
        #expect(buffer.popFirst() == 1)
        let isTaken = buffer.append(6)
        #expect(isTaken)
        #expect(buffer.popFirst(2) == [2, 3])
        #expect(buffer.popFirst(9) == [6])
    }
}
