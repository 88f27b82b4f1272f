using Groundwork.Language;
using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Commits;

/// <summary>The choices an index is made with. Weights, b and k1 are none of them: they may differ at every opening.</summary>
/// <param name="Fields">Names of the text fields, in the order of their bits in a posting.</param>
/// <param name="Vectors">The vector space, or null.</param>
/// <param name="Analysis">Fingerprint of the text analysis.</param>
internal sealed record IndexSchema(IReadOnlyList<string> Fields, VectorSpace? Vectors, string Analysis)
{
    public int Dimensions => Vectors?.Dimensions ?? 0;

    public static IndexSchema Of(IndexOptions options) =>
        new([.. options.TextFields.Select(f => f.Name)], options.Vectors, TextAnalyzer.Fingerprint);

    /// <summary>The definitions of the text fields in the order of the schema.</summary>
    /// <param name="options">Options that this schema serves.</param>
    public IReadOnlyList<FieldDefinition> Definitions(IndexOptions options) =>
        [.. Fields.Select(name => options.TextFields.First(f => string.Equals(f.Name, name, StringComparison.Ordinal)))];

    public void Encode(ByteBuffer bytes)
    {
        bytes.Counted(Utf8.GetBytes(Analysis));
        bytes.VarInt((ulong)Fields.Count);
        foreach (var field in Fields) bytes.Counted(Utf8.GetBytes(field));
        bytes.Byte(Vectors is null ? (byte)0 : (byte)1);
        if (Vectors is null) return;
        bytes.Counted(Utf8.GetBytes(Vectors.Model));
        bytes.VarInt((ulong)Vectors.Dimensions);
        bytes.Byte((byte)Vectors.Similarity);
    }

    public static IndexSchema Decode(ref ByteReader reader, string file)
    {
        var analysis = Utf8.GetString(reader.Counted());
        var fields = new string[reader.Int32(SegmentFormat.MostFields)];
        for (var i = 0; i < fields.Length; i++) fields[i] = Utf8.GetString(reader.Counted());
        if (fields.Length == 0) Damage.Throw(file, "it names no text field");
        if (reader.Byte() == 0) return new IndexSchema(fields, Vectors: null, analysis);
        var model = Utf8.GetString(reader.Counted());
        var dimensions = reader.Int32(4096);
        var similarity = (Similarity)reader.Byte();
        if (dimensions == 0 || !Enum.IsDefined(similarity)) Damage.Throw(file, $"its vector space has {dimensions} dimensions and the similarity {similarity}");
        return new IndexSchema(fields, new VectorSpace(model, dimensions, similarity), analysis);
    }

    /// <summary>Compares with the schema that somebody asks for.</summary>
    /// <exception cref="IndexMismatchException">An index of this schema cannot be used with the other.</exception>
    public void MustServe(IndexSchema asked)
    {
        if (!string.Equals(Analysis, asked.Analysis, StringComparison.Ordinal))
            throw new IndexMismatchException("the text analysis", $"\"{Analysis}\"", $"\"{asked.Analysis}\"", "Delete the index folder and index again.", isOutdated: true);
        if (!Fields.ToHashSet(StringComparer.Ordinal).SetEquals(asked.Fields))
        {
            throw new IndexMismatchException(
                "the text fields", Quoted(Fields), Quoted(asked.Fields), "Open it with the fields it was made with, or delete the index folder and index again.");
        }

        if (Vectors != asked.Vectors)
        {
            throw new IndexMismatchException(
                "the vector space", Words(Vectors), Words(asked.Vectors), "Choose the embedder it was made with, or delete the index folder and index again.");
        }
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"\"{n}\""));

    private static string Words(VectorSpace? space) =>
        space is null ? "(no vectors)" : $"\"{space.Model}\" ({space.Dimensions} dimensions, {space.Similarity})";
}
