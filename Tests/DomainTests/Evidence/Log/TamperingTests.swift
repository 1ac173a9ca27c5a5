@testable import Domain
import Crypto
import Storage
import TestSupport
import Testing

@Suite("What is done to the evidence log is found, and said in words")
struct TamperingTests {
    @Test("An untouched log is sound, with every detail that can be opened", arguments: Engine.allCases)
    func sound(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let kept = try await company.keepCheckpoint()
            try await company.create(30)
            let result = try await company.verify(earlier: kept)
            #expect(result.log.isSound)
            #expect(result.log.verdict == .appendOnly)
            #expect(result.log.findings.isEmpty)
            #expect(result.sealedCount == 0 && result.openedCount == result.log.size)
            #expect(result.unsequencedCount == 0)
            #expect(try await company.verify(key: company.evidenceKey()).log.isSound)
        }
    }

    @Test("A deleted event is named by its position", arguments: Engine.allCases)
    func deleted(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(10)
            try await company.customer.sequence()
            try await company.tamper("DELETE FROM evidence WHERE position = 5")
            let result = try await company.verify()
            #expect(result.log.findings == [.missing(position: 5)])
            #expect(!result.log.isSound)
            // What is recorded later does not cover it up, and goes on being signed.
            try await company.create(1, "more")
            #expect(try await company.verify().log.findings == [.missing(position: 5)])
            #expect(await failure { try await company.bundle() } == .unavailable)
        }
    }

    @Test(
        "Events that are removed from the end are missed, also after new ones took their places",
        arguments: Engine.allCases)
    func shortened(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(10)
            let size = try #require(try await company.customer.sequence()).size
            try await company.tamper("DELETE FROM evidence WHERE position >= $1", [.integer(size - 2)])
            #expect(try await company.verify().log.findings == [.shorter(size: size - 2, expected: size)])
            try await company.create(4, "more")
            let found = try await company.verify().log.findings
            #expect(found.prefix(2) == [.altered(position: size - 2), .altered(position: size - 1)])
        }
    }

    @Test(
        "An event that was removed before any checkpoint is missed, and nothing behind it is signed",
        arguments: Engine.allCases)
    func unsequenced(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let size = try #require(try await company.customer.sequence()).size
            try await company.create(5)
            try await company.tamper("DELETE FROM evidence WHERE position = $1", [.integer(size + 2)])
            #expect(await failure { try await company.customer.sequence() } == .unavailable)
            #expect(try await company.verify().log.findings == [.missing(position: size + 2)])
            // A position that someone made up is not walked to.
            try await company.tamper(
                "UPDATE evidence SET position = 4611686018427387904 WHERE position = $1", [.integer(size + 1)])
            #expect(try await company.verify().log.findings == [.missing(position: size + 1)])
        }
    }

    @Test(
        "An event with any column altered is named by its position", arguments: Engine.allCases,
        [
            "UPDATE evidence SET deed = 'person.left' WHERE position = 3",
            "UPDATE evidence SET at = at + 1 WHERE position = 3",
            "UPDATE evidence SET actor_kind = 'visitor' WHERE position = 3",
            "UPDATE evidence SET actor = id WHERE position = 3",
            "UPDATE evidence SET subject = id WHERE position = 3",
            "UPDATE evidence SET commitment = id WHERE position = 3",
        ] as [StaticString])
    func altered(engine: Engine, sql: StaticString) async throws {
        try await withCompany(engine) { company in
            try await company.create(5)
            try await company.customer.sequence()
            let size = try await company.count("SELECT count(*) FROM evidence")
            try await company.tamper(sql)
            let findings = try await company.verify().log.findings
            #expect(findings.contains(.altered(position: 3)))
            #expect(findings.contains(.rootDiffers(size: size)))
            #expect(findings.map(\.sentence).contains("Event 3 was altered after it had been recorded."))
        }
    }

    @Test("Two events that changed places are both named", arguments: Engine.allCases)
    func swapped(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(5)
            try await company.customer.sequence()
            try await company.tamper("UPDATE evidence SET position = -1 WHERE position = 2")
            try await company.tamper("UPDATE evidence SET position = 2 WHERE position = 4")
            try await company.tamper("UPDATE evidence SET position = 4 WHERE position = -1")
            let findings = try await company.verify().log.findings
            #expect(findings.prefix(2) == [.altered(position: 2), .altered(position: 4)])
        }
    }

    @Test("An altered detail is told from one that nobody can open any more", arguments: Engine.allCases)
    func details(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(5)
            try await company.customer.sequence()
            try await company.tamper("UPDATE evidence SET detail = NULL WHERE position = 2")
            try await company.tamper(
                "UPDATE evidence SET detail = (SELECT detail FROM evidence WHERE position = 4) WHERE position = 3")
            let result = try await company.verify()
            #expect(result.log.findings == [.detailAltered(position: 3)])
            #expect(result.sealedCount == 1)
        }
    }

    @Test(
        "A log that was rewritten and signed anew is forked for whoever kept a checkpoint", arguments: Engine.allCases)
    func forked(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(10)
            let early = try await company.keepCheckpoint()
            try await company.create(10, "more")
            let late = try await company.keepCheckpoint()
            let from = try #require(SignedCheckpoint(early)).checkpoint.size + 1
            try await company.tamper("UPDATE evidence SET at = at + 1 WHERE position >= $1", [.integer(from)])
            try await company.forgetTree()
            try await company.customer.sequence()
            #expect(try await company.verify().log.isSound, "nobody can know without a checkpoint from before")
            #expect(try await company.verify(earlier: early).log.verdict == .appendOnly, "it was rewritten later")
            let result = try await company.verify(earlier: late)
            #expect(result.log.verdict == .forked && !result.log.isSound)
            let permit = try company.evidence
            #expect(try await company.customer.write { try $0.handBack(late, permit) }.verdict == .forked)
        }
    }

    @Test("A log that was rolled back has fewer events than a kept checkpoint covers", arguments: Engine.allCases)
    func rolledBack(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let early = try await company.keepCheckpoint()
            let size = try #require(SignedCheckpoint(early)).checkpoint.size
            try await company.create(10)
            let late = try await company.keepCheckpoint()
            try await company.tamper("DELETE FROM evidence WHERE position >= $1", [.integer(size)])
            try await company.forgetTree()
            let result = try await company.verify(earlier: late)
            #expect(result.log.verdict == .rolledBack && result.log.findings.isEmpty)
            #expect(try await company.verify(earlier: early).log.verdict == .appendOnly)
        }
    }

    @Test("Nothing is signed on top of a tree or checkpoint that was not signed", arguments: Engine.allCases)
    func refusal(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(3)
            try await company.customer.sequence()
            try await company.tamper("UPDATE checkpoint SET root = $1", [.blob(TreeHash.empty.bytes)])
            try await company.create(1, "more")
            #expect(await failure { try await company.customer.sequence() } == .unavailable)
            #expect(try await company.verify().log.findings.first == .checkpointDamaged)
            try await company.tamper("DELETE FROM checkpoint")
            #expect(await failure { try await company.customer.sequence() } == .unavailable)
            #expect(try await company.verify().log.findings.first == .checkpointMissing)
        }
    }

    @Test("A checkpoint that another key signed is not taken for the log's own", arguments: Engine.allCases)
    func otherKey(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(3)
            let kept = try await company.keepCheckpoint()
            let checkpoint = try #require(SignedCheckpoint(kept)).checkpoint
            let stranger = CheckpointSigner(name: checkpoint.origin, try InstallationSigner(.random()))
            let forged = try SignedCheckpoint(checkpoint, signer: stranger)
            #expect(try await company.verify(earlier: Array(forged.text.utf8)).log.verdict == .otherKey)
            #expect(try await company.verify(key: stranger.verifier).log.findings == [.otherKey])
            try await company.tamper("UPDATE checkpoint SET note = $1", [.text(forged.text)])
            #expect(try await company.verify().log.findings == [.otherKey])
            let elsewhere = CheckpointSigner(name: "instructors/evidence/x", try InstallationSigner(.random()))
            let foreign = try SignedCheckpoint(
                Checkpoint(origin: "instructors/evidence/x", size: 1, root: .empty), signer: elsewhere)
            #expect(try await company.verify(earlier: Array(foreign.text.utf8)).log.verdict == .notOurs)
            let altered = String(decoding: kept, as: UTF8.self).replacing("\n\(checkpoint.size)\n", with: "\n1\n")
            #expect(try await company.verify(earlier: Array(altered.utf8)).log.verdict == .signatureWrong)
        }
    }

    @Test("A damaged tree is told from damaged events", arguments: Engine.allCases)
    func tiles(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(3)
            try await company.customer.sequence()
            let size = try await company.count("SELECT count(*) FROM evidence")
            try await company.tamper("DELETE FROM evidence_tile")
            let findings = try await company.verify().log.findings
            #expect(findings == (0..<size).map { .treeDiffers(position: $0) })
        }
    }

    @Test(
        "What a person's key sealed stays sealed when it is gone, and everything else holds", arguments: Engine.allCases
    )
    func erased(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(3)
            try await company.update(people[0].id) { $0.attributes[.title] = "Head" }
            let kept = try await company.keepCheckpoint()
            let person = try await company.person(of: people[0].id)
            let before = try await company.verify()
            try await VaultTests.destroyKey(of: person, company)
            let after = try await company.verify(earlier: kept)
            #expect(after.log.isSound && after.log.verdict == .appendOnly)
            #expect(before.sealedCount == 0)
            #expect(after.sealedCount == 2, "the arrival and the change")
            let bundle = try await company.bundle(withDetails: true)
            let checked = try check(bundle, key: try await company.evidenceKey(), earlier: kept)
            #expect(checked.log.isSound && checked.log.verdict == .appendOnly)
            #expect(checked.sealedCount == 2)
            try await company.customer.write { tx in
                try tx.db.run("DELETE FROM directory_record WHERE person = $1", [.blob(person.bytes)])
                try tx.db.run("DELETE FROM person WHERE id = $1", [.blob(person.bytes)])
                try tx.countChange(active: -1, records: -1)
            }
        }
    }
}
