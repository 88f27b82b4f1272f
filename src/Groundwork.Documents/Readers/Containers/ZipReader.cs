using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Containers;

/// <summary>Zip archives. Nothing is ever written to disk, so a name can lead nowhere; one that tries is reported.</summary>
internal sealed class ZipReader(ReadingLimits limits) : IBudgetedContainer
{
    private const int LocalHeaderBytes = 30;

    private const uint LocalSignature = 0x04034B50;

    public FormatDescription Format { get; } = new(
        "Zip archive", [MediaTypes.Zip], "that of the part",
        """
        Each file in it becomes a document `ARCHIVE!/folder/name`; archives and mails inside are opened as well. Hidden files, `__MACOSX` and the like
        are left out. Reported, while the rest is read: entries with a password, links, names that lead outside, files of no readable format, files
        that are too large or damaged. Refused as a whole: an archive that unpacks beyond the limits, or whose entries overlap.
        """);

    public string Fingerprint => "zip-1";

    public IAsyncEnumerable<ContainedPart> OpenAsync(Stream content, SourceInfo container, CancellationToken cancellationToken) =>
        OpenAsync(content, container, UnpackBudget.For(content, container, limits), cancellationToken);

    public async IAsyncEnumerable<ContainedPart> OpenAsync(
        Stream content, SourceInfo container, UnpackBudget budget, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var whole = content.CanSeek ? content : SourceBytes.AsStream(await SourceBytes.ReadAsync(content, container.Path, limits.MaxBytes, cancellationToken));
        var entries = await EntriesAsync(whole, container, cancellationToken);
        var names = new PartNames(container);
        foreach (var entry in entries)
        {
            if (entry.Name.EndsWith('/') && entry.UnpackedBytes == 0) continue;
            var name = PartNames.Safe(entry.Name);
            if (name is not null && (name.Length == 0 || PartNames.IsJunk(name))) continue;
            budget.TakePart();
            yield return await PartAsync(whole, entry, name, names, container, budget, cancellationToken);
        }
    }

    private static async ValueTask<List<ZipEntry>> EntriesAsync(Stream content, SourceInfo container, CancellationToken cancellationToken)
    {
        if (content.Length == 0) throw new DocumentUnreadableException(UnreadableReason.Empty, $"\"{container.Path}\" has no bytes.");
        try
        {
            var entries = await ZipDirectory.ReadAsync(content, container.Path, cancellationToken);
            // Entries that share bytes are how a small archive unpacks to petabytes (Fifield 2019, A better zip bomb).
            long end = 0;
            foreach (var entry in entries.OrderBy(entry => entry.HeaderOffset))
            {
                if (entry.HeaderOffset < end)
                    throw new DocumentUnreadableException(UnreadableReason.Hostile, $"Entries of \"{container.Path}\" share their bytes (\"{PartNames.Shown(entry.Name)}\" is one), as only archives made to do harm do. Leave it out.");
                end = entry.HeaderOffset + LocalHeaderBytes + entry.PackedBytes;
            }

            return entries;
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException)
        {
            throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{container.Path}\" is damaged: {problem.Message} Pack it again.", problem);
        }
    }

    private async ValueTask<ContainedPart> PartAsync(
        Stream content, ZipEntry entry, string? name, PartNames names, SourceInfo container, UnpackBudget budget, CancellationToken cancellationToken)
    {
        if (name is null) return Broken(entry, UnreadableReason.Hostile, "its name leads outside the archive. Pack it again with relative names.");
        if (entry.IsLink) return Broken(entry, UnreadableReason.Hostile, "it is a link or a device, which is never followed. Pack the file itself.");
        if (entry.IsEncrypted) return Broken(entry, UnreadableReason.Encrypted, "it needs a password. Pack it again without one.");
        if (entry.Method is not (0 or 8)) return Broken(entry, UnreadableReason.UnsupportedFormat, FormattableString.Invariant($"it is packed by method {entry.Method}; stored and deflated entries can be read. Pack it again."));
        if (entry.UnpackedBytes > limits.MaxBytes) return TooLarge(entry);
        try
        {
            var bytes = await UnpackAsync(content, entry, budget, cancellationToken);
            if (bytes is not { } whole) return TooLarge(entry);
            if (Crc32.Of(whole.Span) != entry.Checksum) return Broken(entry, UnreadableReason.Damaged, "its checksum does not fit its bytes. Pack it again.");
            var mediaType = MediaTypes.Of(name, whole.Span[..Math.Min(whole.Length, MediaTypes.SniffedBytes)]);
            return new ContainedPart.Readable(names.Describe(name, mediaType), whole);
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException)
        {
            return Broken(entry, UnreadableReason.Damaged, $"it cannot be unpacked ({problem.Message}). Pack \"{container.Path}\" again.", problem);
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>?> UnpackAsync(Stream content, ZipEntry entry, UnpackBudget budget, CancellationToken cancellationToken)
    {
        var header = new byte[LocalHeaderBytes];
        if (entry.HeaderOffset < 0 || entry.HeaderOffset > content.Length - header.Length) throw new InvalidDataException("It starts outside the file.");
        content.Position = entry.HeaderOffset;
        await content.ReadExactlyAsync(header, cancellationToken);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != LocalSignature) throw new InvalidDataException("There is no entry where the directory says.");
        var start = entry.HeaderOffset + LocalHeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        if (start > content.Length - entry.PackedBytes) throw new InvalidDataException("It ends behind the file.");
        content.Position = start;
        await using var packed = new StreamSlice(content, entry.PackedBytes);
        if (entry.Method == 0) return await UnpackedBytes.ReadAsync(packed, limits.MaxBytes, budget, cancellationToken);
        await using var unpacking = new DeflateStream(packed, CompressionMode.Decompress);
        return await UnpackedBytes.ReadAsync(unpacking, limits.MaxBytes, budget, cancellationToken);
    }

    private ContainedPart.Broken TooLarge(ZipEntry entry) =>
        Broken(entry, UnreadableReason.TooLarge, FormattableString.Invariant($"it unpacks to more than the limit of {limits.MaxBytes} bytes for one document. Split it, or raise MaxBytes."));

    private static ContainedPart.Broken Broken(ZipEntry entry, UnreadableReason reason, string what, Exception? inner = null) =>
        new(PartNames.Shown(entry.Name), new DocumentUnreadableException(reason, $"\"{PartNames.Shown(entry.Name)}\": {what}", inner));
}
