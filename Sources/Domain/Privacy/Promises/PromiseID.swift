/// The sentences of the privacy policy that promise something, by the names that the policy page, the proofs and the tests
/// use. Raw values are stored and shown: never change one.
package enum PromiseID: String, Sendable, CaseIterable, Comparable {
    case s1 = "S1"
    case s2 = "S2"
    case s3 = "S3"
    case d1 = "D1"
    case d2 = "D2"
    case d3 = "D3"
    case d4 = "D4"
    case u1 = "U1"
    case u2 = "U2"
    case u3 = "U3"
    case u4 = "U4"
    case g1 = "G1"
    case g2 = "G2"
    case g3 = "G3"
    case g4 = "G4"
    case g5 = "G5"
    case g6 = "G6"
    case x1 = "X1"
    case x2 = "X2"
    case e1 = "E1"
    case e2 = "E2"
    case e3 = "E3"
    case r1 = "R1"
    case r2 = "R2"
    case r3 = "R3"
    case r4 = "R4"
    case r5 = "R5"
    case r6 = "R6"
    case r7 = "R7"
    case c1 = "C1"
    case c2 = "C2"
    case k1 = "K1"
    case i1 = "I1"

    var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (left: PromiseID, right: PromiseID) -> Bool { left.order < right.order }
}
