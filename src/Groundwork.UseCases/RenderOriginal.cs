using Groundwork.Documents;
using Groundwork.Knowledge;
using Groundwork.Language;

namespace Groundwork.UseCases;

/// <summary>
/// The file that a document was read from, for a browser. Only the very bytes that were read are shown: a file that changed is refused, a link
/// is not followed, and what was no file of its own (a part of an archive, a page from the web) has no original here. Nothing is kept.
/// </summary>
/// <param name="workspace">The data directory.</param>
public sealed class RenderOriginal(Workspace workspace)
{
    private const byte Escape = 0x1B;

    // A page that takes longer than a reader would wait is given up.
    private readonly ReadingLimits _drawing = workspace.Readers.Limits with { ToolTimeout = TimeSpan.FromSeconds(20), ToolOutputBytes = 64L << 20 };

    /// <summary>How the original of a document can be shown, told without looking for its file.</summary>
    public OriginalKind KindOf(DocumentReply document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return KindOf(CollectionName.Parse(document.Collection), document.Document, document.Path, document.MediaType);
    }

    /// <summary>Why the original cannot be shown now: its file is gone or changed; null when it can.</summary>
    public async Task<string?> ProblemAsync(OriginalRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            await ReadAsync(request, cancellationToken);
            return null;
        }
        catch (OriginalUnavailableException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>Loads it, and draws the page of a PDF.</summary>
    /// <exception cref="OriginalUnavailableException">It cannot be shown.</exception>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="DocumentUnreadableException">The page cannot be drawn.</exception>
    public async Task<OriginalReply> RunAsync(OriginalRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Page < 1) throw new InvalidRequestException(FormattableString.Invariant($"The page is {request.Page}; pages count from 1."));
        var (kind, source, content) = await ReadAsync(request, cancellationToken);
        return kind switch
        {
            OriginalKind.Html => new OriginalReply(IsUtf8(content) ? "text/html; charset=utf-8" : "text/html", content),
            OriginalKind.Pdf => new OriginalReply(MediaTypes.Png, await DrawAsync(content, source.Path, request.Page, cancellationToken)),
            _ => new OriginalReply(source.MediaType, content),
        };
    }

    private OriginalKind KindOf(CollectionName collection, string document, string path, string mediaType)
    {
        var isFile = Path.IsPathFullyQualified(path)
            && !path.StartsWith(workspace.PushedOf(collection) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            && !document.Contains("!/", StringComparison.Ordinal)
            && !IsContainer(path, []);
        return !isFile ? OriginalKind.None : mediaType switch
        {
            MediaTypes.Html or MediaTypes.Xhtml => OriginalKind.Html,
            MediaTypes.Pdf => OriginalKind.Pdf,
            MediaTypes.Png or MediaTypes.Jpeg or MediaTypes.Gif or MediaTypes.Webp => OriginalKind.Picture,
            _ => OriginalKind.None,
        };
    }

    private bool IsContainer(string path, ReadOnlySpan<byte> head) => workspace.Readers.ContainerFor(MediaTypes.Of(Path.GetFileName(path), head)) is not null;

    private async Task<(OriginalKind Kind, SourceInfo Source, byte[] Content)> ReadAsync(OriginalRequest request, CancellationToken cancellationToken)
    {
        var collection = await workspace.Knowledge.Collections.GetAsync(CollectionName.Parse(request.Collection), cancellationToken);
        var documents = workspace.Knowledge.Documents(collection.Name);
        var id = new DocumentId(request.Document);
        var stored = await documents.FindAsync(id, cancellationToken) ?? throw new DocumentNotFoundException(collection.Name, id);
        var document = await documents.LoadAsync(id, cancellationToken) ?? throw new DocumentNotFoundException(collection.Name, id);
        var kind = KindOf(collection.Name, id.Value, stored.Path, document.Source.MediaType);
        if (kind is OriginalKind.None) throw NotShown(id, document.Source.MediaType);
        var content = await ContentAsync(stored.Path, cancellationToken);
        if (IsContainer(stored.Path, content.AsSpan(0, Math.Min(content.Length, MediaTypes.SniffedBytes)))) throw NotShown(id, document.Source.MediaType);
        return ContentHash.Of(content) == stored.Hash ? (kind, document.Source, content) : throw Changed(stored.Path);
    }

    private async Task<byte[]> ContentAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) throw new OriginalUnavailableException($"The file {path} is gone. What was read of it is still here; ingest again to bring the collection level.");
            if (file.LinkTarget is not null) throw new OriginalUnavailableException($"{path} is a link, and links are not followed here. Read the text, or ingest the file itself.");
            // Pipes and devices have no length; what was read had one.
            if (file.Length is 0 || file.Length > workspace.Readers.Limits.MaxBytes) throw Changed(path);
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[file.Length];
            return await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken) == content.Length ? content : throw Changed(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new OriginalUnavailableException($"The file {path} cannot be read ({problem.Message}). Check its permissions.");
        }
    }

    private async Task<byte[]> DrawAsync(byte[] pdf, string path, int page, CancellationToken cancellationToken)
    {
        await workspace.Drawing.WaitAsync(cancellationToken);
        try
        {
            return await new PdfPages(_drawing).PictureAsync(pdf, path, page, cancellationToken)
                ?? throw new InvalidRequestException(FormattableString.Invariant($"\"{path}\" has no page {page}."));
        }
        finally
        {
            workspace.Drawing.Release();
        }
    }

    // Old Japanese mail encodings are ASCII with escapes; a page in one of them says so itself.
    private static bool IsUtf8(byte[] content) => System.Text.Unicode.Utf8.IsValid(content) && !content.AsSpan().Contains(Escape);

    private static OriginalUnavailableException Changed(string path) =>
        new($"The file {path} has changed since it was read. Ingest it again to see it beside its text.");

    private static OriginalUnavailableException NotShown(DocumentId document, string mediaType) =>
        new($"Of \"{document}\" ({mediaType}) only the text is shown: originals are shown of HTML, PDF, PNG, JPEG, GIF and WebP files that are no part of another file.");
}
