/// What became of one bulk operation.
package struct SCIMBulkResult: Sendable {
    package enum Outcome: Sendable {
        /// The status (200, 201 or 204), the resource's address and its version.
        case done(status: Int, location: String, version: Int64?)
        case failed(SCIMProblem, location: String?)
    }

    package let operation: SCIMBulkOperation
    package let outcome: Outcome

    package init(_ operation: SCIMBulkOperation, _ outcome: Outcome) {
        self.operation = operation
        self.outcome = outcome
    }
}

/// Writes the answer to a bulk request (RFC 7644, section 3.7): the operations that were tried, as they were asked.
package enum SCIMBulkResponse {
    package static func write(_ results: [SCIMBulkResult], to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("schemas")
        writer.beginArray()
        writer.string(SCIMURN.bulkResponse)
        writer.endArray()
        writer.name("Operations")
        writer.beginArray()
        for result in results.sorted(by: { $0.operation.place < $1.operation.place }) { write(result, to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ result: SCIMBulkResult, to writer: inout JSONWriter) {
        writer.beginObject()
        if let method = result.operation.method {
            writer.name("method")
            writer.string(word(method))
        }
        if let id = result.operation.bulkID {
            writer.name("bulkId")
            writer.string(id)
        }
        switch result.outcome {
        case .done(let status, let location, let version):
            writer.name("location")
            writer.string(location)
            if let version {
                writer.name("version")
                writer.string(SCIMCondition.tag(version))
            }
            writer.name("status")
            writer.string(String(status))
        case .failed(let problem, let location):
            if let location {
                writer.name("location")
                writer.string(location)
            }
            writer.name("status")
            writer.string(String(problem.status))
            writer.name("response")
            SCIMErrorWriter.write(problem, to: &writer)
        }
        writer.endObject()
    }

    private static func word(_ method: SCIMBulkOperation.Method) -> StaticString {
        switch method {
        case .post: "POST"
        case .put: "PUT"
        case .patch: "PATCH"
        case .delete: "DELETE"
        }
    }
}
