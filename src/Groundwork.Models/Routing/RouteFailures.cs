using System.Globalization;
using System.Text;

namespace Groundwork.Models.Routing;

/// <summary>The words for what goes wrong on a route.</summary>
internal static class RouteFailures
{
    /// <summary>No target can serve such a request.</summary>
    public static ModelException NobodyCan(ModelRoute route, IReadOnlyList<string> reasons) =>
        new(ModelFailure.BadRequest, isTransient: false, $"No target of the route \"{route.Name}\" can serve this request: {string.Join("; ", reasons)}. Ask for less, or add a target that can.") { Attempts = 0 };

    /// <summary>The circuit of the target is open.</summary>
    public static ModelException LeftAlone(TargetState state) =>
        new(ModelFailure.LeftAlone, isTransient: true, $"\"{state.Target.Name}\" failed too often lately and is left alone for a while. Try again later.") { Attempts = 0 };

    /// <summary>The queue is full.</summary>
    public static ModelException Busy(TargetState state) =>
        new(ModelFailure.RateLimited, isTransient: true, Invariant($"\"{state.Target.Name}\" serves {state.Target.MaxConcurrent} requests at a time, and {state.Gate.Waiting} wait already. Ask less often, or let it serve more at a time.")) { Attempts = 0 };

    /// <summary>The provider's filter kept the answer back.</summary>
    public static ModelException Filtered(TargetState state) =>
        new(ModelFailure.Filtered, isTransient: false, $"The content filter of \"{state.Target.Name}\" kept the answer back. Word the request differently, or ask another model.");

    /// <summary>The stream ended before it began.</summary>
    public static ModelException EmptyStream(TargetState state) =>
        new(ModelFailure.BrokenStream, isTransient: true, $"\"{state.Target.Name}\" ended its stream without an answer. Ask again; if it stays, look into the server's log.");

    /// <summary>The client of the target cannot say this in its wire format.</summary>
    public static ModelException Unsupported(TargetState state, Exception thrown) =>
        new(ModelFailure.BadRequest, isTransient: false, $"\"{state.Target.Name}\" cannot be asked this: {thrown.Message}", thrown);

    /// <summary>A deadline passed before the budgets had said whether they hold the request.</summary>
    public static ModelException BudgetTooSlow(ModelRoute route, TargetState state, Exception thrown) =>
        new(ModelFailure.TimedOut, isTransient: true, $"The budgets did not say in time whether they hold a request to \"{state.Target.Name}\"; the deadline of the route \"{route.Name}\" has passed and nothing was sent. Look whether the database is busy, and try again.", thrown) { Attempts = 0 };

    /// <summary>A deadline passed.</summary>
    public static ModelException TimedOut(ModelRoute route, TargetState state, Exception thrown, bool isSent, bool hasBegun, TimeSpan remaining)
    {
        if (!isSent)
            return new(ModelFailure.TimedOut, isTransient: true, Invariant($"\"{state.Target.Name}\" was busy with {state.Target.MaxConcurrent} other requests until the deadline of the route \"{route.Name}\" had passed; nothing was sent. Ask less often, or let it serve more at a time."), thrown) { Attempts = 0 };
        if (remaining <= TimeSpan.Zero)
            return new(ModelFailure.TimedOut, isTransient: true, Invariant($"\"{state.Target.Name}\" did not finish within the total timeout of the route \"{route.Name}\", {route.TotalTimeout.TotalSeconds:0.###} s. Ask for a shorter answer, or raise the timeout."), thrown);
        return hasBegun
            ? new(ModelFailure.TimedOut, isTransient: true, $"\"{state.Target.Name}\" stopped for a reason that it did not give.", thrown)
            : new(ModelFailure.TimedOut, isTransient: true, Invariant($"\"{state.Target.Name}\" sent no content in time; the route \"{route.Name}\" waits {route.FirstTokenTimeout.TotalSeconds:0.###} s. Raise it if the model loads slowly, or check the server's load."), thrown);
    }

    /// <summary>A stream that had begun broke off.</summary>
    public static ModelException BrokeOff(ModelRoute route, TargetState state, ModelException inner, int updates, long characters) =>
        new(inner.Kind is ModelFailure.TimedOut ? ModelFailure.TimedOut : ModelFailure.BrokenStream, isTransient: true, Invariant($"The answer of \"{state.Target.Name}\" on the route \"{route.Name}\" broke off after {updates} updates with {characters} characters, and an answer that has begun is not begun again. {inner.Message}"), inner)
        {
            StatusCode = inner.StatusCode,
            RetryAfter = inner.RetryAfter,
        };

    /// <summary>Nobody answered.</summary>
    public static ModelException All(ModelRoute route, ModelException last, FailedAttempt[] failed, int sent, bool isAnyTransient)
    {
        var message = last.Message;
        if (failed.Length > 1 && Array.Exists(failed, one => !string.Equals(one.Target, failed[0].Target, StringComparison.Ordinal)))
            message = List(route, failed);
        else if (failed.Length > 1)
            message = Invariant($"{last.Message} ({failed.Length} attempts)");
        return new ModelException(last.Kind, isAnyTransient, message, last)
        {
            StatusCode = last.StatusCode,
            RetryAfter = last.RetryAfter,
            Attempts = sent,
            Failed = failed,
        };
    }

    private static string List(ModelRoute route, FailedAttempt[] failed)
    {
        var text = new StringBuilder($"No target of the route \"{route.Name}\" answered.");
        for (var i = 0; i < failed.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $" {i + 1}. {failed[i].Target} ({failed[i].Kind}): {failed[i].Reason}");
        return text.ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
