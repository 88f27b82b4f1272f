using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Groundwork.UseCases;

namespace Groundwork.Server.Api.Wire;

/// <summary>An evaluation as server-sent events: <c>progress</c> as often as a client can take it, then <c>done</c>.</summary>
internal static class EvalEvents
{
    public static async IAsyncEnumerable<ServerEvent> OfAsync(Func<IProgress<EvalProgress>, CancellationToken, Task<EvalReply>> evaluate, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Only the newest news counts: a slow client never holds up what it watches.
        var news = Channel.CreateBounded<EvalProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        var work = WorkAsync(evaluate, news.Writer, cancellationToken);
        try
        {
            await foreach (var at in news.Reader.ReadAllAsync(CancellationToken.None)) yield return new ServerEvent("progress", JsonSerializer.Serialize(at, GroundworkJson.Readable.EvalProgress));
            yield return new ServerEvent("done", JsonSerializer.Serialize(await work, GroundworkJson.Readable.EvalReply));
        }
        finally
        {
            // Whoever stops listening has cancelled the work; what it observed is stored before the request ends.
            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<EvalReply> WorkAsync(Func<IProgress<EvalProgress>, CancellationToken, Task<EvalReply>> evaluate, ChannelWriter<EvalProgress> news, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            return await evaluate(new Teller(news), cancellationToken);
        }
        finally
        {
            news.Complete();
        }
    }

    private sealed class Teller(ChannelWriter<EvalProgress> news) : IProgress<EvalProgress>
    {
        public void Report(EvalProgress value) => news.TryWrite(value);
    }
}
