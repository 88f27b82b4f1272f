using System.IO.Compression;
using System.Xml;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Packages;

/// <summary>
/// A zip of parts, as DOCX, XLSX, PPTX, OpenDocument and EPUB are. Unpacking is counted while it runs, XML knows neither DTD nor entities,
/// and a name that stands twice is refused, because programs differ in which of the two they show.
/// </summary>
internal sealed class Package : IDisposable
{
    private const int MaxEntries = 100_000;

    // Text and XML pack to a tenth; repeated for harm, to a thousandth.
    private const int HostileRatio = 100;
    private const int DeclarationBytes = 1024;

    private readonly ZipArchive _zip;
    private readonly long _packedBytes;
    private readonly long _maxUnpackedBytes;
    private readonly long _maxCharacters;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _unpacked = new(StringComparer.OrdinalIgnoreCase);
    private long _unpackedBytes;

    private Package(ReadOnlyMemory<byte> bytes, string path, ReadingLimits limits, CancellationToken cancellationToken)
    {
        Path = path;
        _packedBytes = bytes.Length;
        _maxUnpackedBytes = limits.MaxUnpackedBytes;
        _maxCharacters = limits.MaxBytes;
        _cancellationToken = cancellationToken;
        _zip = new ZipArchive(SourceBytes.AsStream(bytes), ZipArchiveMode.Read);
        if (_zip.Entries.Count > MaxEntries)
            throw new DocumentUnreadableException(UnreadableReason.Hostile, FormattableString.Invariant($"\"{path}\" holds {_zip.Entries.Count} parts; no document has more than {MaxEntries}."));
        foreach (var entry in _zip.Entries)
        {
            // Some writers separate folders as Windows does.
            var name = entry.FullName.Replace('\\', '/');
            if (!_entries.TryAdd(name, entry))
                throw new DocumentUnreadableException(UnreadableReason.Hostile, $"\"{path}\" holds the part {name} twice, and programs differ in which one they show. Save it again with the program that made it.");
        }
    }

    /// <summary>The source, for messages.</summary>
    public string Path { get; }

    /// <summary>Opens a package and makes a document of it; everything that can be wrong with a zip or with XML becomes one refusal.</summary>
    /// <remarks>The program is what people save such files with, for messages, like "a word processor".</remarks>
    /// <exception cref="DocumentUnreadableException">It cannot become a document.</exception>
    public static async ValueTask<Document> ReadAsync(
        Stream content, SourceInfo source, ReadingLimits limits, string program, Func<Package, ValueTask<Document>> read, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        PackageSignature.Check(bytes.Span, source.Path, program);
        try
        {
            using var package = new Package(bytes, source.Path, limits, cancellationToken);
            return await read(package);
        }
        catch (Exception problem) when (problem is InvalidDataException or XmlException or NotSupportedException or IOException)
        {
            throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{source.Path}\" is damaged: {problem.Message} Open it in {program} and save it again.", problem);
        }
    }

    /// <summary>The same for formats that need no other reader.</summary>
    public static ValueTask<Document> ReadAsync(
        Stream content, SourceInfo source, ReadingLimits limits, string program, Func<Package, Document> read, CancellationToken cancellationToken) =>
        ReadAsync(content, source, limits, program, package => ValueTask.FromResult(read(package)), cancellationToken);

    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>The bytes of a part as they are unpacked; null when there is no such part.</summary>
    public Stream? OpenPart(string name)
    {
        if (!_entries.TryGetValue(name, out var entry)) return null;
        if (entry.IsEncrypted)
            throw new DocumentUnreadableException(UnreadableReason.Encrypted, $"\"{Path}\" needs a password: its part {name} is encrypted. Save a copy without one.");
        long position = 0;
        return new CountedStream(entry.Open(), read =>
        {
            _cancellationToken.ThrowIfCancellationRequested();
            position += read;
            Count(name, position);
        });
    }

    /// <summary>A part that must be there, as XML.</summary>
    public PartXml OpenMain(string name) => OpenXml(name) ?? throw new InvalidDataException($"It has no part {name}.");

    /// <summary>A part as XML; null when there is no such part.</summary>
    /// <param name="name">Its name within the package.</param>
    /// <param name="skipsDocumentType">The format allows a document type declaration, which is passed over; else one is refused.</param>
    public PartXml? OpenXml(string name, bool skipsDocumentType = false)
    {
        if (!_entries.ContainsKey(name)) return null;
        if (!skipsDocumentType) RefuseDocumentType(name);
        return new PartXml(OpenPart(name)!, skipsDocumentType, _cancellationToken);
    }

    /// <summary>Whether these bytes stand somewhere in a part.</summary>
    public bool Mentions(string name, ReadOnlySpan<byte> word)
    {
        using var part = OpenPart(name);
        if (part is null) return false;
        var buffer = new byte[1 << 16];
        var kept = 0;
        while (part.Read(buffer, kept, buffer.Length - kept) is var read and > 0)
        {
            var filled = kept + read;
            if (buffer.AsSpan(0, filled).IndexOf(word) >= 0) return true;
            kept = Math.Min(word.Length - 1, filled);
            buffer.AsSpan(filled - kept, kept).CopyTo(buffer);
        }

        return false;
    }

    /// <summary>Refuses text that grew beyond the limit, which only repeating can do.</summary>
    public void CheckCharacters(long characters)
    {
        if (characters > _maxCharacters) throw TooMuch("becomes a text of", _maxCharacters, "characters", nameof(ReadingLimits.MaxBytes));
    }

    public void Dispose() => _zip.Dispose();

    // A part that is opened again counts only as far as it was not read before.
    private void Count(string name, long position)
    {
        var known = _unpacked.GetValueOrDefault(name);
        if (position <= known) return;
        _unpacked[name] = position;
        _unpackedBytes += position - known;
        if (_unpackedBytes > _maxUnpackedBytes) throw TooMuch($"unpacks (part {name}) to", _maxUnpackedBytes, "bytes", nameof(ReadingLimits.MaxUnpackedBytes));
    }

    private DocumentUnreadableException TooMuch(string what, long limit, string unit, string option)
    {
        var isHostile = limit / Math.Max(1, _packedBytes) >= HostileRatio;
        return new DocumentUnreadableException(isHostile ? UnreadableReason.Hostile : UnreadableReason.TooLarge, FormattableString.Invariant(
            $"\"{Path}\" has {_packedBytes} bytes and {what} more than the limit of {limit} {unit}. Split the document, or raise {option}."));
    }

    private void RefuseDocumentType(string name)
    {
        using var part = OpenPart(name);
        var beginning = new byte[DeclarationBytes];
        var length = part!.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        if (beginning.AsSpan(0, length).IndexOf("<!DOCTYPE"u8) >= 0)
            throw new DocumentUnreadableException(UnreadableReason.Hostile, $"\"{Path}\" declares a document type in its part {name}, which this format forbids because entities can be made to do harm.");
    }
}
