using System.Text;

namespace Groundwork.Documents.Tests;

/// <summary>Opens test containers and reads what is in them.</summary>
internal static class Opening
{
    public static async Task<List<ContainedPart>> PartsAsync(string name, byte[] bytes, ReadingLimits? limits = null)
    {
        var readers = limits is null ? Reading.Readers : new ReaderSet(limits);
        using var stream = new MemoryStream(bytes);
        var parts = new List<ContainedPart>();
        await foreach (var part in readers.OpenAsync(stream, SourceOf(name, bytes), CancellationToken.None)) parts.Add(part);
        return parts;
    }

    public static SourceInfo SourceOf(string name, byte[] bytes) =>
        new(new DocumentId(name), "folder/" + name, MediaTypes.Of(name, bytes.AsSpan(0, Math.Min(bytes.Length, MediaTypes.SniffedBytes))));

    /// <summary>Each part in one line: its id and media type, or its place and reason.</summary>
    public static string[] Told(this IEnumerable<ContainedPart> parts) =>
    [
        .. parts.Select(part => part switch
        {
            ContainedPart.Readable readable => $"{readable.Source.Id} {readable.Source.MediaType}",
            ContainedPart.Broken broken => $"{broken.Place}: {broken.Problem.Reason}",
            _ => throw new InvalidOperationException(),
        }),
    ];

    public static async Task<List<Document>> DocumentsAsync(this IEnumerable<ContainedPart> parts)
    {
        var documents = new List<Document>();
        foreach (var part in parts.OfType<ContainedPart.Readable>())
            documents.Add(await Reading.ReadAsync(Reading.Readers.ReaderFor(part.Source.MediaType)!, part.Content.ToArray(), part.Source));
        return documents;
    }

    public static async Task<List<ContainedPart>> MailAsync(string mail, string name = "a.eml") => await PartsAsync(name, Encoding.Latin1.GetBytes(mail));
}
