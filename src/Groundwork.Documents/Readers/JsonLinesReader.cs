using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Groundwork.Documents.Readers;

/// <summary>
/// JSON Lines: one record per line. Memory is bounded by one line and one hash per id; a bad line is one broken part and the rest is read.
/// </summary>
internal sealed class JsonLinesReader(ReadingLimits limits) : IContainerReader
{
    public FormatDescription Format { get; } = new(
        "JSON Lines", [MediaTypes.JsonLines, "application/x-ndjson", "application/x-jsonlines"], "line",
        """
        One record per line: `{"id" or "_id", "title", "text", …}`. `lang` gives the language and `mediaType` the format of the text, plain text
        by default. Other fields become metadata for filters: text, lists of text, numbers, true and false, and ISO 8601 dates. A line that is no
        JSON, has no id or no text, or repeats an id is reported, and the other lines are read.

        ### Vectors of your own

        A record may bring its vector: `"vector": [0.12, -0.5, …]`, or `"vectorBase64"` with little-endian float32 numbers. `groundwork ingest corpus.jsonl
        --vectors NAME` makes a collection that keeps them; NAME says whose they are, like the model that made them. The first vector decides the dimensions
        (1 to 4096).

        - Such a record is one passage, however long its text is: its vector stands for the whole.
        - A record whose vector has another length, is all zeros or holds something that is no finite number is reported with its id, and the other
          records are read. A record without a vector is found by words.
        - The collection is searched by words, and by vectors that come with the question (`groundwork search --vector-file FILE`, or `vector` over
          HTTP). No embedder is asked. A question without a vector is searched by words, and says so.
        - Elsewhere, without `--vectors`, vectors in records mean nothing and are left out.
        """);

    public string Fingerprint => "jsonl-2";

    public async IAsyncEnumerable<ContainedPart> OpenAsync(
        Stream content, SourceInfo container, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new LineReader(content, limits.MaxRecordBytes);
        // 128 bits of SHA-256: two different ids never share them in practice.
        var seen = new HashSet<UInt128>();
        var isEmpty = true;
        for (var number = 1; await lines.NextAsync(cancellationToken); number++)
        {
            var line = lines.Line;
            if (number == 1) line = WithoutMark(line, container.Path);
            if (lines.IsTooLong)
            {
                isEmpty = false;
                yield return Broken(number, UnreadableReason.TooLarge, FormattableString.Invariant($"the line is longer than {limits.MaxRecordBytes} bytes. Split the record, or raise MaxRecordBytes."));
                continue;
            }

            if (IsBlank(line.Span)) continue;
            isEmpty = false;
            var part = JsonRecord.Read(line, number, container);
            if (part is ContainedPart.Readable readable && !seen.Add(HashOf(readable.Source.Id)))
                part = Broken(number, UnreadableReason.DuplicateId, $"the id \"{readable.Source.Id}\" stands on an earlier line already; the first record was kept. Give each record its own id.");
            yield return part;
        }

        if (isEmpty) yield return new ContainedPart.Broken(string.Empty, new DocumentUnreadableException(UnreadableReason.Empty, $"\"{container.Path}\" holds no records. Write one per line, or remove the file."));
    }

    /// <summary>A broken line, in the words all such reports share.</summary>
    public static ContainedPart.Broken Broken(int line, UnreadableReason reason, string what, Exception? inner = null) =>
        new(FormattableString.Invariant($"line {line}"), new DocumentUnreadableException(reason, FormattableString.Invariant($"Line {line}: {what}"), inner));

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> line, string path)
    {
        var bytes = line.Span;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return line[3..];
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{path}\" is UTF-16; JSON Lines are UTF-8. Convert it, for example with iconv -f UTF-16 -t UTF-8.");
        return line;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;

    private static UInt128 HashOf(DocumentId id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id.Value), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
