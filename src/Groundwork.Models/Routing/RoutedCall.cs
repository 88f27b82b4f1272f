using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

/// <summary>What a route needs to know about a request, and how one attempt at it is made.</summary>
/// <typeparam name="T">An answer, or a stream that has begun.</typeparam>
internal abstract class RoutedCall<T>
{
    public abstract ModelUse Use { get; }

    /// <summary>The answer comes in pieces, so that the first-token deadline counts.</summary>
    public virtual bool IsStreamed => false;

    /// <summary>Upper bound of input tokens.</summary>
    public abstract long MostInput { get; }

    /// <summary>Estimated input tokens.</summary>
    public abstract long UsualInput { get; }

    /// <summary>What the target must be able to do.</summary>
    public virtual ModelAbilities Needs => ModelAbilities.None;

    /// <summary>What the client knows about the request.</summary>
    public virtual RequestHints? Hints => null;

    /// <summary>The only target that may be asked; null for any.</summary>
    public virtual TargetState? Only => null;

    /// <summary>Most output tokens that the target will be asked for.</summary>
    public virtual int OutputOf(ModelTarget target) => 0;

    /// <summary>True if the target holds the request as it is.</summary>
    public abstract bool Fits(TargetState state);

    /// <summary>Input tokens by the target's own counter, for an attempt whose provider does not say.</summary>
    /// <param name="state">The target.</param>
    /// <param name="sent">What was sent; null for all of the request.</param>
    public abstract long CountInput(TargetState state, IReadOnlyList<ChatMessage>? sent);

    /// <summary>Makes one attempt. Returning, it has completed the attempt or taken it over; throwing, it has done neither, or both.</summary>
    public abstract Task<T> AttemptAsync(Attempt attempt);

    /// <summary>The answer, saying where it comes from.</summary>
    public abstract T Explain(T answer, RouteTrace trace);

    /// <summary>Gives up an answer that nobody needs, because another target was first.</summary>
    public virtual ValueTask DiscardAsync(T answer) => ValueTask.CompletedTask;
}
