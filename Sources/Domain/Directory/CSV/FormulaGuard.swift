/// Keeps spreadsheets from running a cell as a formula, without losing what the cell says.
///
/// A cell that begins with `=`, `+`, `-`, `@` (also in their full-width forms, which Japanese systems take as the
/// same), a tab, a line break or U+0000 gets an apostrophe in front, and so does one in which only apostrophes
/// precede these: thus taking one apostrophe away gives every value back. Decided on the first scalars, never on
/// Characters, since a combining mark after `=` makes another Character of it and no other formula.
package enum FormulaGuard {
    package static func needsGuard(_ text: some StringProtocol) -> Bool {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x27: continue
            case 0x3D, 0x2B, 0x2D, 0x40, 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20, 0x09, 0x0A, 0x0D, 0x00: return true
            default: return false
            }
        }
        return false
    }

    /// The value that was guarded; any other text as it is.
    package static func removed(from text: String) -> String {
        guard text.utf8.first == 0x27, needsGuard(text) else { return text }
        return String(text.unicodeScalars.dropFirst())
    }
}
