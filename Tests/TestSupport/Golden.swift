import Foundation
package import Testing

/// Compares a text with its file under `Tests/Golden`. `make golden` writes the files anew, to be read before commit.
/// - Returns: the text of the file.
@discardableResult
package func expectGolden(_ name: String, _ text: String, _ location: SourceLocation = #_sourceLocation) throws
    -> String
{
    let path = try projectFolder() + "/Tests/Golden/" + name
    let mode = ProcessInfo.processInfo.environment["INSTRUCTORS_GOLDEN"]
    if mode == "update" || mode == "write" {
        try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        return text
    }
    let golden = (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard !golden.utf8.elementsEqual(text.utf8) else { return golden }
    let difference = text.split(separator: "\n").difference(from: golden.split(separator: "\n"))
    let lines = difference.prefix(12).map { change in
        switch change {
        case .insert(_, let line, _): "+ \(line)"
        case .remove(_, let line, _): "- \(line)"
        }
    }
    Issue.record(
        "Tests/Golden/\(name) says otherwise. If the change is meant, run: make golden\n\(lines.joined(separator: "\n"))",
        sourceLocation: location)
    return golden
}

/// Every source file of Domain, for the tests that no declaration escapes.
package func domainSources() throws -> [(name: String, text: String)] { try projectSources(below: "Sources/Domain") }

/// Whether the project has a file at that path from its root.
package func projectFileExists(_ path: String) throws -> Bool {
    FileManager.default.fileExists(atPath: try projectFolder() + "/" + path)
}

/// Every Swift file below a folder of the project.
package func projectSources(below folder: String) throws -> [(name: String, text: String)] {
    let folder = URL(filePath: try projectFolder() + "/" + folder).resolvingSymlinksInPath()
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let sources = (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
    return try sources.map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
}

private func projectFolder(_ file: StaticString = #filePath) throws -> String {
    let parts = file.description.split(separator: "/", omittingEmptySubsequences: false)
    return try #require(parts.count > 3 ? parts.dropLast(3).joined(separator: "/") : nil)
}
