using Groundwork.Documents;
using Groundwork.TestKit;

namespace Groundwork.Knowledge.Tests.Ingestion;

/// <summary>Reads in this process, and does beforehand what the test wants for a document.</summary>
internal sealed class ScriptedReading(Func<SourceInfo, CancellationToken, Task> before) : IDocumentReading
{
    private readonly InProcessReading _reading = new(new ReaderSet(new ReadingLimits()), TimeSpan.FromMinutes(2), new ManualClock());
    private readonly Lock _gate = new();
    private int _underWay;

    /// <summary>Names of the documents that were begun, in order.</summary>
    public List<string> Begun { get; } = [];

    /// <summary>Most documents that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    public int Rests { get; private set; }

    public async ValueTask<Document> ReadAsync(SourceInfo source, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Begun.Add(source.Id.Value);
            MostAtOnce = Math.Max(MostAtOnce, ++_underWay);
        }

        try
        {
            await before(source, cancellationToken);
            return await _reading.ReadAsync(source, content, cancellationToken);
        }
        finally
        {
            lock (_gate) _underWay--;
        }
    }

    public ValueTask RestAsync()
    {
        Rests++;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _reading.DisposeAsync();
}
