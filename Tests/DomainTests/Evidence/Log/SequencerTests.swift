@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("The sequencer and the proofs of the evidence log")
struct SequencerTests {
    @Test(
        "Events become leaves in their order, and each is proved against the signed checkpoint",
        arguments: Engine.allCases)
    func proofs(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(300)
            let checkpoint = try #require(try await company.customer.sequence())
            #expect(checkpoint.size == (try await company.count("SELECT count(*) FROM evidence")))
            #expect(checkpoint.origin == "instructors/evidence/\(company.customer.organization.id)")
            let permit = try company.evidence
            let ids = try await company.customer.read { tx in
                try tx.db.all("SELECT id FROM evidence ORDER BY position") { UUIDValue(bytes: $0.blob(0)) }
            }.compactMap(\.self)
            let key = try await company.evidenceKey()
            for (position, id) in ids.enumerated() where position % 37 == 0 || position > 295 {
                let proof = try await company.customer.read { try $0.inclusion(of: id, permit) }
                #expect(proof.index == Int64(position))
                #expect(proof.holds)
                #expect(key.judge(proof.checkpoint.note) == .valid)
                let leaf = try EvidenceLeaf(proof.leaf)
                #expect(leaf.id == id)
                #expect(EvidenceEvent.Deed(rawValue: leaf.deed) != nil)
            }
            let unknown = UUIDValue.random()
            #expect(
                await failure { try await company.customer.read { try $0.inclusion(of: unknown, permit) } } == .notFound
            )
        }
    }

    @Test("Sequencing again changes nothing, and several nodes come to one tree", arguments: Engine.allCases)
    func nodes(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            try await company.create(20)
            let other = try await installation.open()
            let theirs = try await other.customer("havn")
            async let first = company.customer.sequence()
            async let second = theirs.sequence()
            let (ours, others) = try await (first, second)
            #expect(ours == others)
            #expect(try await company.customer.sequence() == ours)
            #expect(try await company.count("SELECT count(*) FROM checkpoint") == 1)
            try await company.create(5, "more")
            let grown = try await theirs.sequence()
            #expect(try await company.customer.sequence() == grown)
            #expect(try await company.verify().log.isSound)
            await other.close()
        }
    }

    @Test(
        "More events than a batch holds come to one tree, and what is wrong far behind is named",
        arguments: Engine.allCases)
    func batches(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let start = try await company.count("SELECT count(*) FROM evidence")
            try await company.customer.write { tx in
                let sql: SQL = """
                    INSERT INTO evidence (id, position, at, deed, actor_kind, commitment) VALUES ($1, $2, $3, $4, $5, $6)
                    """
                try tx.db.run(
                    sql,
                    each: (0..<10_400).map { number in
                        [
                            .blob(UUIDValue.random().bytes), .integer(start + number), .integer(tx.now),
                            .text("staff.seen"), .text("program"), .blob(TreeHash.empty.bytes),
                        ]
                    })
            }
            let checkpoint = try #require(try await company.customer.sequence())
            #expect(checkpoint.size == start + 10_400)
            #expect(try await company.count("SELECT count(*) FROM checkpoint") == 3)
            #expect(try await company.verify().log.isSound)
            let bundle = try await company.bundle()
            #expect(try check(bundle, pieces: 65_536).log.isSound)
            try await company.tamper("UPDATE evidence SET at = at - 1 WHERE position = 9999")
            #expect(try await company.verify().log.findings.first == .altered(position: 9_999))
            try await company.tamper("DELETE FROM evidence WHERE position = 10000")
            #expect(
                try await company.verify().log.findings.prefix(3) == [
                    .altered(position: 9_999), .checkpointDiffers(size: 10_000), .missing(position: 10_000),
                ])
        }
    }

    @Test("The server's rhythm sequences open customers, and finds those that are behind", arguments: Engine.allCases)
    func rhythm(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            await installation.platform.sequenceEvidence()
            #expect(try await company.count("SELECT count(*) FROM checkpoint") == 1)
            try await company.create(2)
            try await installation.restart()
            try await installation.platform.findWork()
            let permit = try company.evidence
            let customer = try await installation.platform.customer("havn")
            let sizes = try await customer.read { try $0.checkpoints(permit) }.map(\.size)
            #expect(sizes.count == 2)
        }
    }

    @Test("The key and the tree outlive a restart", arguments: Engine.allCases)
    func restart(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let kept = try await company.keepCheckpoint()
            let key = try await company.evidenceKey()
            try await installation.restart()
            let customer = try await installation.platform.customer("havn")
            let permit = try company.evidence
            #expect(try await customer.read { try $0.evidenceKey(permit) } == key)
            let result = try await customer.verifyEvidence(earlier: kept, key: key, permit)
            #expect(result.log.isSound && result.log.verdict == .appendOnly)
        }
    }

    @Test("Checkpoints are listed, the newest first, and carry lines of others", arguments: Engine.allCases)
    func listed(engine: Engine) async throws {
        try await withCompany(engine) { company in
            for round in 0..<3 {
                try await company.create(1, "round\(round)")
                try await company.customer.sequence(noting: ["ledger 7 abc"])
                company.clock.advance(by: 10)
            }
            let permit = try company.evidence
            let all = try await company.customer.read { try $0.checkpoints(permit) }
            #expect(all.count == 3)
            #expect(all.map(\.size) == all.map(\.size).sorted(by: >))
            #expect(all.map(\.at) == all.map(\.at).sorted(by: >))
            #expect(all.allSatisfy { $0.signed.checkpoint.extensions == ["ledger 7 abc"] })
            let older = try await company.customer.read { try $0.checkpoints(before: all[0].size, limit: 1, permit) }
            #expect(older == [all[1]])
        }
    }

    @Test(
        "A checkpoint that is handed back is judged, proved, and the handing back recorded", arguments: Engine.allCases)
    func handedBack(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let kept = try await company.keepCheckpoint()
            try await company.create(40)
            try await company.customer.sequence()
            let permit = try company.evidence
            let answer = try await company.customer.write { try $0.handBack(kept, permit) }
            #expect(answer.verdict == .appendOnly)
            let (old, new) = (try #require(answer.earlier), try #require(answer.newest).checkpoint)
            #expect(
                TreeVerification.isConsistent(
                    old: old.size, oldRoot: old.root, size: new.size, root: new.root, by: answer.proof))
            let deeds = try await company.deeds()
            #expect(deeds.contains("checkpoint.handed-back"))
            let nonsense = try await company.customer.write { try $0.handBack(Array("x".utf8), permit) }
            #expect(nonsense.verdict == .unreadable && nonsense.proof.isEmpty)
        }
    }

    @Test("Leaves are what their description says, byte by byte")
    func leafBytes() throws {
        let id = UUIDValue(high: 0x0102_0304_0506_0708, low: 0x090A_0B0C_0D0E_0F10)
        let commitment = [UInt8](repeating: 0xC0, count: 32)
        let bytes = try #require(
            EvidenceLeaf.bytes(
                id: id.bytes, at: 258, deed: "a.b", actorKind: "person", actor: id.bytes, subject: nil,
                commitment: commitment))
        let expected: [UInt8] =
            [1] + Array(1...16) + [0, 0, 0, 0, 0, 0, 1, 2] + [3] + Array("a.b".utf8) + [6] + Array("person".utf8) + [16]
            + Array(1...16) + [0] + commitment
        #expect(bytes == expected)
        let leaf = try EvidenceLeaf(bytes)
        #expect(leaf.at == 258 && leaf.deed == "a.b" && leaf.actorKind == "person" && leaf.actor == id)
        #expect(leaf.subject == nil && leaf.commitment == commitment)
        for count in 0..<bytes.count { #expect(throws: Failure.self) { try EvidenceLeaf(bytes[..<count]) } }
        #expect(throws: Failure.self) { try EvidenceLeaf(bytes + [0]) }
        #expect(
            EvidenceLeaf.bytes(
                id: [1], at: 0, deed: "", actorKind: "", actor: nil, subject: nil, commitment: commitment) == nil)
    }
}
