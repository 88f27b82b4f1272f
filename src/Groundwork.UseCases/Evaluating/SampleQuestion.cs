using Groundwork.Evals;
using Groundwork.Knowledge;
using Groundwork.UseCases.Wiring;

namespace Groundwork.UseCases.Evaluating;

/// <summary>A sample as a question to a collection.</summary>
internal static class SampleQuestion
{
    /// <summary>Name of the variable that holds filters, separated by semicolons, like <c>lang=en; path=rules/*</c>.</summary>
    public const string Filters = "filters";

    public static Question Of(Sample sample, string mode) =>
        QuestionText.Read(sample.Input, mode, FiltersOf(sample)) with { Before = Asked.Before([.. sample.Before.Select(turn => new TurnRequest(turn.Role, turn.Text))]) };

    public static IReadOnlyList<string> FiltersOf(Sample sample) =>
        sample.Variables.TryGetValue(Filters, out var filters) ? filters.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
}
