using System.Runtime.CompilerServices;

namespace Groundwork.Documents.Readers.Containers;

/// <summary>Tar archives, read forwards from a stream.</summary>
internal sealed class TarReader(ReadingLimits limits) : IBudgetedContainer
{
    public FormatDescription Format { get; } = new(
        "Tar archive", [MediaTypes.Tar], "that of the part",
        """
        Like a zip archive: each file becomes a document `ARCHIVE!/folder/name`. ustar, pax and GNU archives are read. Links, devices and sparse files
        are reported, and so are names that lead outside; an archive that is cut off gives the files before the cut.
        """);

    public string Fingerprint => "tar-1";

    public IAsyncEnumerable<ContainedPart> OpenAsync(Stream content, SourceInfo container, CancellationToken cancellationToken) =>
        OpenAsync(content, container, UnpackBudget.For(content, container, limits), cancellationToken);

    public async IAsyncEnumerable<ContainedPart> OpenAsync(
        Stream content, SourceInfo container, UnpackBudget budget, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tar = new TarStream(content);
        var names = new PartNames(container);
        var isFirst = true;
        while (true)
        {
            TarEntry? next;
            try
            {
                next = await tar.NextAsync(budget.Take, cancellationToken);
            }
            catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException)
            {
                throw Damaged(container, problem);
            }

            if (next is not { } entry) break;
            isFirst = false;
            budget.TakePart();
            if (entry.Kind == '5') continue;
            var name = PartNames.Safe(entry.Name);
            if (name is not null && (name.Length == 0 || PartNames.IsJunk(name))) continue;
            yield return await PartAsync(tar, entry, name, names, container, budget, cancellationToken);
        }

        if (isFirst) throw new DocumentUnreadableException(UnreadableReason.Empty, $"\"{container.Path}\" holds no files.");
    }

    private async ValueTask<ContainedPart> PartAsync(
        TarStream tar, TarEntry entry, string? name, PartNames names, SourceInfo container, UnpackBudget budget, CancellationToken cancellationToken)
    {
        if (name is null) return Broken(entry, UnreadableReason.Hostile, "its name leads outside the archive. Pack it again with relative names.");
        switch (entry.Kind)
        {
            case '1' or '2':
                return Broken(entry, UnreadableReason.Hostile, "it is a link, which is never followed. Pack the file itself.");
            case '3' or '4' or '6':
                return Broken(entry, UnreadableReason.Hostile, "it is a device or a pipe, which is never opened.");
            case not '0':
                return Broken(entry, UnreadableReason.UnsupportedFormat, FormattableString.Invariant($"it is an entry of type '{(char.IsAsciiLetterOrDigit(entry.Kind) ? entry.Kind : '?')}' (sparse, or part of a set), which is not read. Pack it as an ordinary file."));
        }

        if (entry.Bytes > limits.MaxBytes) return TooLarge(entry);
        try
        {
            if (await UnpackedBytes.ReadAsync(tar.Content, limits.MaxBytes, budget, cancellationToken) is not { } bytes) return TooLarge(entry);
            if (bytes.Length < entry.Bytes) throw new EndOfStreamException(FormattableString.Invariant($"It ends after {bytes.Length} of the {entry.Bytes} bytes of \"{PartNames.Shown(entry.Name)}\"."));
            return new ContainedPart.Readable(names.Describe(name, MediaTypes.Of(name, bytes.Span[..Math.Min(bytes.Length, MediaTypes.SniffedBytes)])), bytes);
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException)
        {
            throw Damaged(container, problem);
        }
    }

    private ContainedPart.Broken TooLarge(TarEntry entry) =>
        Broken(entry, UnreadableReason.TooLarge, FormattableString.Invariant($"it has {entry.Bytes} bytes; the limit for one document is {limits.MaxBytes}. Split it, or raise MaxBytes."));

    private static DocumentUnreadableException Damaged(SourceInfo container, Exception problem) =>
        new(UnreadableReason.Damaged, $"\"{container.Path}\" is damaged: {problem.Message} What stands before the damage was read. Pack it again.", problem);

    private static ContainedPart.Broken Broken(TarEntry entry, UnreadableReason reason, string what) =>
        new(PartNames.Shown(entry.Name), new DocumentUnreadableException(reason, $"\"{PartNames.Shown(entry.Name)}\": {what}"));
}
