namespace Groundwork.Documents;

/// <summary>
/// Reads the first few small texts in this process and everything else elsewhere: whoever adds one note does not wait for a process to start.
/// </summary>
/// <param name="here">Reads in this process.</param>
/// <param name="elsewhere">Reads the rest.</param>
public sealed class QuickStartReading(IDocumentReading here, IDocumentReading elsewhere) : IDocumentReading
{
    /// <summary>Documents that may be read here.</summary>
    public const int MostHere = 8;

    /// <summary>Longest document that may be read here, in bytes. No reader of plain text or Markdown needs more than a moment for so few.</summary>
    public const int MostBytes = 1 << 14;

    private int _begun;

    /// <inheritdoc />
    public ValueTask<Document> ReadAsync(SourceInfo source, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var isQuick = content.Length <= MostBytes && source.MediaType is MediaTypes.PlainText or MediaTypes.Markdown;
        var place = isQuick && Interlocked.Increment(ref _begun) <= MostHere ? here : elsewhere;
        return place.ReadAsync(source, content, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask RestAsync() => elsewhere.RestAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await here.DisposeAsync();
        await elsewhere.DisposeAsync();
    }
}
