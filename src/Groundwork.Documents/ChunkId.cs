using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Documents;

/// <summary>Names a chunk: the same document text, chunker settings and ordinal always give the same id.</summary>
/// <param name="Value">32 lower-case hexadecimal digits.</param>
public readonly record struct ChunkId(string Value)
{
    /// <summary>Derives the id of one chunk.</summary>
    public static ChunkId Of(DocumentId document, ContentHash version, string chunkerFingerprint, int ordinal) =>
        new(ContentHash.OfText(string.Join('\n', document.Value, version.Hex, chunkerFingerprint, ordinal.ToString(CultureInfo.InvariantCulture))).Short(32));

    /// <summary>The id.</summary>
    public override string ToString() => Value;
}
