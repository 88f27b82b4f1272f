namespace Groundwork.Models.Caching;

/// <summary>Answers of all routes that are kept, and calls that are under way. Safe for concurrent use.</summary>
/// <param name="maxBytes">Most bytes of exact answers; semantic ones may take half of that again.</param>
/// <param name="time">Measures how old answers are.</param>
internal sealed class AnswerCache(long maxBytes, TimeProvider time)
{
    private const int TypicalAnswerBytes = 2048;

    private readonly TinyLfuCache<KeptAnswer> _answers = new(maxBytes, TypicalAnswerBytes, time);
    private readonly Dictionary<RequestKey, SharedCall> _calls = [];
    private readonly Lock _gate = new();

    /// <summary>Answers to differently worded questions.</summary>
    public SemanticCache Semantic { get; } = new(maxBytes / 2, time);

    /// <summary>Bytes of the exact answers.</summary>
    public long Bytes => _answers.Bytes;

    /// <summary>Calls under way.</summary>
    public int Calls
    {
        get
        {
            lock (_gate) return _calls.Count;
        }
    }

    /// <summary>The answer to an equal request; null for none.</summary>
    public KeptAnswer? Find(in RequestKey key) => _answers.TryGet(key, out var answer) ? answer : null;

    /// <summary>Keeps an answer for equal requests.</summary>
    public void Keep(in RequestKey key, KeptAnswer answer, TimeSpan keepFor) => _answers.Set(key, answer, answer.Bytes, keepFor);

    /// <summary>Joins the call for an equal request that is under way, or begins one.</summary>
    /// <param name="key">The request.</param>
    /// <param name="ask">Makes the call and keeps its answer; runs until its end or until nobody reads it any more.</param>
    /// <returns>The call, which the caller must <see cref="SharedCall.Leave"/>, and whether it was under way; or the answer, where one has just come.</returns>
    public (SharedCall? Call, bool WasUnderWay, KeptAnswer? Answer) Join(RequestKey key, Func<SharedCall, Task> ask)
    {
        SharedCall begun;
        lock (_gate)
        {
            if (_calls.TryGetValue(key, out var known) && known.TryJoin()) return (known, true, null);

            // A call keeps its answer before it leaves the list, so one that is not in the list either never was or has left its answer.
            if (Find(key) is { } answer) return (null, false, answer);
            _calls[key] = begun = new SharedCall();
        }

        // Its end is told to its readers, whatever it is; there is always one.
        _ = RunAsync(key, begun, ask);
        return (begun, false, null);
    }

    private async Task RunAsync(RequestKey key, SharedCall shared, Func<SharedCall, Task> ask)
    {
        Exception? failure = null;
        try
        {
            await ask(shared);
        }
        catch (Exception problem)
        {
            failure = problem;
        }

        lock (_gate)
        {
            if (_calls.TryGetValue(key, out var current) && ReferenceEquals(current, shared)) _calls.Remove(key);
        }

        shared.End(failure);
    }
}
