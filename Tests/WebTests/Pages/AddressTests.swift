import Testing

@testable import Web

@Suite("Addresses")
struct AddressTests {
    @Test("Values are percent-encoded, whatever they hold")
    func encoding() {
        #expect(Address.room(slug: "havn", .person(id: "a/../b?c#d")).path == "/o/havn/staff/a%2F..%2Fb%3Fc%23d")
        #expect(Address.room(slug: "hävn", .overview).path == "/o/h%C3%A4vn")
        #expect(Address.room(slug: "havn", .group(id: "\"\u{301}", page: 3)).path == "/o/havn/groups/%22%CC%81?page=3")
    }

    @Test("The pattern is the path with names for its variables")
    func patterns() {
        #expect(Address.start.pattern == "/")
        #expect(Address.room(slug: "", .overview).pattern == "/o/{slug}")
        #expect(
            Address.room(slug: "", .revocation(connection: "", token: "")).pattern
                == "/o/{slug}/directory/connections/{id}/tokens/{token}/revocation")
        #expect(Address.room(slug: "", .guide(.entra)).pattern == "/o/{slug}/directory/connect/{provider}")
    }

    @Test("A search for a name stands in no address")
    func searchIsPrivate() {
        let query = StaffListQuery().with {
            $0.q = "okonkwo"
            $0.state = .held
            $0.page = 3
        }
        let path = Address.room(slug: "havn", .staff(query)).path
        #expect(path == "/o/havn/staff?state=held&page=3")
    }

    @Test("A query comes back from its own address")
    func roundTrip() {
        let query = StaffListQuery().with {
            $0.state = .left
            $0.department = "R&D, Århus"
            $0.source = "c1"
            $0.order = .title
            $0.isDescending = true
            $0.initial = "K"
            $0.page = 7
        }
        let fields = Dictionary(uniqueKeysWithValues: query.fields)
        #expect(StaffListQuery { fields[$0] } == query)
        let change = ChangeQuery(kind: .leaver, page: 2)
        let changeFields = Dictionary(uniqueKeysWithValues: change.fields)
        #expect(ChangeQuery { changeFields[$0] } == change)
    }

    @Test("Nonsense in a query is ignored")
    func nonsense() {
        let query = StaffListQuery { ["page": "-4", "order": "salary", "state": "angry", "direction": "up"][$0] }
        #expect(query == StaffListQuery())
        #expect(StaffListQuery { ["page": "99999999999999999999"][$0] }.page == 1)
    }

    @Test("A flash survives its way through the session, and nothing else makes one")
    func flash() {
        let all: [Flash] = [
            .applied(movers: 4, leavers: 212, isRemoval: true), .applied(movers: 0, leavers: 2, isRemoval: false),
            .imported(joiners: 1, movers: 4, leavers: 212, held: 9), .applying(changes: 9),
            .discarded(movers: 0, leavers: 3), .accessEnded, .tokenRevoked,
            .instructionRecorded, .nothingToImport, .loginsEnded(3), .stillAtEmployer, .formExpired,
            .kept(.rehired), .kept(.holdPlaced), .kept(.holdEnded),
        ]
        for flash in all { #expect(Flash(code: flash.code) == flash) }
        for code in ["", "applied", "applied.1.2", "applied.1.2.x", "<b>", "token-revoked.1"] {
            #expect(Flash(code: code) == nil)
        }
    }
}
