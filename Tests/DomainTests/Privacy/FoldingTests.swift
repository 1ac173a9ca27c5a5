@testable import Domain
import Testing

@Suite("Folding and blind indexes")
struct FoldingTests {
    @Test(
        "Spellings of one name fold to one text",
        arguments: [
            ("\u{212A}ai", "kai"), ("STRASSE", "straße"), ("STRAẞE", "strasse"), ("ΟΔΟΣ", "οδος"), ("οδοσ", "οδος"),
            ("ﬁnn", "FINN"), ("ＡＤＡ＠havn", "ada@havn"), ("José", "jose\u{301}"), ("ÅSE", "a\u{30A}se"),
            ("\u{212B}se", "åse"), ("²", "2"), ("Ǆ", "ǆ"), ("FREJA@HAVN.EXAMPLE", "freja@havn.example"),
        ])
    func same(pair: (String, String)) {
        let folded = (Folding.fold(pair.0), Folding.fold(pair.1))
        #expect(folded.0.utf8.elementsEqual(folded.1.utf8), "\(folded)")
    }

    @Test(
        "Look-alikes stay apart",
        arguments: [
            ("ılker", "ilker"), ("аda", "ada"), ("josé", "jose"), ("o", "0"), ("a b", "ab"), ("ada", "ada\u{200B}"),
        ])
    func different(pair: (String, String)) {
        let folded = (Folding.fold(pair.0), Folding.fold(pair.1))
        #expect(!folded.0.utf8.elementsEqual(folded.1.utf8), "\(folded)")
    }

    @Test("Folding twice is folding once, for every scalar that folding changes and a sample of the others")
    func idempotent() {
        var wrong: [UInt32] = []
        for value in UInt32(0)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            guard scalar.properties.changesWhenNFKCCaseFolded || value % 61 == 0 else { continue }
            let once = Folding.fold(String(Character(scalar)))
            if !Folding.fold(once).utf8.elementsEqual(once.utf8) { wrong.append(value) }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(20).map { String($0, radix: 16) })")
    }

    @Test("An index is the same for folded variants, and differs between values, kinds and keys")
    func index() {
        let index = BlindIndex(key: .random())
        let other = BlindIndex(key: .random())
        let name = index.of("Freja@havn.example", as: .userName)
        #expect(name.count == 16)
        #expect(name == index.of("FREJA@HAVN.EXAMPLE", as: .userName))
        #expect(name == index.of("ＦＲＥＪＡ@havn.example", as: .userName))
        #expect(name != index.of("freya@havn.example", as: .userName))
        #expect(name != index.of("freja@havn.example", as: .workEmail))
        #expect(name != other.of("freja@havn.example", as: .userName))
    }

    @Test("External ids are exact, since a directory tells them apart by case")
    func externalIDs() {
        let index = BlindIndex(key: .random())
        #expect(index.of("aB1", as: .externalID) == index.of("aB1", as: .externalID))
        #expect(index.of("aB1", as: .externalID) != index.of("ab1", as: .externalID))
        #expect(index.of("aB1", as: .groupExternalID) != index.of("ab1", as: .groupExternalID))
    }
}
