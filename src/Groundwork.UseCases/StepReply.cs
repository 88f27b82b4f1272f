using System.Globalization;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>What one step between a question and its passages did.</summary>
/// <param name="Step">The step, as <c>steps</c> names it.</param>
/// <param name="Used">Whether it changed anything.</param>
/// <param name="What">What it changed, or why it changed nothing.</param>
/// <param name="Ms">Milliseconds it took.</param>
public sealed record StepReply(string Step, bool Used, string What, double Ms)
{
    /// <summary>The steps that tell something: all where some were asked for or one was used, else null.</summary>
    internal static IReadOnlyList<StepReply>? Of(IReadOnlyList<StepTrace> steps, bool areAskedFor) => steps.Count > 0 && (areAskedFor || steps.Any(s => s.IsUsed))
        ? [.. steps.Select(s => new StepReply(StepNames.Of(s.Step), s.IsUsed, s.What, Math.Round(s.Milliseconds, 3)))]
        : null;

    /// <summary>For people: one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Step}: {What}");
}
