import CKedge
import KedgeCore

/// JSON that is not strict.
///
/// - Parameter template: a sentence in which `{u0}` stands for the byte and `{text}` for the rule that it breaks.
func fail(_ error: JSONError, _ template: StaticString) -> kedge_status {
    error.reason == .outOfMemory
        ? fail(KEDGE_OUT_OF_MEMORY, "no memory is left for the JSON")
        : fail(KEDGE_MALFORMED_JSON, template, error.offset, text: error.reason.explanation)
}
