@testable import Domain
import Crypto
import Foundation
import Testing

@Suite("Checkpoints and signed notes")
struct CheckpointTests {
    private static let seed = [UInt8](repeating: 7, count: 32)

    private static func signer(_ name: String, _ seed: [UInt8] = seed) throws -> CheckpointSigner {
        CheckpointSigner(name: name, try InstallationSigner(SealingKey(SymmetricKey(data: seed))))
    }

    private func signed(
        _ size: Int64 = 5, seed: [UInt8] = seed, origin: String = "instructors/evidence/x", more: [String] = []
    ) throws -> SignedCheckpoint {
        let checkpoint = Checkpoint(
            origin: origin, size: size, root: .leaf([UInt8(truncatingIfNeeded: size)]), extensions: more)
        return try SignedCheckpoint(checkpoint, signer: Self.signer(origin, seed))
    }

    @Test("A note that Go's checksum database signed is read and verified")
    func foreignNote() throws {
        let text = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            """
        let signature = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
        let key = try #require(VerifierKey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
        let note = try #require(SignedNote("\(text)\n— PeterNeumann \(signature)\n".utf8))
        #expect(note.text == text)
        #expect(key.judge(note) == .valid)
        let altered = SignedNote(text: text + "Perhaps.\n", signatures: note.signatures)
        #expect(key.judge(altered) == .wrong)
    }

    @Test("A checkpoint is the same after writing and reading, with the lines that others may add")
    func roundTrip() throws {
        for more in [[], ["ledger 12 abc"]] {
            let made = try signed(more: more)
            let read = try #require(SignedCheckpoint(made.text.utf8))
            #expect(read == made)
            #expect(read.checkpoint.extensions == more)
            let key = try Self.signer(made.checkpoint.origin).verifier
            #expect(key.judge(read.note) == .valid)
            #expect(VerifierKey("\(key)") == key)
        }
        let lines = try signed().text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 6, "origin, size, root, nothing, signature, end")
        #expect(lines[0] == "instructors/evidence/x" && lines[1] == "5" && lines[3] == "" && lines[5] == "")
    }

    @Test("A witness's signature beside the log's own changes nothing")
    func witness() throws {
        let made = try signed()
        let witness = try Self.signer("witness", [UInt8](repeating: 9, count: 32))
        let both = SignedNote(
            text: made.note.text, signatures: try witness.sign(made.note.text).signatures + made.note.signatures)
        let read = try #require(SignedNote(both.bytes))
        #expect(try Self.signer(made.checkpoint.origin).verifier.judge(read) == .valid)
        #expect(witness.verifier.judge(read) == .valid)
        #expect(VerifierKey(name: "nobody", ed25519: [UInt8](repeating: 1, count: 32)).judge(read) == .absent)
    }

    @Test("Another key, another text and another name are told apart")
    func judgements() throws {
        let made = try signed()
        let other = try signed(seed: [UInt8](repeating: 8, count: 32))
        let key = try Self.signer(made.checkpoint.origin).verifier
        #expect(key.judge(other.note) == .otherKey)
        #expect(key.judge(try signed(origin: "else").note) == .absent)
        let moved = SignedNote(text: try signed(6).note.text, signatures: made.note.signatures)
        #expect(key.judge(moved) == .wrong)
    }

    @Test(
        "Anything but the one spelling is no checkpoint",
        arguments: [
            ("\n5\n", "\n05\n"), ("\n5\n", "\n-5\n"), ("\n5\n", "\n+5\n"), ("\n5\n", "\n5 \n"), ("\n5\n", "\n\n"),
            ("\n5\n", "\n5\r\n"), ("\n5\n", "\n99999999999999999999\n"), ("=\n", "\n"), ("=\n", "==\n"), ("\n\n", "\n"),
            ("— ", "- "), ("— ", "—  "), ("\n— ", "\nx\n— "), ("instructors", "\u{0}instructors"),
        ])
    func spelling(part: String, by other: String) throws {
        let text = try signed().text
        let range = try #require(text.range(of: part))
        let changed = text.replacingCharacters(in: range, with: other)
        #expect(changed != text)
        #expect(SignedCheckpoint(changed.utf8) == nil)
    }

    @Test("Cut off at any byte, or with something behind it, it is no checkpoint")
    func cut() throws {
        let bytes = Array(try signed().text.utf8)
        for count in 0..<bytes.count { #expect(SignedCheckpoint(bytes[..<count]) == nil) }
        #expect(SignedCheckpoint(bytes + Array("\n".utf8)) == nil)
        #expect(SignedCheckpoint(bytes + [0xFF, 0x0A]) == nil)
        #expect(SignedCheckpoint([UInt8](repeating: 0x0A, count: SignedNote.byteCountMax + 1)) == nil)
    }

    @Test("A verifier key with a digit or a letter changed is none")
    func keys() throws {
        let text = "\(try Self.signer("log").verifier)"
        for place in text.utf8.indices {
            var bytes = Array(text.utf8)
            bytes[text.utf8.distance(from: text.utf8.startIndex, to: place)] ^= 1
            #expect(VerifierKey(String(decoding: bytes, as: UTF8.self)) == nil)
        }
        #expect(VerifierKey("") == nil && VerifierKey("a+b") == nil && VerifierKey("+" + text) == nil)
    }
}
