import Testing

@testable import Web

@Suite("A table of rates")
struct RateTableTests {
    private let secret = KeyedHash.Secret()
    private static let second: Int64 = 1_000_000

    private func key(_ number: Int) -> KeyedHash { secret.hash(0, [Array("\(number)".utf8)]) }

    /// Two keys a set, 64 sets: keys meet soon.
    private func small(burst: Int = 10, debt: Int = 0) -> RateTable {
        RateTable(tokens: 1, seconds: 1, burst: burst, debt: debt, sets: 64)
    }

    @Test("A bucket gives its burst, then what comes back, and says how long to wait")
    func refill() {
        let table = small()
        for _ in 0..<10 { #expect(table.take(key(1), at: 0) == nil) }
        #expect(table.take(key(1), at: 0) == Self.second)
        #expect(table.take(key(1), at: Self.second - 1) == 1)
        #expect(table.take(key(1), at: Self.second) == nil)
        #expect(table.take(key(1), at: Self.second) == Self.second)
        // However long it rests, it holds no more than its burst.
        let later = 1_000 * Self.second
        for _ in 0..<10 { #expect(table.take(key(1), at: later) == nil) }
        #expect(table.take(key(1), at: later) != nil)
    }

    @Test("A refused request takes nothing, and looking takes nothing either")
    func refusals() {
        let table = small()
        #expect(table.take(key(1), cost: 11, at: 0) != nil)
        for _ in 0..<100 { #expect(table.look(key(1), cost: 10, at: 0) == nil) }
        #expect(table.take(key(1), cost: 10, at: 0) == nil)
        #expect(table.look(key(1), at: 0) == Self.second)
        for _ in 0..<100 { _ = table.take(key(1), at: 0) }
        #expect(table.take(key(1), at: Self.second) == nil)
    }

    @Test("What happened already is charged below empty, as far as the debt goes")
    func debt() {
        let table = small(debt: 5)
        for _ in 0..<100 { table.charge(key(1), at: 0) }
        #expect(table.look(key(1), at: 0) == 6 * Self.second)
        #expect(table.take(key(1), at: 6 * Self.second) == nil)
    }

    @Test("Keys do not share what they have while there is room")
    func apart() {
        let table = RateTable(tokens: 1, seconds: 1, burst: 10, sets: 65_536)
        for number in 0..<1_000 { for _ in 0..<9 { #expect(table.take(key(number), at: 0) == nil) } }
        for number in 0..<1_000 { #expect(table.take(key(number), at: 0) == nil) }
    }

    @Test("Memory is the same after a million keys as before")
    func memory() {
        let table = RateTable(tokens: 1, seconds: 1, burst: 10, sets: 65_536)
        let before = table.bytes
        #expect(before == 65_536 * 2 * 16)
        for number in 0..<1_000_000 { _ = table.take(key(number), at: Int64(number)) }
        #expect(table.bytes == before)
    }

    @Test("However many keys a flood makes up, each place gives away one burst at most")
    func flood() {
        let table = small()
        var given = 0
        for number in 0..<100_000 where table.take(key(number), at: 0) == nil { given += 1 }
        #expect(given == 64 * 2 * 10)
        // And from then on what comes back, no more.
        given = 0
        for number in 0..<100_000 where table.take(key(number), at: Self.second) == nil { given += 1 }
        #expect(given == 64 * 2)
    }

    @Test("A key that floods others away gets at most two bursts, one from each of its places")
    func eviction() {
        for attacker in 0..<50 {
            let table = small()
            var given = 0
            for round in 0..<2_000 {
                if table.take(key(attacker), at: 0) == nil { given += 1 }
                for other in 0..<10 { _ = table.take(key(1_000 + round * 10 + other), at: 0) }
            }
            #expect(given <= 20, "\(attacker)")
        }
    }

    @Test("An empty bucket outlives a flood of keys that hardly ask for anything")
    func emptiest() {
        let table = RateTable(tokens: 1, seconds: 1, burst: 10, sets: 64)
        for _ in 0..<10 { #expect(table.take(key(1), at: 0) == nil) }
        // So few that no second place is emptied.
        for number in 2..<200 { _ = table.take(key(number), at: 0) }
        #expect(table.look(key(1), at: 0) == Self.second)
    }

    @Test("Known credentials are remembered for a while, forgotten at once, and never taken for others")
    func known() {
        let known = KnownCredentials(sets: 64)
        #expect(!known.knows(key(1), at: 0))
        known.remember(key(1), at: 0)
        #expect(known.knows(key(1), at: KnownCredentials.lifetime - 1))
        #expect(!known.knows(key(1), at: KnownCredentials.lifetime))
        #expect(!known.knows(key(2), at: 1))
        known.forget(key(1))
        #expect(!known.knows(key(1), at: 1))
        let before = known.bytes
        for number in 0..<10_000 { known.remember(key(number), at: 2) }
        #expect(known.bytes == before)
        #expect((20_000..<30_000).allSatisfy { !known.knows(key($0), at: 3) })
    }

    @Test("What is named differently is kept apart, also where its bytes run together")
    func hashes() {
        let ab = secret.hash(0, [[1], [2]])
        for other in [secret.hash(1, [[1], [2]]), secret.hash(0, [[1, 2]]), secret.hash(0, [[1], [2], []])] {
            #expect(ab.tag != other.tag)
        }
        #expect(ab.tag == secret.hash(0, [[1], [2]]).tag)
        #expect(ab.tag != KeyedHash.Secret().hash(0, [[1], [2]]).tag)
    }
}
