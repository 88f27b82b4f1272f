using Groundwork.Language;

namespace Groundwork.Knowledge.Understanding;

/// <summary>
/// What models said about one question. A search that looks again for more passages does not ask them again, and all of them together take no longer than one span of patience.
/// </summary>
/// <param name="time">Clock.</param>
internal sealed class AskedModels(TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_patienceForOne = TimeSpan.FromSeconds(15);
    private readonly Dictionary<ContentHash, (object? Said, string Problem)> _known = [];
    private TimeSpan _spent;

    /// <summary>What a model says, or why it said nothing that can be used.</summary>
    /// <param name="who">The model, for people.</param>
    /// <param name="asked">All that it is asked.</param>
    /// <param name="ask">Asks it. Whatever it throws is the model's failure, without which the search goes on.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public async ValueTask<(T? Said, string Problem)> AskAsync<T>(string who, string asked, Func<CancellationToken, Task<(T? Said, string Problem)>> ask, CancellationToken cancellationToken)
        where T : class
    {
        var key = ContentHash.OfText($"{who}\0{asked}");
        if (_known.TryGetValue(key, out var known)) return ((T?)known.Said, known.Problem);
        var patience = TimeSpan.FromTicks(Math.Min(s_patienceForOne.Ticks, (s_patience - _spent).Ticks));
        if (patience <= TimeSpan.Zero) return (null, FormattableString.Invariant($"{who} was not asked: others took the {s_patience.TotalSeconds} s that a question has for all"));
        var started = time.GetTimestamp();
        using var ended = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, cancellationToken);
        (T? Said, string Problem) answer;
        try
        {
            answer = await ask(either.Token);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            answer = (null, ended.IsCancellationRequested ? FormattableString.Invariant($"{who} did not answer within {patience.TotalSeconds:0.#} s") : $"{who} could not be asked ({problem.Message})");
        }

        _spent += time.GetElapsedTime(started);
        _known[key] = (answer.Said, answer.Problem);
        return answer;
    }
}
