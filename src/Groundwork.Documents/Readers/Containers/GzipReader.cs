using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Groundwork.Documents.Readers.Containers;

/// <summary>One file packed by gzip, or a tar archive: the unpacked bytes tell which.</summary>
internal sealed class GzipReader(ReadingLimits limits, TarReader tar) : IBudgetedContainer
{
    public FormatDescription Format { get; } = new(
        "Gzip", [MediaTypes.Gzip], "that of the part",
        """
        A packed tar archive (`.tgz`, `.tar.gz`) is read like a tar archive, any other file becomes the one document `FILE.gz!/FILE`. A file that
        unpacks beyond the limits is refused. Files packed by bzip2, xz, 7-Zip or RAR are refused: unpack them first.
        """);

    public string Fingerprint => "gzip-1";

    public IAsyncEnumerable<ContainedPart> OpenAsync(Stream content, SourceInfo container, CancellationToken cancellationToken) =>
        OpenAsync(content, container, UnpackBudget.For(content, container, limits), cancellationToken);

    public async IAsyncEnumerable<ContainedPart> OpenAsync(
        Stream content, SourceInfo container, UnpackBudget budget, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var unpacking = new GZipStream(content, CompressionMode.Decompress, leaveOpen: true);
        var first = await FirstBlockAsync(unpacking, container, cancellationToken);
        await using var unpacked = new PrefixedStream(first, unpacking);
        if (TarStream.IsHeader(first.Span))
        {
            await foreach (var part in tar.OpenAsync(unpacked, container, budget, cancellationToken)) yield return part;
            yield break;
        }

        budget.TakePart();
        var only = await OnlyPartAsync(unpacked, container, budget, cancellationToken);
        yield return await IsWholeAsync(content, only.Content.Length, cancellationToken)
            ? only
            : only with { Source = only.Source with { Notes = [.. only.Source.Notes, "The packed file records another length than it unpacks to; it may be cut off."] } };
    }

    private static async ValueTask<ReadOnlyMemory<byte>> FirstBlockAsync(GZipStream unpacking, SourceInfo container, CancellationToken cancellationToken)
    {
        var block = new byte[TarStream.BlockBytes];
        try
        {
            return block.AsMemory(0, await unpacking.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken));
        }
        catch (InvalidDataException problem)
        {
            throw Damaged(container, problem);
        }
    }

    private async ValueTask<ContainedPart.Readable> OnlyPartAsync(Stream unpacked, SourceInfo container, UnpackBudget budget, CancellationToken cancellationToken)
    {
        try
        {
            if (await UnpackedBytes.ReadAsync(unpacked, limits.MaxBytes, budget, cancellationToken) is not { } bytes)
                throw new DocumentUnreadableException(UnreadableReason.TooLarge, FormattableString.Invariant($"\"{container.Path}\" unpacks to more than the limit of {limits.MaxBytes} bytes for one document. Split it, or raise MaxBytes."));
            if (bytes.IsEmpty) throw new DocumentUnreadableException(UnreadableReason.Empty, $"\"{container.Path}\" unpacks to nothing.");
            var packedName = container.FileName;
            var name = PartNames.Safe(packedName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? packedName[..^3] : packedName) is { Length: > 0 } safe ? safe : "content";
            return new ContainedPart.Readable(new PartNames(container).Describe(name, MediaTypes.Of(name, bytes.Span[..Math.Min(bytes.Length, MediaTypes.SniffedBytes)])), bytes);
        }
        catch (InvalidDataException problem)
        {
            throw Damaged(container, problem);
        }
    }

    // The framework takes a cut stream for a whole one. The last four bytes tell the length of the last member (RFC 1952, 2.3.1).
    private static async ValueTask<bool> IsWholeAsync(Stream content, int unpackedBytes, CancellationToken cancellationToken)
    {
        if (!content.CanSeek || content.Length < 4) return true;
        var recorded = new byte[4];
        content.Position = content.Length - recorded.Length;
        await content.ReadExactlyAsync(recorded, cancellationToken);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(recorded) == (uint)unpackedBytes;
    }

    private static DocumentUnreadableException Damaged(SourceInfo container, Exception problem) =>
        new(UnreadableReason.Damaged, $"\"{container.Path}\" is damaged or cut off and cannot be unpacked ({problem.Message}). Pack it again.", problem);
}
