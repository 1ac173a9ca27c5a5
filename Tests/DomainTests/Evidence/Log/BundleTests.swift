@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("Evidence bundles")
struct BundleTests {
    @Test("A bundle verifies by itself, in pieces of any size, with the details or without", arguments: Engine.allCases)
    func sound(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let kept = try await company.keepCheckpoint()
            try await company.create(20)
            let key = try await company.evidenceKey()
            for withDetails in [false, true] {
                let bundle = try await company.bundle(withDetails: withDetails)
                for pieces in [1, 7, 1_000, 1 << 20] {
                    let result = try check(bundle, key: key, earlier: kept, pieces: pieces)
                    #expect(result.log.isSound && result.log.verdict == .appendOnly)
                    #expect(result.openedCount == (withDetails ? result.log.size : 0))
                    #expect(result.sealedCount == (withDetails ? 0 : result.log.size))
                }
                #expect(try check(bundle).log.key == key)
            }
            #expect(try await company.deeds().filter { $0 == "evidence.taken" }.count == 2)
        }
    }

    @Test("Cut off anywhere it is no sound bundle", arguments: Engine.allCases)
    func truncated(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let bundle = try await company.bundle(withDetails: true)
            for count in 0..<bundle.count {
                // Before the checkpoint there is nothing to say about a log at all.
                guard let result = try? check(Array(bundle[..<count])) else { continue }
                #expect(result.log.findings == [.truncated(size: result.log.size)])
            }
            #expect(try check(bundle + [0]).log.findings == [.malformed])
            #expect(try check(bundle + [3]).log.findings == [.malformed])
            #expect(throws: Failure.self) { try check(Array("slug,name\n".utf8)) }
            #expect(throws: Failure.self) { try check([]) }
        }
    }

    @Test("With any one byte altered it is no sound bundle", arguments: Engine.allCases)
    func altered(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let bundle = try await company.bundle(withDetails: true)
            let key = try await company.evidenceKey()
            for place in stride(from: 0, to: bundle.count, by: 3) {
                var bytes = bundle
                bytes[place] ^= 0x20
                guard let result = try? check(bytes, key: key, pieces: bytes.count) else { continue }
                #expect(!result.log.isSound, "byte \(place)")
            }
        }
    }

    @Test("An altered detail, a left out leaf and another key are named", arguments: Engine.allCases)
    func named(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(3)
            let bundle = try await company.bundle(withDetails: true)
            let key = try await company.evidenceKey()
            let records = try records(of: bundle)
            let size = try check(bundle).log.size
            var details = records
            let third = details.indices.filter { details[$0].kind == .detail }[2]
            details[third].payload[0] ^= 1
            #expect(try check(bytes(of: details), key: key).log.findings == [.detailAltered(position: 2)])
            var leaves = records
            leaves.remove(at: leaves.indices.filter { leaves[$0].kind == .leaf }[1])
            leaves.removeAll { $0.kind == .detail }
            leaves[leaves.count - 1].payload[7] -= 1
            #expect(
                try check(bytes(of: leaves), key: key).log.findings == [.shorter(size: size - 1, expected: size)])
            let stranger = CheckpointSigner(name: key.name, try InstallationSigner(.random())).verifier
            #expect(try check(bundle, key: stranger).log.findings == [.otherKey])
            // Signed by a stranger who brings the key along: whoever holds the true key is not deceived.
            var forged = records
            forged[0].payload = Array("\(stranger)".utf8)
            #expect(try check(bytes(of: forged)).log.findings == [.otherKey])
            // A second detail for one leaf, or one before any, is none.
            var doubled = records
            doubled.insert(doubled[third], at: third + 1)
            #expect(try check(bytes(of: doubled), key: key).log.findings == [.malformed])
        }
    }

    private struct Record {
        let kind: EvidenceBundle.Record
        var payload: [UInt8]
    }

    private func records(of bundle: [UInt8]) throws -> [Record] {
        var reader = ByteReader(bundle, from: EvidenceBundle.head.count)
        var records: [Record] = []
        while !reader.rest.isEmpty {
            let kind = try found(EvidenceBundle.Record(rawValue: reader.byte()))
            records.append(Record(kind: kind, payload: try reader.data()))
        }
        return records
    }

    private func bytes(of records: [Record]) -> [UInt8] {
        var bytes = EvidenceBundle.head
        for record in records { EvidenceBundle.append(record.kind, record.payload, to: &bytes) }
        return bytes
    }
}
