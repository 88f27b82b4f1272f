using System.Text;
using Groundwork.Models.Context;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

/// <summary>A stream whose first content has come. Keeps count of what is received, so that an aborted one is booked for what it was.</summary>
internal sealed class OpenedStream(Attempt attempt, IAsyncEnumerator<ChatResponseUpdate> updates) : IAsyncDisposable
{
    // What comes before the first content says nothing; a server that sends it for ever is stopped by the deadline.
    private const int MostBeforeContent = 64;

    private readonly StringBuilder _text = new();
    private UsageDetails? _usage;
    private long _otherTokens;
    private int _updates;
    private bool _isFinished;
    private bool _isFiltered;
    private bool _isBooked;

    public Attempt Attempt => attempt;

    public IAsyncEnumerator<ChatResponseUpdate> Updates => updates;

    /// <summary>What came up to the first content, that included; at least one.</summary>
    public List<ChatResponseUpdate> Opening { get; } = new(1);

    /// <summary>Nothing follows the opening.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Reads up to the first content.</summary>
    /// <exception cref="ModelException">There is no answer.</exception>
    public async ValueTask OpenAsync()
    {
        while (await updates.MoveNextAsync())
        {
            var update = updates.Current;
            var hasContent = Received(update);
            if (hasContent || Opening.Count < MostBeforeContent)
                Opening.Add(update);
            if (!hasContent)
                continue;
            attempt.ContentArrived();
            return;
        }

        if (Opening.Count == 0)
            throw RouteFailures.EmptyStream(attempt.State);
        IsEnded = true;
        if (!_isFiltered || !attempt.HasMore)
            return;
        attempt.Complete(attempt.Reported(_usage), 0, ModelFailure.Filtered);
        throw RouteFailures.Filtered(attempt.State);
    }

    /// <summary>Takes note of an update.</summary>
    /// <returns>True if it holds content.</returns>
    public bool Received(ChatResponseUpdate update)
    {
        _updates++;
        if (update.FinishReason is { } finish)
        {
            _isFinished = true;
            _isFiltered = finish == ChatFinishReason.ContentFilter;
        }

        var hasContent = false;
        var contents = update.Contents;
        for (var i = 0; i < contents.Count; i++)
        {
            switch (contents[i])
            {
                case TextContent text:
                    _text.Append(text.Text);
                    hasContent |= text.Text.Length > 0;
                    break;
                case TextReasoningContent reasoning:
                    _text.Append(reasoning.Text);
                    hasContent |= reasoning.Text.Length > 0;
                    break;
                case UsageContent usage:
                    _usage = usage.Details;
                    break;
                default:
                    _otherTokens += RequestTexts.Count(contents[i], attempt.State.Counter);
                    hasContent = true;
                    break;
            }
        }

        return hasContent;
    }

    /// <summary>Books a stream that has ended well.</summary>
    /// <returns>What the provider counted; null if it did not.</returns>
    public TokenUsage? Complete()
    {
        IsEnded = _isBooked = true;
        var reported = attempt.Reported(_usage);
        attempt.Complete(reported, CountedUnless(reported), _isFiltered ? ModelFailure.Filtered : null);
        return reported;
    }

    /// <summary>Books a stream that broke off.</summary>
    /// <returns>What to leave with.</returns>
    public Exception Fail(ModelRoute route, Exception thrown)
    {
        IsEnded = _isBooked = true;
        var reported = attempt.Reported(_usage);
        var left = attempt.Fail(thrown, reported, CountedUnless(reported));
        return left is ModelException failure ? RouteFailures.BrokeOff(route, attempt.State, failure, _updates, _text.Length) : left;
    }

    /// <summary>Books what was received of a stream that nobody reads to its end, and lets go of everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isBooked)
        {
            _isBooked = true;
            var reported = attempt.Reported(_usage);
            if (_isFinished || IsEnded)
                attempt.Complete(reported, CountedUnless(reported));
            else
                attempt.Abort(reported, CountedUnless(reported));
        }

        try
        {
            await updates.DisposeAsync();
        }
        finally
        {
            attempt.Dispose();
        }
    }

    private long CountedUnless(TokenUsage? reported) => reported is null ? _otherTokens + attempt.State.Counter.Count(_text.ToString()) : 0;
}
