using System.Threading.Channels;
using Groundwork.Knowledge;

namespace Groundwork.UseCases.Wiring;

/// <summary>A collection is learnt, with news of how far it is.</summary>
/// <param name="workspace">The data directory.</param>
/// <param name="name">The collection; nobody writes it meanwhile.</param>
/// <param name="reason">Why it is learnt.</param>
internal sealed class CollectionLearning(Workspace workspace, CollectionName name, string reason)
{
    /// <summary>Learns. The last news comes when the index is in use.</summary>
    public async IAsyncEnumerable<IngestUpdate.Learning> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunks = await workspace.Knowledge.Documents(name).ChunkCountAsync(cancellationToken);
        yield return new IngestUpdate.Learning(reason, IsIndexing: false, 0, chunks);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var news = Channel.CreateUnbounded<IngestUpdate.Learning>();
        var work = LearnAsync(news.Writer, chunks, stop.Token);
        try
        {
            // The work ends the news, also when it is cancelled.
            await foreach (var item in news.Reader.ReadAllAsync(CancellationToken.None)) yield return item;
        }
        finally
        {
            if (!work.IsCompleted) await stop.CancelAsync();
            await work;
        }
    }

    private async Task LearnAsync(ChannelWriter<IngestUpdate.Learning> news, long chunks, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            await workspace.Knowledge.LearnAsync(
                name, workspace.Settings.Fitting, GenerationRequest.Same,
                new Telling(done => news.TryWrite(new IngestUpdate.Learning(reason, IsIndexing: false, done, chunks))),
                new Telling(done => news.TryWrite(new IngestUpdate.Learning(reason, IsIndexing: true, done, chunks))),
                cancellationToken);
        }
        finally
        {
            news.Complete();
        }
    }

    private sealed class Telling(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
