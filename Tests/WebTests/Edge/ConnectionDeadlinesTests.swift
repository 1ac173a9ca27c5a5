import Testing

@testable import Web

@Suite("Deadlines of a connection")
struct ConnectionDeadlinesTests {
    private static let second: Int64 = 1_000

    private func begun(at now: Int64 = 0) -> ConnectionDeadlines { ConnectionDeadlines(ConnectionSettings(), at: now) }

    @Test("A connection that says nothing is closed after a minute")
    func idle() {
        var deadlines = begun()
        #expect(deadlines.next == 60 * Self.second)
        #expect(deadlines.look(at: 60 * Self.second - 1) == .goOn)
        #expect(deadlines.look(at: 60 * Self.second) == .close)
    }

    @Test("ASVS 15.2.2: headers have ten seconds from their first byte, however many more come")
    func headers() {
        var deadlines = begun()
        for tick in 0..<9 { deadlines.bytesArrived(at: Int64(5 + tick) * Self.second) }
        #expect(deadlines.next == 15 * Self.second)
        #expect(deadlines.look(at: 15 * Self.second) == .timeOut)
    }

    @Test("A handshake counts as no request's beginning once it is done")
    func handshake() {
        var deadlines = begun()
        deadlines.bytesArrived(at: 1)
        #expect(deadlines.next == 10 * Self.second + 1)
        deadlines.handshakeEnded(at: 2)
        #expect(deadlines.next == 60 * Self.second + 2)
    }

    @Test("ASVS 15.2.2: a small body has thirty seconds")
    func body() {
        var deadlines = begun()
        deadlines.bytesArrived(at: 0)
        deadlines.headArrived(at: 0)
        for tick in 1...29 {
            deadlines.bodyArrived(1)
            #expect(deadlines.look(at: Int64(tick) * Self.second) == .goOn)
        }
        #expect(deadlines.look(at: 30 * Self.second) == .timeOut)
    }

    @Test("A large body may take longer while 16 KiB come in ten seconds")
    func largeBody() {
        var deadlines = begun()
        deadlines.headArrived(at: 0)
        for window in 1...100 {
            deadlines.bodyArrived(16_384)
            #expect(deadlines.next == Int64(window) * 10 * Self.second)
            #expect(deadlines.look(at: Int64(window) * 10 * Self.second) == .goOn)
        }
        deadlines.bodyArrived(16_383)
        #expect(deadlines.look(at: 1_010 * Self.second) == .timeOut)
    }

    @Test("Time in which we do not read is not the client's")
    func pause() {
        var deadlines = begun()
        deadlines.headArrived(at: 0)
        deadlines.readingChanged(false, at: 5 * Self.second)
        #expect(deadlines.next == nil)
        #expect(deadlines.look(at: 500 * Self.second) == .goOn)
        deadlines.readingChanged(true, at: 500 * Self.second)
        #expect(deadlines.next == 505 * Self.second)
        for second in 505..<525 { #expect(deadlines.look(at: Int64(second) * Self.second) == .goOn) }
        #expect(deadlines.look(at: 525 * Self.second) == .timeOut)
    }

    @Test("A handler may take its time, and whoever waited for it is not idle")
    func handler() {
        var deadlines = begun()
        deadlines.headArrived(at: 0)
        deadlines.requestEnded(at: 1)
        #expect(deadlines.next == nil)
        deadlines.answerBegan()
        deadlines.answerEnded(at: 300 * Self.second)
        #expect(deadlines.next == 360 * Self.second)
    }

    @Test("What was answered before its end came is closed, not answered twice")
    func answeredEarly() {
        var deadlines = begun()
        deadlines.headArrived(at: 0)
        deadlines.answerBegan()
        #expect(deadlines.look(at: 10 * Self.second) == .goOn)
        #expect(deadlines.look(at: 20 * Self.second) == .goOn)
        #expect(deadlines.look(at: 30 * Self.second) == .close)
    }

    @Test("Half a request behind one that is being answered gets no answer of its own")
    func pipelined() {
        var deadlines = begun()
        deadlines.headArrived(at: 0)
        deadlines.requestEnded(at: 0)
        deadlines.bytesArrived(at: 1)
        #expect(deadlines.look(at: 10 * Self.second + 1) == .close)
    }

    @Test("A reader who takes nothing of an answer for a minute is closed")
    func stuck() {
        var deadlines = begun()
        deadlines.headArrived(at: 0)
        deadlines.requestEnded(at: 0)
        deadlines.answerBegan()
        deadlines.writabilityChanged(false, at: Self.second)
        #expect(deadlines.next == 61 * Self.second)
        deadlines.writabilityChanged(true, at: 2 * Self.second)
        #expect(deadlines.next == nil)
        deadlines.writabilityChanged(false, at: 3 * Self.second)
        #expect(deadlines.look(at: 63 * Self.second) == .close)
    }

    @Test("Places are counted in all and by address, given back, and not counted for named proxies")
    func places() throws {
        var settings = ConnectionSettings()
        (settings.connectionsMax, settings.connectionsPerAddressMax) = (10, 3)
        let proxy = ClientAddress(ipv4: 0x0A00_0001)
        let someone = ClientAddress(ipv4: 0xC000_0201)
        let places = ConnectionPlaces(
            settings, Forwarding(proxies: [try #require(AddressBlock("10.0.0.1"))]))
        #expect((0..<5).map { _ in places.enter(someone) } == [true, true, true, false, false])
        #expect((0..<9).count { _ in places.enter(proxy) } == 7)
        #expect(!places.enter(ClientAddress(ipv4: 0xC000_0202)))
        places.leave(someone)
        #expect(places.enter(someone) && !places.enter(someone))
        for _ in 0..<3 { places.leave(someone) }
        for _ in 0..<7 { places.leave(proxy) }
        #expect((0..<10).allSatisfy { places.enter(ClientAddress(ipv4: $0)) })
    }
}
