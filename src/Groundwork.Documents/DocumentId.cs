namespace Groundwork.Documents;

/// <summary>Names a document within its collection: a path relative to the ingested folder, or the id a JSONL record gave itself.</summary>
/// <param name="Value">Never empty, at most 1,024 characters.</param>
public readonly record struct DocumentId(string Value)
{
    /// <summary>The id.</summary>
    public override string ToString() => Value;
}
